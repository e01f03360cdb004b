extension Rule {
    static let redirectURIRules = [
        redirectURIUnregistered, redirectURILocalhost, redirectURIPort, redirectURIScheme, redirectURIPortOther,
        redirectURIWildcard, redirectURIReservedQuery,
    ]

    private static let redirectURIUnregistered = Rule(
        .redirectURIUnregistered, .redirectURI, .request, [.error],
        summary: "The registered redirect URIs are known, and none is equal byte by byte. Only the port of an http "
            + "loopback URI may differ, if the provider allows that.",
        explanation:
            "Servers compare exactly and refuse all others: with a loose comparison, an attacker could have the "
            + "code sent elsewhere.",
        advice: "Use a registered one; it must match exactly.",
        reference: "RFC 6749 §3.1.2.3; RFC 3986 §6.2.1; RFC 8252 §7.3, §8.4; RFC 9700 §2.1, §4.1.3",
        good: "redirect_uri=https%3A%2F%2Fapp.example.com%2Foauth%2Fcallback",
        bad: "redirect_uri=https%3A%2F%2Fapp.example.com%2Foauth%2Fcallback%2F")

    private static let redirectURILocalhost = Rule(
        .redirectURILocalhost, .redirectURI, .request, [.warning],
        summary: "redirect_uri is http with the host localhost.",
        explanation: "The name can be resolved to another interface, or to ::1 while the program listens on "
            + "127.0.0.1. Some providers refuse it.",
        advice: "Register and use the literal 127.0.0.1.",
        reference: "RFC 8252 §8.3; OAuth 2.1 draft §8.4.2",
        good: "redirect_uri=http%3A%2F%2F127.0.0.1%3A51004%2Fcallback",
        bad: "redirect_uri=http%3A%2F%2Flocalhost%3A51004%2Fcallback")

    private static let redirectURIPort = Rule(
        .redirectURIPort, .redirectURI, .request, [.error, .warning],
        summary: "The port of redirect_uri is not one to five digits from 1 to 65535 (error), or an http "
            + "loopback URI has no port or one below 1024 (warning).",
        explanation:
            "A program cannot listen on a port that does not exist, and needs special rights for one below 1024.",
        advice: "Use the port of the listener.",
        reference: "RFC 3986 §3.2.3; RFC 8252 §7.3",
        good: "redirect_uri=http%3A%2F%2F127.0.0.1%3A51004%2Fcallback",
        bad: "redirect_uri=http%3A%2F%2F127.0.0.1%3A65536%2Fcallback")

    private static let redirectURIScheme = Rule(
        .redirectURIScheme, .redirectURI, .request, [.error, .warning],
        summary: "The scheme is javascript, data, vbscript, file, blob or about (error), or it is not http(s) "
            + "and has no period (warning).",
        explanation:
            "The first kind executes or opens its content. A private scheme without a period is not a reversed "
            + "domain name: any app may claim it and receive the code.",
        advice: "Use com.example.app:/path or a loopback URI.",
        reference: "RFC 8252 §7.1, §8.4; RFC 6749 §10.14",
        good: "redirect_uri=com.example.bakery%3A%2Foauth", bad: "redirect_uri=appname%3A%2F%2Foauth")

    private static let redirectURIPortOther = Rule(
        .redirectURIPortOther, .redirectURI, .request, [.info],
        summary: "redirect_uri only matches registered URIs that have another port.",
        explanation:
            "RFC 8252 lets a native app listen on any port. Some servers still compare the port.",
        advice: "Use the registered port, or register the URI without one.",
        reference: "RFC 8252 §7.3",
        good: "redirect_uri=http%3A%2F%2F127.0.0.1%3A51004%2Fcallback",
        bad: "redirect_uri=http%3A%2F%2F127.0.0.1%3A9000%2Fcallback")

    private static let redirectURIWildcard = Rule(
        .redirectURIWildcard, .redirectURI, .request, [.error, .warning],
        summary: "The authority or path of redirect_uri (error), or of a registered one (warning), has a *. Only this "
            + "rule checks a port with *.",
        explanation: "If a server reads it as a wildcard, codes can be sent to every host or page that it covers.",
        advice: "Write the complete URI.",
        reference: "RFC 9700 §2.1, §4.1.3",
        good: "redirect_uri=https%3A%2F%2Fapp.example.com%2Foauth%2Fcallback",
        bad: "redirect_uri=https%3A%2F%2Fapp.example.com%2F%2A")

    private static let redirectURIReservedQuery = Rule(
        .redirectURIReservedQuery, .redirectURI, .request, [.error],
        summary: "The query of redirect_uri has code, state, error, error_description, error_uri or iss.",
        explanation: "The server adds these itself. The answer would have them twice, and readers use different ones.",
        advice: "Rename that parameter.",
        reference: "RFC 6749 §3.1, §3.1.2, §4.1.2",
        good: "redirect_uri=https%3A%2F%2Fapp.example.com%2Foauth%2Fcallback",
        bad: "redirect_uri=https%3A%2F%2Fapp.example.com%2Foauth%2Fcallback%3Fstate%3Dabc")
}
