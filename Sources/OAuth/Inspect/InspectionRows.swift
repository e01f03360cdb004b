import Text

/// A builder for the rows of a message, with the places of the findings in them.
struct InspectionRows {
    /// A row, and the place of its octets in the text in which findings are counted.
    fileprivate struct Entry {
        var row: Inspection.Row
        var part: Diagnostic.Part
        var name: Range<Int>?
        var value: Range<Int>?
        /// The value as it is written.
        var raw: Octets
        /// Whether `raw` is percent-encoded.
        var isEncoded: Bool
    }

    fileprivate var entries: [Entry] = []
    /// The secrets in the message, as they are written and decoded.
    private(set) var secrets: [[UInt8]] = []

    var rows: [Inspection.Row] { entries.map(\.row) }

    // MARK: Rows

    /// Appends a value that is written as it is.
    mutating func append(
        _ place: Inspection.Row.Place, _ name: String, _ value: String, isSecret: Bool = false, remark: String = "",
        part: Diagnostic.Part = .input, range: Range<Int>? = nil
    ) {
        append(
            place, name, value, isSecret: isSecret, remark: remark,
            Entry(
                row: Inspection.Row(place: place, name: name, value: "", isSecret: false), part: part, value: range,
                raw: Array(value.utf8)[...], isEncoded: false))
    }

    private mutating func append(
        _ place: Inspection.Row.Place, _ name: String, _ value: String, isSecret: Bool, remark: String = "",
        _ entry: Entry
    ) {
        var entry = entry
        let masks = isSecret && !value.isEmpty
        if masks { secrets += [Array(value.utf8), Array(entry.raw)] }
        entry.row = Inspection.Row(
            place: place, name: name, value: masks ? Redaction.mask(value.utf8.count) : Redaction.redacted(value),
            isSecret: masks, remark: remark)
        if !masks, !entry.row.value.hasSameOctets(as: value) {
            let octets = Array(value.utf8)
            secrets += Redaction.ranges(in: octets).map { Array(octets[$0]) }
            entry.raw = []
        }
        entries.append(entry)
    }

    /// Appends the parameters of a URL or a form.
    mutating func append(_ place: Inspection.Row.Place, _ run: LintRun) {
        append(place, run.reading, run.placement, names: run.expectations.names)
    }

    mutating func append(
        _ place: Inspection.Row.Place, _ reading: ParameterReading, _ placement: Placement, names: ParameterNames
    ) {
        let method = reading.value(.codeChallengeMethod)?.prefix(4).asciiLowercased ?? []
        let isHashed = method.elementsEqual("s256".utf8) || method.starts(with: "sha".utf8)
        for pair in reading.pairs {
            let raw = reading.octets[pair.piece.value]
            let name = PercentCoding.decode(reading.octets[pair.piece.name])
            let standard = names.standard(name) ?? name
            let isVerifier = !isHashed && standard == "code_challenge"
            append(
                place, name, PercentCoding.decode(raw), isSecret: isVerifier || Redaction.hides(parameter: standard),
                Entry(
                    row: Inspection.Row(place: place, name: name, value: "", isSecret: false), part: placement.part,
                    name: placement.range(pair.piece.name), value: placement.range(pair.piece.value), raw: raw,
                    isEncoded: true))
        }
    }

    /// Appends the address of a URL: the part before the query.
    mutating func appendAddress(_ reading: ParameterReading, _ placement: Placement) {
        let range = 0..<reading.parts.path.upperBound
        guard !range.isEmpty, let source = placement.range(range) else { return }
        let text = String(octets: reading.octets[range])
        append(.address, "address", text, part: placement.part, range: source)
    }

    /// Appends the parameters of a fragment, which a browser does not send.
    mutating func appendFragment(_ reading: ParameterReading, _ placement: Placement) {
        guard let fragment = reading.parts.fragment, !fragment.isEmpty else { return }
        let octets = reading.octets[fragment]
        guard octets.contains(ascii("=")) else {
            return append(
                .fragment, "#", String(octets: octets), part: placement.part, range: placement.range(fragment))
        }
        for piece in QueryPieces(octets) where !piece.isEmpty {
            let name = PercentCoding.decode(octets[piece.name])
            append(
                .fragment, name, PercentCoding.decode(octets[piece.value]), isSecret: Redaction.hides(parameter: name),
                Entry(
                    row: Inspection.Row(place: .fragment, name: name, value: "", isSecret: false),
                    part: placement.part, name: placement.range(piece.name), value: placement.range(piece.value),
                    raw: octets[piece.value], isEncoded: true))
        }
    }

    /// Appends header fields; the scheme before credentials is not secret.
    mutating func append(fields: [RequestInput.Field]) {
        for field in fields { append(field: field.field, range: field.range) }
    }

