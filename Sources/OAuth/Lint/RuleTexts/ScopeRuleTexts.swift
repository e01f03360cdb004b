extension Rule {
    static let scopeRules = [
        scopeGrammar, scopeComma, scopeSeparator, scopeUnknown, scopeDuplicate, scopeWriteWithoutRead, scopeAll,
    ]

    private static let scopeGrammar = Rule(
        .scopeGrammar, .scope, .request, [.error, .warning],
        summary:
            "scope holds a character other than a space and U+0021, 0023–005B, 005D–007E, or nothing but separators "
            + "(error); otherwise a separator leads, trails or is doubled (warning).",
        explanation: "A scope with such a character cannot exist; most often a quotation mark or a look-alike "
            + "letter was copied along.",
        advice: "Type it again, with single spaces.",
        reference: "RFC 6749 §3.3, Appendix A.4",
        good: "scope=company%3Aread%20customer%3Aread", bad: "scope=company%3Aread%20%20customer%3Aread")

    private static let scopeComma = Rule(
        .scopeComma, .scope, .request, [.error, .warning],
        summary: "A scope holds a comma and is not in the known list (error), or no list is known or the list "
            + "has it (warning).",
        explanation: "The standard separates scopes by spaces, so a server sees one scope with a comma in its "
            + "name. A few servers do want commas.",
        advice: "Replace , by a space.",
        reference: "RFC 6749 §3.3",
        good: "scope=company%3Aread%20customer%3Aread", bad: "scope=company%3Aread%2Ccustomer%3Aread")

    private static let scopeSeparator = Rule(
        .scopeSeparator, .scope, .request, [.error, .warning],
        summary:
            "A scope holds +, ; or a vertical bar with another character on both sides, and is not in the known list "
            + "(error), or no list is known (warning). Where the provider separates scopes by commas: a space stands "
            + "between two of them (error).",
        explanation:
            "The server sees one scope with that sign in its name. An encoded plus, %2B, is a plus and no space.",
        advice: "Split it.",
        reference: "RFC 6749 §3.3; 19 of 344 providers of a public list want commas",
        good: "scope=company%3Aread%20customer%3Aread", bad: "scope=company%3Aread%2Bcustomer%3Aread")

    private static let scopeUnknown = Rule(
        .scopeUnknown, .scope, .request, [.error, .info],
        summary:
            "The provider's list is known and does not hold this scope; case matters (info where the list is not the "
            + "whole one).",
        explanation: "The server refuses the request as invalid_scope, or leaves the scope out without a word.",
        advice: "Use the nearest known scope.",
        reference: "RFC 6749 §3.3, §4.1.2.1",
        good: "scope=company%3Aread", bad: "scope=Company%3ARead")

    private static let scopeDuplicate = Rule(
        .scopeDuplicate, .scope, .request, [.info],
        summary: "A scope is named twice.",
        explanation: "It changes nothing, and shows that the list was put together carelessly.",
        advice: "Remove one.",
        reference: "RFC 6749 §3.3",
        good: "scope=user%3Aread%20company%3Aread", bad: "scope=user%3Aread%20company%3Aread%20user%3Aread")

    private static let scopeWriteWithoutRead = Rule(
        .scopeWriteWithoutRead, .scope, .request, [.info],
        summary: "A known x:write is requested, and a known x:read is not.",
        explanation: "The app could change what it cannot see. That may be meant so, and often is an oversight.",
        advice: "Add the read scope, or keep it so.",
        reference: "RFC 9700 §2.3",
        good: "scope=company%3Aread%20company%3Awrite", bad: "scope=company%3Awrite")

    private static let scopeAll = Rule(
        .scopeAll, .scope, .request, [.info],
        summary: "The provider's whole list is known, has three scopes or more, and all of them are requested.",
        explanation: "A token that may do everything does the most damage when it is lost, and users grant less "
            + "to those who ask for all.",
        advice: "Ask for what the app uses.",
        reference: "RFC 9700 §2.3",
        good: "scope=company%3Aread%20customer%3Aread",
        bad: "scope=company%3Aread%20company%3Awrite%20customer%3Aread%20customer%3Awrite%20user%3Aread")
}
