extension Rule {
    static let extensionRules = [
        nonceMissing, oidcWithoutOpenID, oidcParameterInvalid, requestURIInvalid, parLeftovers, offlineAccessConsent,
        resourceSuspect, dpopThumbprintShape, parRequired, authorizationDetailsInvalid, apiVersionBehind,
        apiVersionInvalid,
    ]

    private static let nonceMissing = Rule(
        .nonceMissing, .extensions, .request, [.error, .info],
        summary: "scope has openid and nonce has no value: an error if response_type has id_token, otherwise a note.",
        explanation: "Without a nonce, an ID Token of an earlier sign-in can be used again.",
        advice: "Generate one.",
        reference: "OpenID Connect Core 1.0 §3.1.2.1, §3.2.2.1, §3.3.2.1",
        good:
            "https://server.example.com/authorize?response_type=code&client_id=s6BhdRkqt3&scope=openid&nonce=-VsVG2HNneS7MdLSkhmc7w",
        bad: "https://server.example.com/authorize?response_type=code&client_id=s6BhdRkqt3&scope=openid")

    private static let oidcWithoutOpenID = Rule(
        .oidcWithoutOpenID, .extensions, .request, [.info],
        summary: "nonce, max_age, id_token_hint, acr_values or claims has a value, and scope does not have openid.",
        explanation: "These belong to OpenID Connect, which only the openid scope enables.",
        advice: "Add openid to the scope, or remove it.",
        reference: "OpenID Connect Core 1.0 §3.1.2.1",
        good:
            "https://server.example.com/authorize?response_type=code&client_id=s6BhdRkqt3&scope=openid&nonce=-VsVG2HNneS7MdLSkhmc7w&max_age=60",
        bad: "https://server.example.com/authorize?response_type=code&client_id=s6BhdRkqt3&scope=read&max_age=60")

    private static let oidcParameterInvalid = Rule(
        .oidcParameterInvalid, .extensions, .request, [.error, .warning],
        summary: "prompt combines none with other words, or max_age is not a number (error); prompt has a stray space "
            + "or a word other than none, login, consent, select_account and create, or display is not page, popup, "
            + "touch or wap (warning).",
        explanation:
            "A server must refuse none with other words, because it cannot both ask and not ask. Unknown values "
            + "are ignored or refused.",
        advice: "Use one of the valid values.",
        reference: "OpenID Connect Core 1.0 §3.1.2.1; Initiating User Registration via OpenID Connect 1.0",
        good: "prompt=login%20consent", bad: "prompt=none%20login")

    private static let requestURIInvalid = Rule(
        .requestURIInvalid, .extensions, .request, [.error, .warning],
        summary: "request is combined with request_uri, or request_uri is neither https://… nor urn:… (error), or it "
            + "has more than 512 characters (warning).",
        explanation: "The server fetches the request from this address, so it must be able to trust the host and the "
            + "connection.",
        advice: "Keep one; use https or the URN from the server.",
        reference: "RFC 9101 §5, §5.2",
        good:
            "https://server.example.com/authorize?client_id=s6BhdRkqt3&request_uri=https%3A%2F%2Fclient.example%2Fro.jwt",
        bad:
            "https://server.example.com/authorize?client_id=s6BhdRkqt3&request_uri=http%3A%2F%2Fclient.example%2Fro.jwt"
    )

    private static let parLeftovers = Rule(
        .parLeftovers, .extensions, .request, [.warning],
        summary: "request_uri is that of a pushed request, and there are other parameters than it, client_id and the "
            + "endpoint's own query.",
        explanation: "The pushed request has all parameters. A server must not use others, and may refuse them.",
        advice: "Remove them.",
        reference: "RFC 9126 §4; RFC 9101 §5",
        good:
            "https://server.example.com/authorize?client_id=s6BhdRkqt3&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3A6esc_11ACC5bwc014ltc14eY22c",
        bad:
            "https://server.example.com/authorize?client_id=s6BhdRkqt3&scope=read&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3A6esc_11ACC5bwc014ltc14eY22c"
    )