    mutating func append(field: HTTPField, range: Range<Int>? = nil) {
        append(
            .field, field.name, field.value, isSecret: Redaction.hides(field: field.name),
            remark: field.credentialsScheme, range: range)
    }

    // MARK: Marks

    /// Adds each finding to its row.
    ///
    /// - Parameter place: A number that no finding gets; those after it have one more.
    mutating func mark(_ findings: [Diagnostic], leavingOut place: Int = .max) {
        let places = PlaceIndex(entries.map { ($0.part, $0.name, $0.value) })
        var byName: [[UInt8]: Int] = [:]
        for (number, entry) in entries.enumerated() {
            let key = Array(entry.row.name.utf8.map(\.lowercased))
            if byName[key] == nil { byName[key] = number }
        }
        for (index, finding) in findings.enumerated() {
            let number = index < place ? index : index + 1
            if let range = finding.range, let row = places.row(at: range, of: finding.part) {
                let mark = Inspection.Mark(finding: number, range: entries[row].octets(of: range))
                entries[row].row.marks.append(mark)
            } else if let row = byName[finding.parameter.utf8.map(\.lowercased)] {
                entries[row].row.marks.append(Inspection.Mark(finding: number, range: nil))
            }
        }
    }

    /// Marks the first row of this name as a whole.
    mutating func mark(_ name: String, with finding: Int) {
        guard let row = entries.firstIndex(where: { $0.row.name.hasSameOctets(as: name) }) else { return }
        entries[row].row.marks.append(Inspection.Mark(finding: finding, range: nil))
    }

    /// The findings, with masks for secrets.
    func shown(_ findings: [Diagnostic]) -> [Inspection.Finding] {
        findings.map { finding in
            Inspection.Finding(
                severity: finding.severity, rule: finding.rule, parameter: finding.parameter,
                message: finding.message, advice: finding.advice,
                reference: finding.reference, fix: finding.fix)
        }
    }
}

extension InspectionRows.Entry {
    /// Returns the place in the shown value of a place in the text.
    fileprivate func octets(of range: Range<Int>) -> Range<Int>? {
        guard let value, !row.isSecret, !raw.isEmpty, value.count == raw.count, range.overlaps(value) || range.isEmpty
        else { return nil }
        let part = range.clamped(to: value)
        let start = raw.startIndex + part.lowerBound - value.lowerBound
        let end = raw.startIndex + part.upperBound - value.lowerBound
        guard isEncoded else { return start - raw.startIndex..<end - raw.startIndex }
        var decoded = 0
        var first: Int?
        var last = 0
        for unit in PercentCoding.units(of: raw) {
            if unit.range.upperBound > start || start == raw.endIndex, first == nil { first = decoded }
            decoded += 1
            if unit.range.lowerBound < end { last = decoded }
        }
        // Octets that are not UTF-8 are shown as triplets, so the places differ.
        guard decoded == row.value.utf8.count else { return nil }
        let lower = min(first ?? decoded, decoded)
        return lower..<max(lower, last)
    }
}

/// The rows by the places of their octets.
private struct PlaceIndex {
    private struct Place {
        var part: Diagnostic.Part
        var range: Range<Int>
        var row: Int
    }

    private var places: [Place] = []

    init(_ rows: [(part: Diagnostic.Part, name: Range<Int>?, value: Range<Int>?)]) {
        for (row, entry) in rows.enumerated() {
            guard let first = entry.name ?? entry.value else { continue }
            let range = first.lowerBound..<max(first.upperBound, entry.value?.upperBound ?? 0)
            places.append(Place(part: entry.part, range: range, row: row))
        }
        places.sort { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// Returns the first row that the octets touch.
    func row(at range: Range<Int>, of part: Diagnostic.Part) -> Int? {
        var low = 0
        var high = places.count
        while low < high {
            let middle = (low + high) / 2
            if places[middle].range.upperBound < max(range.lowerBound, 0) { low = middle + 1 } else { high = middle }
        }
        // An empty value ends where it begins.
        var index = low
        while index < places.count, places[index].range.lowerBound <= range.upperBound {
            let place = places[index]
            if place.part == part, place.range.overlaps(range) || place.range.isEmpty || range.isEmpty {
                return place.row
            }
            index += 1
        }
        return nil
    }
}

extension HTTPField {
    /// The scheme of credentials, as a remark on the mask in their place.
    fileprivate var credentialsScheme: String {
        guard isNamed("Authorization") || isNamed("Proxy-Authorization"), value.utf8.contains(0x20) else { return "" }
        return String(value.prefix { $0 != " " }) + " credentials"
    }
}
