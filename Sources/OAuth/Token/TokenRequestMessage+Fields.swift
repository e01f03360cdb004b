import Text

extension TokenRequestMessage {
    /// The fields of the body, decoded and in order: of a form, or of a JSON object of strings where the server takes
    /// that. Nil when the body is neither.
    package func fields(acceptingJSON acceptsJSON: Bool) -> [Parameter]? {
        let octets = Array(body.utf8)
        guard let body = reading(of: octets, acceptsJSON: acceptsJSON) else { return nil }
        return body.reading.pairs.map { pair in
            Parameter(PercentCoding.decode(body.reading.octets[pair.piece.name]), body.reading.text(of: pair))
        }
    }

    private func reading(of octets: [UInt8], acceptsJSON: Bool) -> TokenBodyReading? {
        switch mediaType {
        case "application/x-www-form-urlencoded": TokenBodyReading(form: octets)
        case "application/json" where acceptsJSON: TokenBodyReading(json: octets)
        default: nil
        }
    }
}
