import Text

extension Rule {
    static let urlRules = [
        uriInvalid, uriNotHTTPS, uriFragment, uriUserinfo, uriHostIDN, endpointMismatch,
    ]

    private static let requests: LintSubjects = [.request, .tokenRequest]

    private static let uriInvalid = Rule(
        .uriInvalid, .url, requests, [.error],
        summary: "The URL has no scheme or no host, or a port that is not from 0 to 65535. redirect_uri or resource "
            + "has no scheme, looks like name:digits, has a character that URIs must not have or a broken triplet, "
            + "or is an http(s) URI without host.",
        explanation:
            "Each program completes a relative or damaged address differently. A host with letters beyond ASCII "
            + "is sent in its xn-- form.",
        advice: "Start with the scheme; use the Punycode form of the host.",
        reference: "RFC 6749 §3.1.2; RFC 3986 §2, §4.3; RFC 8707 §2",
        good: "redirect_uri=http%3A%2F%2F127.0.0.1%3A51004%2Fcallback",
        bad: "redirect_uri=localhost%3A51004%2Fcallback")

    private static let uriNotHTTPS = Rule(
        .uriNotHTTPS, .url, requests, [.error],
        summary: "The URL is not https, unless it is http to 127.0.0.1, [::1] or localhost; redirect_uri is "
            + "http to any other host.",
        explanation: "Everyone on the way can read the code and the user's sign-in, or replace the page.",
        advice: "Use https, or a loopback literal.",
        reference: "RFC 6749 §3.1, §3.2, §3.1.2.1; RFC 9700 §2.6; OAuth 2.1 draft §1.5",
        good: "redirect_uri=http%3A%2F%2F127.0.0.1%3A51004%2Fcallback",
        bad: "redirect_uri=http%3A%2F%2Fapp.example.com%2Foauth%2Fcallback")

    private static let uriFragment = Rule(
        .uriFragment, .url, requests, [.error],
        summary: "The URL, redirect_uri or resource has a #, even if nothing follows it.",
        explanation:
            "Browsers do not send the part after #, so parameters there never reach the server. A fragment in "
            + "redirect_uri would swallow the answer.",
        advice: "Remove everything from # on; move parameters before it.",
        reference: "RFC 6749 §3.1, §3.1.2, §3.2; RFC 8707 §2",
        good: "redirect_uri=https%3A%2F%2Fapp.example.com%2Foauth%2Fcallback",
        bad: "redirect_uri=https%3A%2F%2Fapp.example.com%2Foauth%2Fcallback%23top")

    private static let uriUserinfo = Rule(
        .uriUserinfo, .url, requests, [.error],
        summary: "The authority of the URL or of redirect_uri has an @.",
        explanation: "The part before @ is a user name, even if it looks like a host. Fake links use this.",
        advice: "Remove everything up to the @.",
        reference: "RFC 9110 §4.2.4; RFC 3986 §3.2.1, §7.6",
        good: "https://accounts.bakeronline.be/oauth/authorize?response_type=code&scope=company%3Aread",
        bad: "https://accounts.bakeronline.be@evil.example/oauth/authorize?response_type=code&scope=company%3Aread")

    private static let uriHostIDN = Rule(
        .uriHostIDN, .url, requests, [.warning],
        summary:
            "The host of the URL has a character beyond ASCII or a label that starts with xn--; or the host of an "
            + "http(s) redirect_uri has such a label.",
        explanation: "Letters of other alphabets can look exactly like those of a known host.",
        advice: "Compare both spellings letter by letter.",
        reference: "RFC 3986 §7.6",
        good: "https://accounts.bakeronline.be/oauth/authorize?response_type=code&scope=company%3Aread",
        bad: "https://xn--ccounts-1fg.bakeronline.be/oauth/authorize?response_type=code&scope=company%3Aread")

    private static let endpointMismatch = Rule(
        .endpointMismatch, .url, requests, [.error],
        summary: "The endpoint is known, and its host, port (without the default) or path differs, or a pair of its "
            + "own query is absent.",
        explanation: "The request goes to another server, which may pretend to be the provider.",
        advice: "Use the provider's endpoint and keep the query.",
        reference: "RFC 6749 §3.1, §3.2",
        good: "https://accounts.bakeronline.be/oauth/authorize?response_type=code&scope=company%3Aread",
        bad: "https://accounts.bakeronline.com/oauth/authorize?response_type=code&scope=company%3Aread")
}
