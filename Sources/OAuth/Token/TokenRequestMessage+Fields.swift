import Text

extension TokenRequestMessage {
    /// The fields of the body by their standard names, decoded and in order: of a form, or of a JSON object of strings
    /// where the server takes that. Nil when the body is neither.
    ///
    /// - Parameter names: the provider's. A standard name in the place of one of them is left out.
    package func fields(
        acceptingJSON acceptsJSON: Bool, names: ParameterNames = ParameterNames()
    ) -> [Parameter]? {
        let octets = Array(body.utf8)
        guard let body = reading(of: octets, acceptsJSON: acceptsJSON) else { return nil }
        return body.reading.pairs.compactMap { pair in
            names.standard(PercentCoding.decode(body.reading.octets[pair.piece.name])).map {
                Parameter($0, body.reading.text(of: pair))
            }
        }
    }

    private func reading(of octets: [UInt8], acceptsJSON: Bool) -> TokenBodyReading? {
        switch mediaType {
        case "application/x-www-form-urlencoded": TokenBodyReading(form: octets, names: ParameterNames())
        case "application/json" where acceptsJSON: TokenBodyReading(json: octets, names: ParameterNames())
        default: nil
        }
    }
}
