import Text

/// Group A: the parameters that occur.
extension LintRun {
    /// Whether there is a request object, which may contain the other parameters (T10, RFC 9101 §5).
    var usesRequestObject: Bool { reading.has(.request) || reading.has(.requestURI) }

    /// Checks `param-duplicate` and `param-empty`.
    func checkOccurrences(ofName index: Int) {
        let name = reading.names[index]
        // RFC 8707 §2: resource may be repeated.
        if name.count > 1, name.known != .resource { reportDuplicate(name, index) }
        if let empty = name.empty { reportEmpty(name, index, empty) }
    }

    private func reportDuplicate(_ name: ParameterReading.Name, _ index: Int) {
        let text = String(octets: name.octets)
        let second = reading.pairs[name.first].next ?? name.first
        report(
            .parameterDuplicate, .error, subject: index, name: text, at: reading.pairs[second].piece.range,
            "\(text) occurs \(name.count) times; a server must refuse that.", advice: "Keep one",
            fix: .set(parameter: text, values: keptValue(of: name), label: "keep the first one"))
    }

    /// Returns the value that counts (T8), or none when the endpoint's own query has the parameter already.
    private func keptValue(of name: ParameterReading.Name) -> [String] {
        guard !expectations.ownPairs.contains(where: { $0.name[...] == name.octets }) else { return [] }
        return [reading.text(of: reading.pairs[name.checked ?? name.first])]
    }

    private func reportEmpty(_ name: ParameterReading.Name, _ index: Int, _ pair: Int) {
        let text = String(octets: name.octets)
        report(
            .parameterEmpty, .warning, subject: index, name: text, at: reading.pairs[pair].piece.range,
            text + " is empty and counts as not sent.", advice: "Fill it in, or remove it",
            fix: .set(
                parameter: text, values: name.count == 1 ? [] : filledValues(of: name), label: "remove the empty one"))
    }

    private func filledValues(of name: ParameterReading.Name) -> [String] {
        reading.occurrences(of: name).map { reading.text(of: $0) }.filter { !$0.isEmpty }
    }

    func reportSecret(_ name: ParameterReading.Name, _ known: KnownParameter) {
        reportSecret(known, at: name.checked.map { reading.pairs[$0].piece.range })
    }

    func reportSecret(_ known: KnownParameter, at range: Range<Int>?) {
        report(
            .secretInURL, .error, known, at: range,
            "\(known.name) must never travel in a URL; treat it as leaked.",
            advice: subject == .authorizationResponse
                ? "Revoke it, and use response_type=code" : "Remove it, replace it, and send it in the body",
            fix: setting(known, to: nil, "remove it"))
    }

    /// Reports `param-unknown`, with a suggestion.
    func reportUnknown(_ name: ParameterReading.Name, _ index: Int, among candidates: [NearName]) {
        let text = String(octets: name.octets)
        let range = reading.pairs[name.first].piece.name
        guard !text.isEmpty else {
            report(
                .parameterUnknown, .info, subject == .tokenBody ? "body" : "url",
                at: reading.pairs[name.first].piece.range,
                "A parameter has no name: nothing is before its =.", advice: "Remove it",
                fix: .set(parameter: "", values: [], label: "remove it"))
            return
        }
        let suggestion =
            expectations.names.replacement(for: name.octets) ?? suggestion(for: name.octets, among: candidates)
        // RFC 6749 §3.1: servers must ignore unknown parameters.
        guard let suggestion else {
            report(
                .parameterUnknown, .info, subject: index, name: text, at: range,
                text + " is not a parameter of this endpoint.", advice: "Remove it",
                fix: .set(parameter: text, values: [], label: "remove it"))
            return
        }
        let isTaken = suggestion.isEmpty || hasValue(suggestion)
        report(
            .parameterUnknown, .warning, subject: index, name: text, at: range,
            suggestion.isEmpty
                ? "\(text) is not a parameter of this endpoint."
                : "\(text) is not a parameter of this endpoint; did you mean \(suggestion)?",
            advice: isTaken ? "Remove it" : "Rename it",
            fix: isTaken
                ? .set(parameter: text, values: [], label: "remove it") : .rename(parameter: text, to: suggestion))
    }

    /// Returns the name that was probably meant. Empty for a bare `amp;`.
    private func suggestion(for name: Octets, among candidates: [NearName]) -> String? {
        // `&amp;` copied from HTML.
        if name.starts(with: "amp;".utf8) { return String(octets: name.dropFirst(4)) }
        guard name.count >= 4, name.count <= 160 else { return nil }
        let scalars = String(octets: name).unicodeScalars.map { scalar in
            scalar == "-" ? UInt32(ascii("_")) : scalar.isASCII ? UInt32(UInt8(scalar.value).lowercased) : scalar.value
        }
        guard (4...40).contains(scalars.count) else { return nil }
        let limit = scalars.count >= 8 ? 2 : 1
        let mask = EditDistance.mask(scalars)
        var nearest: (name: String, distance: Int)?
        for known in candidates
        where abs(known.scalars.count - scalars.count) <= limit
            && EditDistance.canBeNear(mask, known.mask, limit: limit) && !has(known)
        {
            guard let distance = EditDistance.distance(scalars, known.scalars, limit: limit),
                distance < nearest?.distance ?? .max
            else { continue }
            nearest = (known.name, distance)
        }
        return nearest?.name
    }

    private func has(_ known: NearName) -> Bool {
        if let parameter = known.parameter { return reading.has(parameter) }
        return hasValue(known.name)
    }

    private func hasValue(_ name: String) -> Bool {
        reading.index(ofName: name).flatMap { reading.names[$0].checked } != nil
    }
}

extension RequestCheck {
    func checkNames() {
        for index in reading.names.indices {
            checkOccurrences(ofName: index)
            let name = reading.names[index]
            if let known = name.known, known.isOfRequest { continue }
            if let known = name.known, known.isSecret {
                if name.checked != nil { reportSecret(name, known) }
            } else if !expectations.isExtra(name.octets) {
                reportUnknown(name, index, among: expectations.requestNames)
            }
        }
        checkMissing()
    }
}

/// A known name, prepared for comparison.
struct NearName: Sendable {
    let name: String
    let parameter: KnownParameter?
    let scalars: [UInt32]
    let mask: UInt64

    init(_ parameter: KnownParameter) {
        self.init(parameter.name, parameter)
    }

    /// A name that only this provider knows.
    init(_ name: String, _ parameter: KnownParameter? = nil) {
        self.name = name
        self.parameter = parameter
        scalars = name.unicodeScalars.map(\.value)
        mask = EditDistance.mask(scalars)
    }

    static let ofRequest = KnownParameter.ofRequest.map { NearName($0) }
}
