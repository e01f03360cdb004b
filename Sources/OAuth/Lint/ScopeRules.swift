import Text

/// Group E: scope.
extension RequestCheck {
    func checkScope() {
        guard let pair = reading.checked(.scope) else { return }
        let value = ScopeValue(reading.value(of: pair), known: context.scopes, separator: context.scopeSeparator)
        checkScopeGrammar(value, pair)
        checkCommas(value, pair)
        checkSeparators(value, pair)
        checkUnknownScopes(value, pair)
        checkRepeatedScopes(value, pair)
        if let known = context.scopes { checkChoice(value, pair, known) }
    }

    private func setting(_ tokens: [Octets], _ label: String) -> Fix? {
        guard !tokens.isEmpty else { return nil }
        let separator = [context.scopeSeparator.octet]
        return setting(.scope, to: String(octets: Array(tokens.joined(separator: separator))), label)
    }

    private func checkScopeGrammar(_ value: ScopeValue, _ pair: ParameterReading.Pair) {
        let separator = context.scopeSeparator == .comma ? "commas" : "spaces"
        // RFC 6749 §3.3: scope-token = 1*NQCHAR
        if let index = value.octets.firstIndex(where: { $0 != 0x20 && !$0.isScopeCharacter }),
            let scalar = UTF8Scanner.scalar(in: value.octets, at: index)
        {
            report(
                .scopeGrammar, .error, .scope, at: reading.rawRange(of: index..<index + scalar.length, in: pair),
                "scope has \(Wording.character(scalar.value)), which a scope cannot contain.", advice: "Type it again",
                fix: value.names.map { setting($0, "keep only the names") }
                    ?? setting(value.cleaned, "delete what a scope cannot contain"))
        } else if value.tokens.isEmpty {
            report(
                .scopeGrammar, .error, .scope, at: pair.piece.value, "scope has only \(separator), and no name.",
                advice: "Name the scopes, or remove it")
        } else if value.hasStraySeparators {
            report(
                .scopeGrammar, .warning, .scope, at: pair.piece.value, "scope has stray \(separator).",
                advice: "Separate scopes by single \(separator)", fix: setting(value.tokens, "use single \(separator)"))
        }
    }

    private func checkCommas(_ value: ScopeValue, _ pair: ParameterReading.Pair) {
        guard context.scopeSeparator == .space else { return }
        let tokens = value.tokens.filter { $0.contains(ascii(",")) }
        guard let first = tokens.first else { return }
        // A server may have a scope whose name has a comma. Then its list contains it.
        let isError = context.scopes.map { known in tokens.contains { known.index(of: $0) == nil } } ?? false
        let parts = value.names ?? value.octets.split { $0 == 0x20 || $0 == ascii(",") }
        report(
            .scopeComma, isError ? .error : .warning, .scope,
            at: reading.rawRange(of: first.startIndex..<first.endIndex, in: pair),
            "\(String(octets: first)): scopes are separated by spaces, not commas.",
            advice: "Replace each comma with a space",
            fix: setting(parts.withoutRepeats, "separate the scopes by spaces"))
    }

    private func checkSeparators(_ value: ScopeValue, _ pair: ParameterReading.Pair) {
        if context.scopeSeparator == .comma, let place = value.spaceBetweenTokens {
            report(
                .scopeSeparator, .error, .scope, at: reading.rawRange(of: place..<place + 1, in: pair),
                "\(String(octets: value.octets)): scopes are separated by commas here, not by spaces.",
                advice: "Write a comma", fix: setting(value.tokens.withoutRepeats, "separate the scopes by commas"))
            return
        }
        let joined = value.joinedTokens
        guard let first = joined.first, let sign = ScopeValue.joint(of: first) else { return }
        let others = context.scopeSeparator == .comma ? "commas" : "a space, %20"
        report(
            .scopeSeparator, context.scopes == nil ? .warning : .error, .scope,
            at: reading.rawRange(of: first.startIndex..<first.endIndex, in: pair),
            "\(String(octets: first)): scopes are separated by \(others), not by \(String(octets: [sign])).",
            advice: "Split it", fix: setting(value.split(joined).withoutRepeats, "split the scopes"))
    }

