extension Rule {
    static let clientRules = [
        responseTypeNotCode, responseModeUnusable, clientIDShape, clientIDURL, clientIDMismatch,
    ]

    private static let responseTypeNotCode = Rule(
        .responseTypeNotCode, .client, .request, [.error, .warning],
        summary: "response_type has a stray space, a repeated word, or words that are not one of the provider's "
            + "response types (error); the types are unknown, and id_token or token is combined with code "
            + "(warning); or the type is offered, and includes token (warning).",
        explanation: "Only code keeps tokens out of the address bar, the history and Referer headers.",
        advice: "Use code.",
        reference: "RFC 6749 §3.1.1; RFC 9700 §2.1.2",
        good: "response_type=code", bad: "response_type=token")

    private static let responseModeUnusable = Rule(
        .responseModeUnusable, .client, .request, [.error, .warning],
        summary: "response_mode is not one of the provider's modes or, if they are unknown, not a registered one "
            + "(error); or it is not query (warning).",
        explanation:
            "A listener on this machine reads the answer from the query. It would not get an answer in a fragment "
            + "or a form.",
        advice: "Remove it; query is the default for code.",
        reference: "RFC 8414 §2; OAuth 2.0 Multiple Response Type Encoding Practices",
        good: "response_mode=query", bad: "response_mode=fragment")

    private static let clientIDShape = Rule(
        .clientIDShape, .client, [.request, .tokenRequest], [.error, .warning],
        summary: "client_id has a character outside U+0020–007E (error), or does not match the form of the provider's "
            + "IDs (warning).",
        explanation: "Characters are easily lost or replaced when an ID is copied.",
        advice: "Copy it again.",
        reference: "RFC 6749 Appendix A.1, §2.2",
        good: "client_id=264ade60a4ca76716a53056cecb171c027586dc722d6cf5ba40b1519de78170910d9ce0602c776f9",
        bad: "client_id=264ade60a4ca76716a53056cecb171c027586dc722d6cf5ba40b1519de78170910d9ce0602c776f")

    private static let clientIDURL = Rule(
        .clientIDURL, .client, .request, [.error, .warning],
        summary: "client_id starts with https:// and has no path, a dot segment, a fragment or user information "
            + "(error), or a query (warning).",
        explanation:
            "A client_id that is a URL is the address of the client's metadata. Servers compare it as text and "
            + "fetch it, so it must have only one spelling.",
        advice: "Use the URL of the client's metadata document.",
        reference: "draft-ietf-oauth-client-id-metadata-document §3",
        good: "client_id=https%3A%2F%2Fapp.example.com%2Fclient.json", bad: "client_id=https%3A%2F%2Fapp.example.com")

    private static let clientIDMismatch = Rule(
        .clientIDMismatch, .client, [.request, .tokenRequest], [.error],
        summary: "client_id is valid, but differs from the selected client's.",
        explanation: "The user would grant access to another application, and the code could not be redeemed.",
        advice: "Use the selected client's ID.",
        reference: "RFC 6749 §4.1.1, §4.1.3",
        good: "client_id=264ade60a4ca76716a53056cecb171c027586dc722d6cf5ba40b1519de78170910d9ce0602c776f9",
        bad: "client_id=0000000000000000000000000000000000000000000000000000000000000000000000000000000f")
}
