extension Provider {
    /// Returns the header fields that the provider expects with each request: the API version and the language of its
    /// texts.
    ///
    /// - Parameter version: The API version to request, or nil for none.
    package func headerFields(version: String?) -> [HTTPField] {
        var fields: [HTTPField] = []
        if let header = apiVersions?.header, let version { fields.append(HTTPField(name: header, value: version)) }
        if let acceptLanguage { fields.append(HTTPField(name: "Accept-Language", value: acceptLanguage)) }
        return fields
    }
}