    private func checkUnknownScopes(_ value: ScopeValue, _ pair: ParameterReading.Pair) {
        guard let known = context.scopes else { return }
        let unknown = value.unknownTokens
        guard let first = unknown.first else { return }
        let shown = unknown.prefix(3).map { String(octets: $0) }
        let near = unknown.prefix(3).map { known.nearest(to: $0) }
        let suggestions = near.compactMap { $0.map { known.name(at: $0) } }
        let list = Wording.list(unknown.count > 3 ? unknown.map { String(octets: $0) } : shown)
        report(
            .scopeUnknown, context.scopesAreComplete ? .error : .info, .scope,
            at: reading.rawRange(of: first.startIndex..<first.endIndex, in: pair),
            (context.scopesAreComplete
                ? "The provider has no scope\(unknown.count == 1 ? "" : "s") \(list)"
                : "\(list) \(unknown.count == 1 ? "is" : "are") not in the provider's list of scopes")
                + (suggestions.isEmpty ? "." : "; did you mean \(Wording.list(suggestions))?"),
            advice: suggestions.isEmpty ? "Choose from the provider's scopes" : "Use the nearest known scope",
            fix: knownScopes(value, known, replacing: Dictionary(zip(unknown, near)) { first, _ in first }))
    }

    /// Returns the scopes, each unknown one replaced by the nearest known one. Those without a near one are removed.
    private func knownScopes(_ value: ScopeValue, _ known: ScopeList, replacing near: [Octets: Int?]) -> Fix? {
        let unknown = Set(value.unknownTokens)
        let tokens = value.tokens.compactMap { token -> Octets? in
            guard unknown.contains(token) else { return token }
            return near[token].flatMap { $0 }.map { known.nameOctets(at: $0) }
        }
        let isComplete = unknown.allSatisfy { near[$0].flatMap { $0 } != nil }
        return setting(tokens.withoutRepeats, isComplete ? "use the nearest known scopes" : "keep the known scopes")
    }

    private func checkRepeatedScopes(_ value: ScopeValue, _ pair: ParameterReading.Pair) {
        guard let repeated = value.firstRepeat else { return }
        report(
            .scopeDuplicate, .info, .scope,
            at: reading.rawRange(of: repeated.startIndex..<repeated.endIndex, in: pair),
            "\(String(octets: repeated)) is requested twice.", advice: "Remove one",
            fix: setting(value.tokens.withoutRepeats, "remove the repeats"))
    }

    private func checkChoice(_ value: ScopeValue, _ pair: ParameterReading.Pair, _ known: ScopeList) {
        let write = Array(":write".utf8)
        let read = Array(":read".utf8)
        var missing: [Octets] = []
        for token in value.distinct where token.count >= write.count && token.suffix(write.count) == write[...] {
            let reading = (token.dropLast(write.count) + read)[...]
            guard known.index(of: token) != nil, known.index(of: reading) != nil else { continue }
            if !value.distinctTable.contains(reading) { missing.append(reading) }
        }
        if let first = missing.first {
            let name = String(octets: first.dropLast(read.count))
            report(
                .scopeWriteWithoutRead, .info, .scope, at: pair.piece.value,
                "\(name):write without \(name):read: the app could change what it cannot see.",
                advice: "Add the read scope, or leave it out on purpose",
                fix: setting(value.tokens + missing, "add \(Wording.list(missing.map { String(octets: $0) }))"))
        }
        let requested = value.distinct.count { known.index(of: $0) != nil }
        if context.scopesAreComplete, known.count >= 3, requested == known.count {
            report(
                .scopeAll, .info, .scope, at: pair.piece.value,
                "Every scope is requested; ask only for what the app uses.", advice: "Untick what the app does not use")
        }
    }
}

/// A scope value and its tokens (RFC 6749 §3.3).
private struct ScopeValue {
    let octets: Octets
    let tokens: [Octets]
    /// The tokens without duplicates, in the order of the value.
    let distinct: [Octets]
    let distinctTable: OctetTable
    let firstRepeat: Octets?
    private let known: ScopeList?
    private let separator: UInt8

