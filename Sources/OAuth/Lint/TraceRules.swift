import Text

/// Group A: problems that the form of the text shows before its parameters are checked (T2b, T5b, T5c).
extension LintRun {
    /// Checks `text-escaped`.
    func checkEscape(_ traces: TextTraces) {
        guard let escape = traces.escape else { return }
        report(
            .textEscaped, .error, "url", inputRange: escape.range,
            "This was copied out of \(escape.language.rawValue): \(escape.written) means \(escape.meaning).",
            advice: "Undo the escapes", fix: replacingURL(by: reading.octets, "undo the escapes"))
    }

    /// Checks `double-encoded` for the whole query, and `query-second-mark`.
    func checkQuery(_ traces: TextTraces) {
        if traces.hasEncodedQuery {
            report(
                .doubleEncoded, .error, "url", inputRange: traces.encodedQuery,
                "The whole query is percent-encoded: the server sees no parameters in it.", advice: "Decode it once",
                fix: replacingURL(by: reading.octets, "decode the query once"))
        }
        checkSecondMarks()
    }

    func replacingURL(by octets: [UInt8], _ label: String) -> Fix {
        .replaceURL(String(octets: octets), endpoint: context.endpoint, label: label)
    }

    private func checkSecondMarks() {
        var marks: [Int] = []
        var name: KnownParameter?
        for pair in reading.pairs {
            for mark in secondMarks(in: pair.piece.value) {
                marks.append(mark.place)
                name = name ?? mark.name
            }
        }
        guard let place = marks.first, let name else { return }
        report(
            .querySecondMark, .error, "url", at: place..<place + 1 + name.name.utf8.count + 1,
            "A second ? begins \(name.name): a query has one ?, and & before each further parameter.",
            advice: "Write & in its place", fix: withAmpersands(at: marks))
    }

    private func withAmpersands(at marks: [Int]) -> Fix {
        var octets = reading.octets
        for mark in marks { octets[mark] = ascii("&") }
        return replacingURL(by: octets, "write & for the second ?")
    }

    /// Returns each `?NAME=` of a known parameter that does not occur otherwise. Those after something like `://` are
    /// skipped, because a URL in a value has a query of its own.
    private func secondMarks(in value: Range<Int>) -> [(place: Int, name: KnownParameter)] {
        let raw = reading.octets[value]
        guard raw.contains(ascii("?")) else { return [] }
        let end = Self.placeOfURL(in: raw) ?? raw.endIndex
        return raw[..<end].indices.compactMap { place in
            guard raw[place] == ascii("?"),
                let equals = raw[(place + 1)...].prefix(KnownParameter.longestName + 1).firstIndex(of: ascii("=")),
                let known = KnownParameter(octets: raw[place + 1..<equals]), isExpected(known), reading[known] == nil
            else { return nil }
            return (place, known)
        }
    }

    private func isExpected(_ known: KnownParameter) -> Bool {
        guard subject == .authorizationResponse else { return known.isOfRequest }
        return [.code, .state, .error, .iss].contains(known)
    }

    /// Returns the offset of the first `://`, raw or encoded.
    private static func placeOfURL(in raw: Octets) -> Int? {
        let units = PercentCoding.units(of: raw)
        let place = units.indices.dropLast(min(2, units.count)).first { index in
            units[index].octet == ascii(":") && units[index + 1].octet == ascii("/")
                && units[index + 2].octet == ascii("/")
        }
        return place.map { units[$0].range.lowerBound }
    }
}
