extension Rule {
    static let responseRules = [
        responseRedirectMismatch, responseFragment, responseStateMismatch, responseParameterUnexpected,
        responseMalformed, responseError, responseErrorText, issuerMismatch,
    ]

    private static let responseRedirectMismatch = Rule(
        .responseRedirectMismatch, .response, .response, [.error],
        summary: "The redirect URI of the run is known, and the part before ? and # differs (of a path: the path), or "
            + "a pair of the redirect URI's own query is absent. In http, an empty path equals a slash.",
        explanation:
            "Each provider should have its own redirect URI. An answer at another one may come from a server that "
            + "passes its code off as the provider's.",
        advice: "Refuse the answer and start a new attempt.",
        reference: "RFC 8252 §8.10; RFC 6749 §3.1.2; RFC 9700 §4.4.2",
        good: "http://127.0.0.1:51004/callback?code=SplxlOBeZQQYbYS6WxSbIA&state=dObT5xOcWLK2VpxskBNECg",
        bad: "http://127.0.0.1:51004/other?code=SplxlOBeZQQYbYS6WxSbIA&state=dObT5xOcWLK2VpxskBNECg")

    private static let responseFragment = Rule(
        .responseFragment, .response, .response, [.warning, .info],
        summary: "The answer has a fragment: _=_ or _ (info), or another one without a token (warning).",
        explanation:
            "Browsers do not send a fragment, so a listener does not see it. Some servers append a fixed one on "
            + "purpose, which is harmless.",
        advice: "Ignore a fixed one; otherwise use response_mode=query.",
        reference: "RFC 9700 §4.1.3; Facebook's #_=_",
        good: "http://127.0.0.1:51004/callback?code=SplxlOBeZQQYbYS6WxSbIA&state=dObT5xOcWLK2VpxskBNECg",
        bad: "http://127.0.0.1:51004/callback#code=SplxlOBeZQQYbYS6WxSbIA&state=dObT5xOcWLK2VpxskBNECg")

    private static let responseStateMismatch = Rule(
        .responseStateMismatch, .response, .response, [.error],
        summary: "A state was sent, and that of the answer is absent, empty, or different.",
        explanation:
            "Anyone can make a browser, or a program on the same machine, send an answer here. Only the state "
            + "shows which one belongs to this attempt. Others are refused, and the wait goes on.",
        advice: "Refuse the answer; never exchange its code.",
        reference: "The provider's specification; RFC 6749 §4.1.2, §10.12; RFC 8252 §8.9",
        good: "http://127.0.0.1:51004/callback?code=SplxlOBeZQQYbYS6WxSbIA&state=dObT5xOcWLK2VpxskBNECg",
        bad: "http://127.0.0.1:51004/callback?code=SplxlOBeZQQYbYS6WxSbIA&state=dObT5xOcWLK2VpxskBNEC")

    private static let responseParameterUnexpected = Rule(
        .responseParameterUnexpected, .response, .response, [.warning],
        summary: "The answer has a state, although none was sent, or iss, although no issuer is configured.",
        explanation: "The answer belongs to another request, or the server names its issuer and nothing checks it.",
        advice: "Refuse the answer, or configure the issuer.",
        reference: "RFC 6749 §4.1.2; RFC 9207 §2.4",
        good: "http://127.0.0.1:51004/callback?code=SplxlOBeZQQYbYS6WxSbIA&state=dObT5xOcWLK2VpxskBNECg",
        bad: "http://127.0.0.1:51004/callback?code=SplxlOBeZQQYbYS6WxSbIA&state=dObT5xOcWLK2VpxskBNECg"
            + "&iss=https%3A%2F%2Fhonest.as.example")

    private static let responseMalformed = Rule(
        .responseMalformed, .response, .response, [.error],
        summary: "The answer has neither code nor error, or both; or its code has a character outside U+0020–007E.",
        explanation: "A server answers with either a code or an error. Any other answer was damaged or forged.",
        advice: "Send the request again.",
        reference: "RFC 6749 §4.1.2, §4.1.2.1, Appendix A.11",
        good: "http://127.0.0.1:51004/callback?code=SplxlOBeZQQYbYS6WxSbIA&state=dObT5xOcWLK2VpxskBNECg",
        bad: "http://127.0.0.1:51004/callback?state=dObT5xOcWLK2VpxskBNECg")

    private static let responseError = Rule(
        .responseError, .response, .response, [.error, .warning, .info],
        summary: "The answer has an error and no code: access_denied (info), another registered error code (error), or "
            + "one that is not registered (warning).",
        explanation: "The server or the user refused, and the code says why.",
        advice: "Fix the cause of the error, and send the request again.",
        reference: "RFC 6749 §4.1.2.1; OpenID Connect Core 1.0 §3.1.2.6; RFC 8707 §2; RFC 9396 §5",
        good: "http://127.0.0.1:51004/callback?code=SplxlOBeZQQYbYS6WxSbIA&state=dObT5xOcWLK2VpxskBNECg",
        bad: "http://127.0.0.1:51004/callback?error=invalid_scope&state=dObT5xOcWLK2VpxskBNECg")

    private static let responseErrorText = Rule(
        .responseErrorText, .response, .response, [.warning],
        summary: "error or error_description has a character outside U+0020–007E, a quotation mark or a backslash; or "
            + "error_uri is not http(s) with a host and only such characters, without spaces.",
        explanation:
            "These texts are shown to people. Other characters may come from an attacker who makes a server, or a "
            + "link, put words in its mouth.",
        advice: "Sanitise the text before you show it; do not open such an address.",
        reference: "RFC 6749 §4.1.2.1, Appendix A.7–A.9",
        good: "http://127.0.0.1:51004/callback?error=access_denied&error_description=Not%20today"
            + "&state=dObT5xOcWLK2VpxskBNECg",
        bad: "http://127.0.0.1:51004/callback?error=access_denied&error_description=Pas%20%C3%A0%20pr%C3%A9sent"
            + "&state=dObT5xOcWLK2VpxskBNECg")

    private static let issuerMismatch = Rule(
        .issuerMismatch, .response, .response, [.error],
        summary: "The issuer is known and iss differs; or the server announces iss, and the answer has none.",
        explanation: "With several providers, a malicious one can have a code for another provider sent to itself "
            + "(mix-up). The issuer in the answer shows whose code it is.",
        advice: "Refuse the answer; never exchange its code.",
        reference: "RFC 9207 §2.3, §2.4; RFC 9700 §4.4.2",
        good: "http://127.0.0.1:51004/callback?code=SplxlOBeZQQYbYS6WxSbIA&state=dObT5xOcWLK2VpxskBNECg"
            + "&iss=https%3A%2F%2Fhonest.as.example",
        bad: "http://127.0.0.1:51004/callback?code=SplxlOBeZQQYbYS6WxSbIA&state=dObT5xOcWLK2VpxskBNECg"
            + "&iss=https%3A%2F%2Fattacker.example")
}