    init(_ octets: Octets, known: ScopeList?, separator: ScopeSeparator) {
        self.octets = octets
        self.known = known
        let separator = separator.octet
        self.separator = separator
        tokens = octets.split { $0 == 0x20 || $0 == separator }
        var seen = OctetTable()
        var firstRepeat: Octets?
        distinct = tokens.filter { token in
            let isNew = seen.append(token)
            if !isNew { firstRepeat = firstRepeat ?? token }
            return isNew
        }
        distinctTable = seen
        self.firstRepeat = firstRepeat
    }

    /// Whether a separator leads, trails or is doubled. If commas separate, another finding covers a blank beside a
    /// comma.
    var hasStraySeparators: Bool {
        if octets.first == 0x20 || octets.last == 0x20 || octets.first == separator || octets.last == separator {
            return true
        }
        return zip(tokens, tokens.dropFirst()).contains { left, right in
            octets[left.endIndex..<right.startIndex].count { $0 == separator } > 1
        }
    }

    /// The offset of the first space between tokens, for lists that are separated by commas.
    var spaceBetweenTokens: Int? {
        for (left, right) in zip(tokens, tokens.dropFirst()) {
            if let place = octets[left.endIndex..<right.startIndex].firstIndex(of: 0x20) { return place }
        }
        return nil
    }

    /// Tokens that the provider does not list and that contain a character often used as a separator.
    var joinedTokens: [Octets] {
        distinct.filter { Self.joint(of: $0) != nil && known?.index(of: $0) == nil }
    }

    /// Returns the first `+`, `;` or vertical bar that has another character on both sides.
    static func joint(of token: Octets) -> UInt8? {
        let parts = token.split(whereSeparator: isJoint)
        guard parts.count > 1 else { return nil }
        return token[parts[0].endIndex]
    }

    private static func isJoint(_ octet: UInt8) -> Bool {
        octet == ascii("+") || octet == ascii(";") || octet == ascii("|")
    }

    /// Returns all tokens, with these replaced by their parts.
    func split(_ joined: [Octets]) -> [Octets] {
        let joined = Set(joined)
        return tokens.flatMap { token in joined.contains(token) ? token.split(whereSeparator: Self.isJoint) : [token] }
    }

    /// Valid tokens that the provider does not list and that have no other finding.
    var unknownTokens: [Octets] {
        guard let known else { return [] }
        return distinct.filter { token in
            known.index(of: token) == nil && token.allSatisfy { $0.isScopeCharacter && $0 != ascii(",") }
                && Self.joint(of: token) == nil
        }
    }

    /// The names in a list as programs write it, such as `["read","write"]`; nil for another value.
    var names: [Octets]? {
        guard octets.count > 2, octets.first == ascii("["), octets.last == ascii("]") else { return nil }
        let isMark = { (octet: UInt8) in octet == ascii("\"") || octet == ascii("'") }
        let inner = octets.dropFirst().dropLast()
        guard inner.contains(where: { isMark($0) || $0 == ascii(",") }) else { return nil }
        let names = inner.split { isMark($0) || $0 == ascii(",") || $0 == 0x20 }
        return !names.isEmpty && names.allSatisfy { $0.allSatisfy(\.isScopeCharacter) } ? names.withoutRepeats : nil
    }

    /// The tokens without characters that a scope must not have; empty if the provider does not know the result.
    var cleaned: [Octets] {
        let cleaned = tokens.map { $0.filter(\.isScopeCharacter)[...] }.filter { !$0.isEmpty }
        guard let known else { return cleaned.withoutRepeats }
        let nearest = cleaned.compactMap { token -> Octets? in
            if known.index(of: token) != nil || distinctTable.contains(token) { return token }
            return cleaned.count > 3 ? nil : known.nearest(to: token).map { known.nameOctets(at: $0) }
        }
        return nearest.count == cleaned.count ? nearest.withoutRepeats : []
    }
}

extension [Octets] {
    fileprivate var withoutRepeats: [Octets] {
        var seen = OctetTable()
        return filter { seen.append($0) }
    }
}

extension UInt8 {
    /// NQCHAR (RFC 6749 Appendix A).
    var isScopeCharacter: Bool {
        self > 0x20 && self < 0x7f && self != ascii("\"") && self != ascii("\\")
    }
}
