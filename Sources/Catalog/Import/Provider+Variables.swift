import OAuth

/// The variables in the addresses of an imported provider.
extension VariableCheck {
    /// Returns the fault of an endpoint or issuer that may contain variables, or nil.
    ///
    /// - Parameter described: The variables that the document describes. Others are filled with a letter.
    static func faultOfAddress(_ url: String, described: [AddressVariable] = []) -> String? {
        guard AddressVariable.names(in: url).count <= maximumCount else {
            return "it has more than \(maximumCount) variables"
        }
        return URICheck.faultOfEndpoint(sample(of: url, described: described))
    }

    /// Returns the URL with a value in place of each variable, so that it can be checked.
    static func sample(of url: String, described: [AddressVariable]) -> String {
        AddressVariable.filled(url) { name in
            guard faultOfName(name) == nil else { return nil }
            return described.first { $0.name == name }.map(sample) ?? "x"
        }
    }
}

extension Provider {
    /// Adds the variables of all addresses, which a provider file must declare. Those that the document does not
    /// describe have no value; the user has to enter one. An address is left out when there would be too many.
    mutating func addVariables(describedBy described: [AddressVariable] = [], notes: ImportNotes) {
        _ = add(variablesOf: authorizationEndpoint, describedBy: described)
        if let address = tokenEndpoint, !add(variablesOf: address, describedBy: described) {
            notes.add("the token endpoint is left out: its address has too many variables")
            tokenEndpoint = nil
        }
        if let address = issuer, !add(variablesOf: address, describedBy: described) {
            notes.add("the issuer is left out: its address has too many variables")
            issuer = nil
        }
    }

    /// Adds the variables of an address. Returns false, and adds none, when there would be too many.
    private mutating func add(variablesOf address: String, describedBy described: [AddressVariable]) -> Bool {
        let names = AddressVariable.names(in: address).filter { name in !variables.contains { $0.name == name } }
        guard variables.count + names.count <= VariableCheck.maximumCount else { return false }
        variables += names.map { name in described.first { $0.name == name } ?? AddressVariable(name: name) }
        return true
    }
}
