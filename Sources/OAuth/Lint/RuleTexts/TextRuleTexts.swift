extension Rule {
    static let textRules = [
        controlCharacter, unicodeInvisible, percentMalformed, doubleEncoded, rawCharacter, percentNotCanonical,
        plusAsSpace, queryEmptyPair, parameterDuplicate, parameterEmpty, parameterMissing, parameterUnknown,
        secretInURL, urlLength, textEscaped, querySecondMark, placeholder, valueBlankEdges,
    ]

    private static let everywhere: LintSubjects = [.request, .response, .tokenRequest]
    private static let requests: LintSubjects = [.request, .tokenRequest]

    private static let controlCharacter = Rule(
        .controlCharacter, .text, everywhere, [.error],
        summary: "The URL itself, or a decoded name or value, has a control character (U+0000–001F, U+007F, "
            + "U+0080–009F).",
        explanation:
            "Line breaks can split an HTTP header in two, escape sequences can control a terminal that shows the "
            + "value, and a NUL ends the text in some servers. No OAuth value may have one.",
        advice: "Delete it; join the lines of a wrapped paste.",
        reference: "RFC 6749 Appendix A (VSCHAR), §10.14; RFC 3986 §7.3",
        good: "state=dObT5xOcWLK2VpxskBNECg", bad: "state=dObT5xOcWLK2VpxskBNECg%1B%5B31m")

    private static let unicodeInvisible = Rule(
        .unicodeInvisible, .text, everywhere, [.error],
        summary: "The URL has an invisible character, or one that changes the writing direction, raw or encoded: "
            + "Unicode's Default_Ignorable_Code_Point, U+2028–2029, 2800 and FFF9–FFFB.",
        explanation: "Two values that look the same differ, or a host name reads as another one. Such characters are "
            + "usually copied along with text.",
        advice: "Delete it, or copy the value from its source again.",
        reference: "RFC 3986 §7.6; RFC 6749 §10.14",
        good: "scope=company%3Aread", bad: "scope=company%3Aread%E2%80%8B")

    private static let percentMalformed = Rule(
        .percentMalformed, .text, everywhere, [.error],
        summary: "A % is not followed by two ASCII hexadecimal digits, or the decoded bytes are not UTF-8.",
        explanation:
            "Servers handle a broken encoding in different ways: some refuse the request, some drop the rest of "
            + "the value, some replace what they cannot decode.",
        advice: "Encode the value again; a literal percent sign is %25.",
        reference: "RFC 3986 §2.1, §2.4; RFC 6749 Appendix B",
        good: "state=dObT5xOcWLK2VpxskBNECg%2541", bad: "state=dObT5xOcWLK2VpxskBNECg%4")

    private static let doubleEncoded = Rule(
        .doubleEncoded, .text, everywhere, [.error, .warning],
        summary: "The whole query is encoded, including client_id= or response_type= (in an answer: code= or error=); "
            + "or, after decoding once, redirect_uri, resource or iss starts like scheme%3A, or response_type, "
            + "scope, code_challenge or code_challenge_method still contains a % code (error), or client_id, state, "
            + "code or nonce contains one (warning).",
        explanation:
            "A value that was encoded twice reaches the server with percent signs, and is compared with text that "
            + "has none.",
        advice: "Encode the value only once.",
        reference: "RFC 3986 §2.4",
        good: "redirect_uri=http%3A%2F%2F127.0.0.1%3A51004%2Fcallback",
        bad: "redirect_uri=http%253A%252F%252F127.0.0.1%253A51004%252Fcallback")

    private static let rawCharacter = Rule(
        .rawCharacter, .text, requests, [.error, .warning],
        summary:
            "The URL contains a character that must be encoded. Error: a space. Warning: one of \" < > \\ ^ ` { } |, "
            + "or, outside the host, a character that is not ASCII (U+00A0 or later).",
        explanation:
            "A URL cannot have these characters. Mail programs and chats end the link there, shells split the "
            + "line, and each browser repairs it differently.",
        advice: "Percent-encode it.",
        reference: "RFC 3986 §2, §2.1, §2.2",
        good: "scope=company%3Aread%20customer%3Aread", bad: "scope=company%3Aread customer%3Aread")

    private static let percentNotCanonical = Rule(
        .percentNotCanonical, .text, .request, [.info],
        summary: "A % code in the query has lower-case digits, or encodes a letter, a digit, -, . or _. %7E is "
            + "allowed, because form encoders write it.",
        explanation: "The decoded value is the same, but text comparisons, caches and signatures see a difference.",
        advice: "Write the URL in canonical form.",
        reference: "RFC 3986 §2.1, §2.3, §6.2.2.1; WHATWG URL, application/x-www-form-urlencoded percent-encode set",
        good: "redirect_uri=http%3A%2F%2F127.0.0.1%3A51004%2Fcallback",
        bad: "redirect_uri=http%3a%2f%2f127.0.0.1%3a51004%2fcallback")

    private static let plusAsSpace = Rule(
        .plusAsSpace, .text, requests, [.warning, .info],
        summary: "A value has a raw +: in scope, response_type, prompt, acr_values, ui_locales or claims_locales "
            + "(info), or in any other parameter except code_challenge and code_verifier (warning). In the form of "
            + "a token request: in code, code_verifier, client_id, client_secret or redirect_uri (warning).",
        explanation: "Form decoders read a plus as a space, URL parsers read it as a plus. In a list of words this is "
            + "mostly harmless. In other values, two parties end up with different texts.",
        advice: "Write %20 for a space and %2B for a plus.",
        reference: "RFC 6749 Appendix B; RFC 3986 §2.2",
        good: "scope=company%3Aread%20customer%3Aread", bad: "scope=company%3Aread+customer%3Aread")

    private static let queryEmptyPair = Rule(
        .queryEmptyPair, .text, everywhere, [.warning],
        summary: "An & sign in the query, or in the form of a token request, has nothing before or after it.",
        explanation:
            "Most servers ignore it; strict ones answer 400. Often it shows that a value was lost when the URL "
            + "was built.",
        advice: "Remove the extra &.",
        reference: "RFC 6749 Appendix B; the specification's example ends in &",
        good: "response_type=code&nonce=-VsVG2HNneS7MdLSkhmc7w",
        bad: "https://accounts.bakeronline.be/oauth/authorize?response_type=code&&nonce=-VsVG2HNneS7MdLSkhmc7w"
    )

    private static let parameterDuplicate = Rule(
        .parameterDuplicate, .text, everywhere, [.error],
        summary: "A name occurs more than once, compared byte by byte after decoding. Only resource may.",
        explanation:
            "Request parameters must not be repeated, and a server must refuse the request. If it does not, a "
            + "proxy and the server may use different values.",
        advice: "Keep one.",
        reference: "RFC 6749 §3.1, §3.2; RFC 8707 §2; RFC 8259 §4",
        good: "resource=https%3A%2F%2Fa.example&resource=https%3A%2F%2Fb.example",
        bad: "state=dObT5xOcWLK2VpxskBNECg&state=tjs2_d1FlDyutWEXEor3Yg")

    private static let parameterEmpty = Rule(
        .parameterEmpty, .text, everywhere, [.warning],
        summary: "A parameter has an empty value, or no = at all.",
        explanation:
            "A parameter without a value must be treated as if it were omitted. Usually a template was not filled "
            + "in.",
        advice: "Fill it in, or remove it.",
        reference: "RFC 6749 §3.1, §3.2",
        good: "nonce=-VsVG2HNneS7MdLSkhmc7w", bad: "nonce=")

    private static let parameterMissing = Rule(
        .parameterMissing, .text, requests, [.error, .info],
        summary:
            "client_id or response_type is missing; redirect_uri is missing, although the provider requires it or "
            + "the client does not have exactly one registered; or another parameter that the provider requires is "
            + "missing (error). redirect_uri is missing and nothing is known about the registration, or scope is "
            + "missing (info). With request or request_uri, only client_id is required. In a token request: "
            + "grant_type, code, the provider's own fields, client_id without client authentication, redirect_uri "
            + "if one was sent and the provider wants it again, and code_verifier after a challenge (error).",
        explanation: "Without these, the server does not know the client, the kind of request, or where to send the "
            + "answer.",
        advice: "Add it, with the value of the selected client or of this run.",
        reference: "RFC 6749 §3.1.1, §3.1.2.3, §3.3, §4.1.1, §4.1.3; RFC 7636 §4.5; RFC 9101 §5",
        good: "response_type=code", bad: "response_type=")

    private static let parameterUnknown = Rule(
        .parameterUnknown, .text, requests, [.warning, .info],
        summary:
            "A name is empty, or is neither a registered parameter, nor the provider's own, nor in the endpoint's "
            + "own query (info); or it starts with amp; or differs by one edit (two from 8 characters) from a known "
            + "name that is absent (warning).",
        explanation: "Servers must ignore parameters that they do not know, so a misspelt name fails silently.",
        advice: "Correct the name, or remove it.",
        reference: "RFC 6749 §3.1, §3.2",
        good: "redirect_uri=http%3A%2F%2F127.0.0.1%3A51004%2Fcallback",
        bad: "redirect_uri=&redirect_url=http%3A%2F%2F127.0.0.1%3A51004%2Fcallback")

    private static let secretInURL = Rule(
        .secretInURL, .text, everywhere, [.error],
        summary: "client_secret, client_assertion, code_verifier, access_token, refresh_token or password has a value "
            + "in the query; in the URL of a token request, also code; in the query or fragment of an answer, access_token, "
            + "refresh_token, id_token or client_secret.",
        explanation:
            "URLs end up in browser histories, proxy logs and Referer headers. A secret that was in a URL is no "
            + "longer secret.",
        advice: "Remove it, replace the secret, and send it in the body of the token request.",
        reference: "RFC 6749 §2.3.1; RFC 6750 §2.3, §5.3; RFC 9700 §2.1.2, §4.3",
        good: "state=dObT5xOcWLK2VpxskBNECg", bad: "code_verifier=OVU6qb890Po5XDrBOXubUYTYnuRAb2C_x2HKMDeFPPk")

    private static let urlLength = Rule(
        .urlLength, .text, everywhere, [.error, .warning],
        summary: "The URL has more than 2,083 bytes (warning) or more than 8,000 (error). Above 65,536, or with more "
            + "than 2,048 parameters (error), nothing else is checked.",
        explanation: "The standard sets no limit, but programs do: Windows' URL functions stop at 2,083 bytes, and "
            + "servers are only expected to accept 8,000.",
        advice: "Shorten state or scope, or push the request first (PAR).",
        reference: "RFC 9110 §4.1, §15.5.15; Microsoft KB 208427; RFC 9126 §1",
        good: "state=dObT5xOcWLK2VpxskBNECg", bad: "state={{repeat:dObT5xOcWLK2VpxskBNECg:120}}")

    private static let textEscaped = Rule(
        .textEscaped, .text, [.request, .response], [.error],
        summary: "The URL has escapes of JSON (\\u0026, \\u003d, \\u003f or \\u002f, or \\/ twice), of a shell (a "
            + "backslash before ?, = or & in two places) or, in an answer, of HTML (&amp;). The other rules check "
            + "it without them.",
        explanation: "Text copied from source code, a log or a page keeps its escapes, and the server sees one long "
            + "parameter.",
        advice: "Undo the escapes.",
        reference: "RFC 8259 §7; HTML §13.2.5.73",
        good: "https://accounts.bakeronline.be/oauth/authorize?response_type=code&nonce=-VsVG2HNneS7MdLSkhmc7w",
        bad: #"https://accounts.bakeronline.be/oauth/authorize?response_type=code\u0026nonce=-VsVG2HNneS7MdLSkhmc7w"#)

    private static let querySecondMark = Rule(
        .querySecondMark, .text, [.request, .response], [.error],
        summary: "A value contains ?NAME= with a known parameter that does not occur otherwise, and no :// before it.",
        explanation:
            "The endpoint has a query of its own, and the parameters were added with a second ?. The first of "
            + "them becomes a part of the value before it.",
        advice: "Write & instead.",
        reference: "RFC 3986 §3.4",
        good: "https://accounts.bakeronline.be/oauth/authorize?prompt=login&response_type=code&client_id=s6BhdRkqt3",
        bad: "https://accounts.bakeronline.be/oauth/authorize?prompt=login?response_type=code&client_id=s6BhdRkqt3")

    private static let placeholder = Rule(
        .placeholder, .text, requests, [.warning],
        summary: "The whole value of client_id, redirect_uri, scope, state, nonce or code_challenge (in a token "
            + "request: client_id, client_secret, code, code_verifier or redirect_uri) is a placeholder: undefined, "
            + "null, None, nil, NaN, [object Object], your-client-id and the like, a name in <>, {}, {{}}, ${} or "
            + "[], $NAME, xxx, or an ellipsis.",
        explanation: "A variable was not set, or an example was not filled in.",
        advice: "Insert the value.",
        reference: "Values seen in public reports",
        good: "nonce=-VsVG2HNneS7MdLSkhmc7w", bad: "nonce=undefined")

    private static let valueBlankEdges = Rule(
        .valueBlankEdges, .text, requests, [.warning],
        summary: "client_id or state (in a token request: client_id, client_secret or code) starts or ends with a "
            + "space.",
        explanation: "A space is part of these values. It is easily copied along with a value, and hard to see.",
        advice: "Delete it.",
        reference: "RFC 6749 Appendix A.1, A.5",
        good: "state=dObT5xOcWLK2VpxskBNECg", bad: "state=dObT5xOcWLK2VpxskBNECg%20")
}
