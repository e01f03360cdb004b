import JSON
import Text

/// The body of a token request, read as a form or as JSON.
struct TokenBodyReading {
    let reading: ParameterReading
    let placement: Placement

    /// Reads a form: `application/x-www-form-urlencoded` (RFC 6749 Appendix B).
    init(form body: [UInt8], names: ParameterNames) {
        reading = ParameterReading(form: body, names: names)
        placement = Placement(part: .body, copying: body.indices)
    }

    /// Reads a JSON object whose members are all strings. Returns nil for anything else.
    ///
    /// The members are converted to a form, so that the same rules apply to both. Duplicate names are allowed here,
    /// because they are a finding.
    init?(json body: [UInt8], names: ParameterNames) {
        var placement = Placement(part: .body)
        guard let form = try? Self.form(of: body, placement: &placement) else { return nil }
        reading = ParameterReading(form: form, names: names)
        self.placement = placement
    }

    /// Thrown for JSON that is not an object of strings.
    private struct OtherValue: Error {}

    private static func form(of body: [UInt8], placement: inout Placement) throws -> [UInt8] {
        var json = try JSONReader(body, limits: JSONLimits(allowsRepeatedNames: true))
        var form: [UInt8] = []
        try json.beginObject()
        while let name = try json.nextMemberOctets() {
            // The colon was read last. There may be white space before it.
            let colon = body.count - json.remainingCount - 1
            let nameEnd = (body[..<colon].lastIndex { !$0.isBlank } ?? colon - 1) + 1
            if !form.isEmpty { append("&", to: &form, placement: &placement) }
            append(name, from: json.nameOffset..<nameEnd, to: &form, placement: &placement)
            append("=", to: &form, placement: &placement)
            let start = json.valueOffset()
            guard try json.nextKind() == .string else { throw OtherValue() }
            let value = try json.stringOctets()
            let end = body.count - json.remainingCount
            append(value, from: start + 1..<end - 1, to: &form, placement: &placement)
        }
        try json.finish()
        return form
    }

    private static func append(
        _ octets: Octets, from source: Range<Int>, to form: inout [UInt8], placement: inout Placement
    ) {
        let start = form.count
        PercentCoding.encode(String(octets: octets), to: &form)
        placement.append(form.count - start, madeOf: source)
    }

    private static func append(_ sign: String, to form: inout [UInt8], placement: inout Placement) {
        form += sign.utf8
        placement.appendForeign(sign.utf8.count)
    }
}
