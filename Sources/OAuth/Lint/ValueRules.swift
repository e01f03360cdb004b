import Text

/// Group A: values that are certainly mistakes.
extension LintRun {
    /// Checks `placeholder` and `value-blank-edges`.
    func checkValues(placeholders: [KnownParameter], edges: [KnownParameter]) {
        for parameter in placeholders {
            guard let pair = reading.checked(parameter), Placeholder.isOne(reading.value(of: pair)) else { continue }
            report(
                .placeholder, .warning, parameter, at: pair.piece.value,
                "\(parameter.name) is still a placeholder: \(String(octets: reading.value(of: pair))).",
                advice: "Put the value in")
        }
        for parameter in edges {
            guard let pair = reading.checked(parameter) else { continue }
            checkEdges(of: parameter, pair)
        }
    }

    /// Checks `value-blank-edges`: a space is part of the value (RFC 6749 Appendix A.1, A.5).
    private func checkEdges(of parameter: KnownParameter, _ pair: ParameterReading.Pair) {
        let value = reading.value(of: pair)
        let begins = value.first == 0x20
        guard begins || value.last == 0x20 else { return }
        let place = begins ? value.startIndex : value.endIndex - 1
        report(
            .valueBlankEdges, .warning, parameter, at: reading.rawRange(of: place..<place + 1, in: pair),
            "\(parameter.name) \(begins ? "begins" : "ends") with a blank, which is part of the value.",
            advice: "Delete the blank", fix: withoutEdges(value, parameter))
    }

    private func withoutEdges(_ value: Octets, _ parameter: KnownParameter) -> Fix? {
        let trimmed = value.trimmed
        return trimmed.isEmpty ? nil : setting(parameter, to: String(octets: trimmed), "delete the blank")
    }
}

/// Text that templates, documents and programs leave instead of a value.
package enum Placeholder {
    private static let words = ["undefined", "null", "None", "nil", "NaN", "[object Object]", "...", "…"]
    private static let nouns = ["client", "app", "redirect", "callback", "state", "scope", "code", "secret"]
    private static let brackets = [("{{", "}}"), ("${", "}"), ("{", "}"), ("<", ">"), ("[", "]")]

    /// Whether the whole value is a placeholder.
    static func isOne(_ value: Octets) -> Bool {
        words.contains { value.equals($0) } || isName(value)
    }

    /// Whether the whole value is a name for a value, as documents have it. A program's `undefined` is not one.
    package static func isName(_ value: Octets) -> Bool {
        isYours(value) || isBracketed(value) || isVariable(value)
            || value.count > 2 && value.allSatisfy { $0.lowercased == ascii("x") }
    }

    /// `YOUR_CLIENT_ID`, `your app` and the like.
    private static func isYours(_ value: Octets) -> Bool {
        guard value.count > 4, value.prefix(4).lazy.map(\.lowercased).elementsEqual("your".utf8) else { return false }
        var rest = value.dropFirst(4)
        guard rest.allSatisfy({ isOfName($0) && $0 != ascii(".") }) else { return false }
        if let first = rest.first, first == 0x20 || first == ascii("-") || first == ascii("_") { rest.removeFirst() }
        return nouns.contains { noun in rest.prefix(noun.utf8.count).lazy.map(\.lowercased).elementsEqual(noun.utf8) }
    }

    /// `<name>`, `{name}`, `{{name}}`, `${name}` and `[name]`.
    private static func isBracketed(_ value: Octets) -> Bool {
        brackets.contains { open, close in
            let length = open.utf8.count + close.utf8.count
            return value.count > length && value.starts(with: open.utf8)
                && value.suffix(close.utf8.count).elementsEqual(close.utf8)
                && value.dropFirst(open.utf8.count).dropLast(close.utf8.count).allSatisfy(isOfName)
        }
    }

    /// `$CLIENT_ID`
    private static func isVariable(_ value: Octets) -> Bool {
        value.count > 1 && value.first == ascii("$")
            && value.dropFirst().allSatisfy { $0 == ascii("_") || $0.isLetter && $0 != $0.lowercased }
    }

    private static func isOfName(_ octet: UInt8) -> Bool {
        octet.isLetter || octet.isDigit || "_ .-".utf8.contains(octet)
    }
}