    private static let offlineAccessConsent = Rule(
        .offlineAccessConsent, .extensions, .request, [.info],
        summary: "scope has openid and offline_access, and prompt lacks consent.",
        explanation:
            "An OpenID Connect server must ignore offline_access without prompt=consent, unless other conditions "
            + "allow it: then it issues no refresh token.",
        advice: "Add prompt=consent.",
        reference: "OpenID Connect Core 1.0 §11",
        good:
            "https://server.example.com/authorize?response_type=code&client_id=s6BhdRkqt3&scope=openid%20offline_access&prompt=consent",
        bad:
            "https://server.example.com/authorize?response_type=code&client_id=s6BhdRkqt3&scope=openid%20offline_access"
    )

    private static let resourceSuspect = Rule(
        .resourceSuspect, .extensions, [.request, .tokenRequest], [.warning, .info],
        summary: "resource is the issuer, or only the scheme and host of the authorization endpoint (warning); or it "
            + "has a query (info).",
        explanation:
            "resource names the API that the token is for. That is rarely the authorization server itself, and "
            + "the identifier of an API should have no query.",
        advice: "Use the API's own identifier.",
        reference: "RFC 8707 §2; RFC 9728 §3.3",
        good: "resource=https%3A%2F%2Fapi.bakeronline.be%2Fv1", bad: "resource=https%3A%2F%2Faccounts.bakeronline.be%2F"
    )

    private static let dpopThumbprintShape = Rule(
        .dpopThumbprintShape, .extensions, .request, [.error],
        summary: "dpop_jkt is not 43 characters of base64url that end in one of AEIMQUYcgkosw048.",
        explanation:
            "It is the SHA-256 hash of the key that the app will prove to have. Any other value binds the code to "
            + "a key that does not exist.",
        advice: "Compute it again.",
        reference: "RFC 9449 §10; RFC 7638",
        good: "dpop_jkt=bENSDtdzSAAT_CVWyDkGTiQu5f6CrDz14Y_GevYtofU", bad: "dpop_jkt=bENSDtdzSAAT_CVWyDkGTiQu5f6CrDz14")

    private static let parRequired = Rule(
        .parRequired, .extensions, .request, [.error],
        summary: "The provider only accepts pushed requests, and request_uri has no value.",
        explanation: "Such a server refuses parameters in the URL.",
        advice: "Push the request first.",
        reference: "RFC 9126 §4, §5",
        good:
            "https://server.example.com/authorize?client_id=s6BhdRkqt3&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3A6esc_11ACC5bwc014ltc14eY22c",
        bad: "https://server.example.com/authorize?client_id=s6BhdRkqt3&request=eyJhbG..AlMGzw")

    private static let authorizationDetailsInvalid = Rule(
        .authorizationDetailsInvalid, .extensions, [.request, .tokenRequest], [.error],
        summary:
            "authorization_details is not JSON, not an array with elements, or an element is not an object with a "
            + "type that is a non-empty string.",
        explanation: "The server refuses the request with invalid_authorization_details.",
        advice: "Write an array of objects, each with a type.",
        reference: "RFC 9396 §2, §5",
        good: "authorization_details=%5B%7B%22type%22%3A%22payment%22%7D%5D",
        bad: "authorization_details=%7B%22type%22%3A%22payment%22%7D")

    private static let apiVersionBehind = Rule(
        .apiVersionBehind, .extensions, [.request, .tokenRequest], [.info],
        summary: "The provider names a latest version, and the version header has a lower one.",
        explanation: "Old versions work until they are switched off.",
        advice: "Set it to the latest stable version.",
        reference: "The provider's notice of a version update",
        good: "GET /oauth/authorize?response_type=code HTTP/1.1\nX-VERSION: 1.8.0",
        bad: "GET /oauth/authorize?response_type=code HTTP/1.1\nX-VERSION: 1.7.0")

    private static let apiVersionInvalid = Rule(
        .apiVersionInvalid, .extensions, [.request, .tokenRequest], [.error, .warning],
        summary: "The provider names a latest version, and the version header is not three numbers (error), or "
            + "is above the latest (warning).",
        explanation: "The server answers api_version_not_supported; versions above the latest stable one are "
            + "for development.",
        advice: "Set it to the latest stable version.",
        reference: "The provider's error api_version_not_supported",
        good: "GET /oauth/authorize?response_type=code HTTP/1.1\nX-VERSION: 1.8.0",
        bad: "GET /oauth/authorize?response_type=code HTTP/1.1\nX-VERSION: 1.8")
}
