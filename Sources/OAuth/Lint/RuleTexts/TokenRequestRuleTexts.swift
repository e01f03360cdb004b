extension Rule {
    static let tokenRequestRules = [
        tokenTransportInvalid, grantTypeInvalid, tokenValueMismatch, verifierMismatch, verifierUnexpected,
        clientAuthMalformed, clientAuthConflict,
    ]

    private static let tokenTransportInvalid = Rule(
        .tokenTransportInvalid, .tokenRequest, .tokenRequest, [.error],
        summary: "The method is not POST; the media type is neither that of a form nor, if the provider accepts it, "
            + "application/json; the body has more than 65,536 bytes or 2,048 fields; or JSON is not an object of strings. Except "
            + "for the method, the body is not checked then.",
        explanation:
            "Codes and verifiers must not be in URLs, and a server reads the body only in the forms that it supports.",
        advice: "Send a POST with a form body.",
        reference: "RFC 6749 §3.2, §4.1.3; the provider's documentation of JSON bodies",
        good: "Content-Type: application/x-www-form-urlencoded", bad: "Content-Type: text/plain")

    private static let grantTypeInvalid = Rule(
        .grantTypeInvalid, .tokenRequest, .tokenRequest, [.error],
        summary: "grant_type is not the provider's name for the exchange of a code; the standard's is "
            + "authorization_code.",
        explanation: "The server chooses by grant_type what to do, and refuses names that it does not know.",
        advice: "Use the provider's name.",
        reference: "RFC 6749 §4.1.3; RFC 9700 §2.4; the provider's documentation",
        good: "grant_type=authorization_code", bad: "grant_type=password")

    private static let tokenValueMismatch = Rule(
        .tokenValueMismatch, .tokenRequest, .tokenRequest, [.error],
        summary: "code differs from the one in this run's answer, or redirect_uri from the one in its request, byte by "
            + "byte; the port of a loopback URI counts, too.",
        explanation: "The server bound the code to what was sent before, and refuses anything else as invalid_grant.",
        advice: "Use the value of this run.",
        reference: "RFC 6749 §4.1.3, §10.6",
        good: "code=SplxlOBeZQQYbYS6WxSbIA", bad: "code=SplxlOBeZQQYbYS6WxSbIA%23_%3D_")

    private static let verifierMismatch = Rule(
        .verifierMismatch, .tokenRequest, .tokenRequest, [.error],
        summary:
            "A challenge was sent, and the verifier, which has only allowed characters, does not match it: by S256, or itself "
            + "if the method was plain or was not sent.",
        explanation: "The server makes the same comparison and refuses the exchange as invalid_grant.",
        advice: "Use the verifier of this run.",
        reference: "RFC 7636 §4.6",
        good: "code_verifier=OVU6qb890Po5XDrBOXubUYTYnuRAb2C_x2HKMDeFPPk",
        bad: "code_verifier=bENSDtdzSAAT_CVWyDkGTiQu5f6CrDz14Y_GevYtofU")

    private static let verifierUnexpected = Rule(
        .verifierUnexpected, .tokenRequest, .tokenRequest, [.error],
        summary: "code_verifier has a value, and it is known that no challenge was sent.",
        explanation: "A server must refuse that: an attacker may have removed the challenge from the request.",
        advice: "Start again with S256.",
        reference: "RFC 9700 §2.1.1, §4.8.2",
        good: "code=SplxlOBeZQQYbYS6WxSbIA", bad: "code_verifier=OVU6qb890Po5XDrBOXubUYTYnuRAb2C_x2HKMDeFPPk")

    private static let clientAuthMalformed = Rule(
        .clientAuthMalformed, .tokenRequest, .tokenRequest, [.error],
        summary:
            "The credentials of Authorization: Basic are not Base64, not UTF-8, hold a control character or no colon, "
            + "or name another client than client_id in the body.",
        explanation:
            "The server answers invalid_client. Most often a line feed was encoded along, as echo without -n adds "
            + "one.",
        advice: "Make them again: id:secret in Base64.",
        reference: "RFC 6749 §2.3.1; RFC 7617 §2",
        good: "Authorization: Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3",
        bad: "Authorization: Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3Cg==")

    private static let clientAuthConflict = Rule(
        .clientAuthConflict, .tokenRequest, .tokenRequest, [.error, .warning],
        summary:
            "client_secret is sent together with Basic authentication or client_assertion, or client_assertion together with Basic "
            + "authentication (error); or a public client sends a client_secret, or the secret is where the provider "
            + "does not accept it (warning).",
        explanation: "A client must not use two ways of authentication at once. A secret that is shipped in an app is "
            + "known to everyone who has the app.",
        advice: "Keep one; none for a public client.",
        reference: "RFC 6749 §2.3, §5.2; RFC 8252 §8.5",
        good: "client_id=s6BhdRkqt3", bad: "client_secret=gX1fBat3bV")
}
