import Text

extension TokenRequestMessage {
    /// Returns the fields of the body with their standard names, decoded and in order. The body is a form, or a JSON
    /// object of strings if the server accepts that. Returns nil when it is neither.
    ///
    /// - Parameter names: The provider's names. A standard name that the provider has replaced is left out.
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
