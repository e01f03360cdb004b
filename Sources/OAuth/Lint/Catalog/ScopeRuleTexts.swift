extension Rule {
    static let scopeGrammar = Rule(
        .scopeGrammar, .scope, .request, [.error, .warning],
        summary: "scope holds a character other than a space and U+0021, 0023–005B, 005D–007E (error); "
            + "otherwise a space leads, trails or is doubled (warning).",
        explanation: "A scope with such a character cannot exist; most often a quotation mark or a look-alike "
            + "letter was copied along.",
        advice: "Type it again, with single spaces.",
        reference: "RFC 6749 §3.3, Appendix A.4",
        good: "scope=company%3Aread%20customer%3Aread", bad: "scope=company%3Aread%20%20customer%3Aread")

    static let scopeComma = Rule(
        .scopeComma, .scope, .request, [.error, .warning],
        summary: "A scope holds a comma and is not in the known list (error), or no list is known or the list "
            + "has it (warning).",
        explanation: "The standard separates scopes by spaces, so a server sees one scope with a comma in its "
            + "name. A few servers do want commas.",
        advice: "Replace , by a space.",
        reference: "RFC 6749 §3.3",
        good: "scope=company%3Aread%20customer%3Aread", bad: "scope=company%3Aread%2Ccustomer%3Aread")

    static let scopeUnknown = Rule(
        .scopeUnknown, .scope, .request, [.error],
        summary: "The provider's list is known and has not this scope; case matters.",
        explanation: "The server refuses the request as invalid_scope, or leaves the scope out without a word.",
        advice: "Use the nearest known scope.",
        reference: "RFC 6749 §3.3, §4.1.2.1",
        good: "scope=company%3Aread", bad: "scope=Company%3ARead")

    static let scopeDuplicate = Rule(
        .scopeDuplicate, .scope, .request, [.info],
        summary: "A scope is named twice.",
        explanation: "It changes nothing, and shows that the list was put together carelessly.",
        advice: "Remove one.",
        reference: "RFC 6749 §3.3",
        good: "scope=user%3Aread%20company%3Aread", bad: "scope=user%3Aread%20company%3Aread%20user%3Aread")

    static let scopeWriteWithoutRead = Rule(
        .scopeWriteWithoutRead, .scope, .request, [.info],
        summary: "A known x:write is requested, and a known x:read is not.",
        explanation: "The app could change what it cannot see. That may be meant so, and often is an oversight.",
        advice: "Add the read scope, or keep it so.",
        reference: "RFC 9700 §2.3",
        good: "scope=company%3Aread%20company%3Awrite", bad: "scope=company%3Awrite")

    static let scopeAll = Rule(
        .scopeAll, .scope, .request, [.info],
        summary: "The provider lists three scopes or more, and all of them are requested.",
        explanation: "A token that may do everything does the most damage when it is lost, and users grant less "
            + "to those who ask for all.",
        advice: "Ask for what the app uses.",
        reference: "RFC 9700 §2.3",
        good: "scope=company%3Aread%20customer%3Aread",
        bad: "scope=company%3Aread%20company%3Awrite%20customer%3Aread%20customer%3Awrite%20user%3Aread")
}
