extension Rule {
    static let responseRules = [
        responseRedirectMismatch, responseFragment, responseStateMismatch, responseParameterUnexpected,
        responseMalformed, responseError, responseErrorText, issuerMismatch,
    ]

    private static let responseRedirectMismatch = Rule(
        .responseRedirectMismatch, .response, .response, [.error],
        summary:
            "The redirect URI of the run is known, and what stands before ? and # is another text (of a path: another "
            + "path), or a pair of the redirect URI's own query is absent. An empty path of http is a slash.",
        explanation:
            "Each provider should have a redirect URI of its own. An answer at another one may come from another "
            + "server that tries to pass its code off as that of the provider.",
        advice: "Refuse the answer and start a new attempt.",
        reference: "RFC 8252 §8.10; RFC 6749 §3.1.2; RFC 9700 §4.4.2",
        good: "http://127.0.0.1:51004/callback?code=SplxlOBeZQQYbYS6WxSbIA&state=dObT5xOcWLK2VpxskBNECg",
        bad: "http://127.0.0.1:51004/other?code=SplxlOBeZQQYbYS6WxSbIA&state=dObT5xOcWLK2VpxskBNECg")

    private static let responseFragment = Rule(
        .responseFragment, .response, .response, [.warning, .info],
        summary: "The answer has a fragment: _=_ or _ (info), or another one in which no token is (warning).",
        explanation: "Browsers keep a fragment to themselves, so that a listener sees nothing of what is in it. Some "
            + "servers append a fixed one on purpose, which does no harm.",
        advice: "Ignore a trailer; else ask with response_mode=query.",
        reference: "RFC 9700 §4.1.3; Facebook's #_=_",
        good: "http://127.0.0.1:51004/callback?code=SplxlOBeZQQYbYS6WxSbIA&state=dObT5xOcWLK2VpxskBNECg",
        bad: "http://127.0.0.1:51004/callback#code=SplxlOBeZQQYbYS6WxSbIA&state=dObT5xOcWLK2VpxskBNECg")

    private static let responseStateMismatch = Rule(
        .responseStateMismatch, .response, .response, [.error],
        summary: "A state was sent, and that of the answer is absent, empty, or not the same octets.",
        explanation:
            "Anyone can make a browser, or a program on the same machine, bring an answer here. Only the state "
            + "tells which one belongs to this attempt; others are refused, and the wait goes on.",
        advice: "Refuse the answer; never exchange its code.",
        reference: "The provider's specification; RFC 6749 §4.1.2, §10.12; RFC 8252 §8.9",
        good: "http://127.0.0.1:51004/callback?code=SplxlOBeZQQYbYS6WxSbIA&state=dObT5xOcWLK2VpxskBNECg",
        bad: "http://127.0.0.1:51004/callback?code=SplxlOBeZQQYbYS6WxSbIA&state=dObT5xOcWLK2VpxskBNEC")

    private static let responseParameterUnexpected = Rule(
        .responseParameterUnexpected, .response, .response, [.warning],
        summary: "A state came back although it is known that none was sent, or iss although no issuer is configured.",
        explanation: "The answer belongs to another request, or the server says who it is and nobody compares it.",
        advice: "Refuse the answer, or configure the issuer.",
        reference: "RFC 6749 §4.1.2; RFC 9207 §2.4",
        good: "http://127.0.0.1:51004/callback?code=SplxlOBeZQQYbYS6WxSbIA&state=dObT5xOcWLK2VpxskBNECg",
        bad: "http://127.0.0.1:51004/callback?code=SplxlOBeZQQYbYS6WxSbIA&state=dObT5xOcWLK2VpxskBNECg"
            + "&iss=https%3A%2F%2Fhonest.as.example")

    private static let responseMalformed = Rule(
        .responseMalformed, .response, .response, [.error],
        summary: "The answer has neither code nor error, or both; or its code holds a character outside U+0020–007E.",
        explanation: "A server answers with a code or with an error. Anything else was damaged on the way, or made up.",
        advice: "Send the request again.",
        reference: "RFC 6749 §4.1.2, §4.1.2.1, Appendix A.11",
        good: "http://127.0.0.1:51004/callback?code=SplxlOBeZQQYbYS6WxSbIA&state=dObT5xOcWLK2VpxskBNECg",
        bad: "http://127.0.0.1:51004/callback?state=dObT5xOcWLK2VpxskBNECg")

    private static let responseError = Rule(
        .responseError, .response, .response, [.error, .warning, .info],
        summary: "The answer has an error and no code: access_denied (info), another registered error code (error), or "
            + "one that is not registered (warning).",
        explanation: "The server, or the user, said no, and the code says why.",
        advice: "Do what the error calls for, and send the request again.",
        reference: "RFC 6749 §4.1.2.1; OpenID Connect Core 1.0 §3.1.2.6; RFC 8707 §2; RFC 9396 §5",
        good: "http://127.0.0.1:51004/callback?code=SplxlOBeZQQYbYS6WxSbIA&state=dObT5xOcWLK2VpxskBNECg",
        bad: "http://127.0.0.1:51004/callback?error=invalid_scope&state=dObT5xOcWLK2VpxskBNECg")

    private static let responseErrorText = Rule(
        .responseErrorText, .response, .response, [.warning],
        summary:
            "error or error_description holds a character outside U+0020–007E, a quotation mark or a backslash; or "
            + "error_uri is not http(s) with a host and such characters, without space.",
        explanation:
            "These texts are shown to people. Whatever else they hold was put there by somebody who can make a "
            + "server, or a link, speak for him.",
        advice: "Show it sanitised; open no such address.",
        reference: "RFC 6749 §4.1.2.1, Appendix A.7–A.9",
        good: "http://127.0.0.1:51004/callback?error=access_denied&error_description=Not%20today"
            + "&state=dObT5xOcWLK2VpxskBNECg",
        bad: "http://127.0.0.1:51004/callback?error=access_denied&error_description=Pas%20%C3%A0%20pr%C3%A9sent"
            + "&state=dObT5xOcWLK2VpxskBNECg")

    private static let issuerMismatch = Rule(
        .issuerMismatch, .response, .response, [.error],
        summary: "The issuer is known and iss is not the same octets; or the server announces iss, and the answer has "
            + "none.",
        explanation: "With several providers a malicious one can have its victim's code sent to itself (mix-up). The "
            + "issuer in the answer tells whose code it is.",
        advice: "Refuse the answer; never exchange its code.",
        reference: "RFC 9207 §2.3, §2.4; RFC 9700 §4.4.2",
        good: "http://127.0.0.1:51004/callback?code=SplxlOBeZQQYbYS6WxSbIA&state=dObT5xOcWLK2VpxskBNECg"
            + "&iss=https%3A%2F%2Fhonest.as.example",
        bad: "http://127.0.0.1:51004/callback?code=SplxlOBeZQQYbYS6WxSbIA&state=dObT5xOcWLK2VpxskBNECg"
            + "&iss=https%3A%2F%2Fattacker.example")
}
