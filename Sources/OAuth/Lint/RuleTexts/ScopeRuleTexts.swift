extension Rule {
    static let scopeRules = [
        scopeGrammar, scopeComma, scopeSeparator, scopeUnknown, scopeDuplicate, scopeWriteWithoutRead, scopeAll,
    ]

    private static let scopeGrammar = Rule(
        .scopeGrammar, .scope, .request, [.error, .warning],
        summary: "scope has a character other than a space and U+0021, 0023–005B, 005D–007E, or has only separators "
            + "(error); or a separator leads, trails or is doubled (warning).",
        explanation:
            "A scope cannot have such a character. Most often a quotation mark or a look-alike letter was copied.",
        advice: "Type it again, with single spaces.",
        reference: "RFC 6749 §3.3, Appendix A.4",
        good: "scope=company%3Aread%20customer%3Aread", bad: "scope=company%3Aread%20%20customer%3Aread")

    private static let scopeComma = Rule(
        .scopeComma, .scope, .request, [.error, .warning],
        summary: "A scope contains a comma. Error: it is not in the provider's list. Warning: it is, or the list is "
            + "unknown.",
        explanation:
            "The standard separates scopes by spaces, so a server sees one scope with a comma in its name. A few "
            + "servers do require commas.",
        advice: "Replace the comma with a space.",
        reference: "RFC 6749 §3.3",
        good: "scope=company%3Aread%20customer%3Aread", bad: "scope=company%3Aread%2Ccustomer%3Aread")

    private static let scopeSeparator = Rule(
        .scopeSeparator, .scope, .request, [.error, .warning],
        summary: "A scope has +, ; or a vertical bar with another character on both sides, and is not in the known "
            + "list (error), or no list is known (warning). If the provider separates scopes by commas: a space is "
            + "between two of them (error).",
        explanation: "The server sees one scope with that sign in its name. An encoded plus, %2B, is not a space.",
        advice: "Split it.",
        reference: "RFC 6749 §3.3; 19 of 344 providers of a public list want commas",
        good: "scope=company%3Aread%20customer%3Aread", bad: "scope=company%3Aread%2Bcustomer%3Aread")

    private static let scopeUnknown = Rule(
        .scopeUnknown, .scope, .request, [.error, .info],
        summary: "The provider's list is known and does not have this scope; case matters (info if the list is "
            + "incomplete).",
        explanation: "The server refuses the request with invalid_scope, or ignores the scope silently.",
        advice: "Use the nearest known scope.",
        reference: "RFC 6749 §3.3, §4.1.2.1",
        good: "scope=company%3Aread", bad: "scope=Company%3ARead")

    private static let scopeDuplicate = Rule(
        .scopeDuplicate, .scope, .request, [.info],
        summary: "A scope occurs twice.",
        explanation: "It changes nothing, but may hide a mistake in the list.",
        advice: "Remove one.",
        reference: "RFC 6749 §3.3",
        good: "scope=user%3Aread%20company%3Aread", bad: "scope=user%3Aread%20company%3Aread%20user%3Aread")

    private static let scopeWriteWithoutRead = Rule(
        .scopeWriteWithoutRead, .scope, .request, [.info],
        summary: "A known x:write is requested, and a known x:read is not.",
        explanation: "The app could change what it cannot read. That may be intended, but is often an oversight.",
        advice: "Add the read scope, or leave it.",
        reference: "RFC 9700 §2.3",
        good: "scope=company%3Aread%20company%3Awrite", bad: "scope=company%3Awrite")

    private static let scopeAll = Rule(
        .scopeAll, .scope, .request, [.info],
        summary: "The provider's whole list is known, has three scopes or more, and all of them are requested.",
        explanation:
            "A token with all permissions does the most damage if it leaks, and users grant less to apps that "
            + "request everything.",
        advice: "Request only what the app uses.",
        reference: "RFC 9700 §2.3",
        good: "scope=company%3Aread%20customer%3Aread",
        bad: "scope=company%3Aread%20company%3Awrite%20customer%3Aread%20customer%3Awrite%20user%3Aread")
}
