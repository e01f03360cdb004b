import Text

/// A part of a provider's addresses that differs from user to user, such as a tenant: `{name}` in its URLs.
public struct AddressVariable: Equatable, Sendable {
    public var name: String
    /// A description in one sentence, or an empty text.
    public var summary: String
    /// The default value, or nil when there is none.
    public var standard: String?
    /// The allowed values. Empty for any.
    public var allowed: [String]
    /// The value that the user has chosen.
    public var chosen: String?

    /// Creates a variable.
    ///
    /// - Parameters:
    ///   - name: The name between the braces.
    ///   - summary: A description for the user, or an empty text.
    ///   - standard: The default value, or nil when there is none.
    ///   - allowed: The allowed values. Empty for any.
    public init(name: String, summary: String = "", standard: String? = nil, allowed: [String] = []) {
        self.name = name
        self.summary = summary
        self.standard = standard
        self.allowed = allowed
    }

    /// The user's value, or else the default, or nil when there is neither.
    public var value: String? { chosen ?? standard }

    /// Returns the names of the variables in a text, each once, in order.
    package static func names(in text: String) -> [String] {
        var names: [String] = []
        _ = filled(text) { name in
            if !names.contains(name) { names.append(name) }
            return nil
        }
        return names
    }

    /// Returns a text with each `{name}` replaced by the result of `value`. Names with the result nil stay.
    package static func filled(_ text: String, by value: (String) -> String?) -> String {
        guard text.utf8.contains(ascii("{")) else { return text }
        var result: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let open = rest.firstIndex(of: ascii("{")), let close = rest[open...].firstIndex(of: ascii("}")) {
            result += rest[..<open]
            let name = String(octets: rest[(open + 1)..<close])
            result += value(name).map { Array($0.utf8) } ?? Array(rest[open...close])
            rest = rest[(close + 1)...]
        }
        return String(octets: result + rest)
    }
}

extension Provider {
    /// Returns the provider with the values of its variables in its addresses.
    ///
    /// - Parameter values: The user's values, by name. Unknown names and values that are not allowed have no effect.
    /// - Returns: The provider with these values, and the defaults of the other variables.
    public func filled(with values: [Parameter] = []) -> Provider {
        guard !variables.isEmpty else { return self }
        var provider = self
        for index in provider.variables.indices {
            let variable = provider.variables[index]
            let value = values.last { $0.name.hasSameOctets(as: variable.name) }?.value
            let isAllowed = value.map { variable.allowed.isEmpty || variable.allowed.contains($0) } ?? false
            provider.variables[index].chosen = isAllowed ? value : nil
        }
        provider.authorizationEndpoint = provider.filled(authorizationEndpoint)
        provider.tokenEndpoint = tokenEndpoint.map { provider.filled($0) }
        provider.issuer = issuer.map { provider.filled($0) }
        return provider
    }

    private func filled(_ text: String) -> String {
        AddressVariable.filled(text) { name in variables.first { $0.name.hasSameOctets(as: name) }?.value }
    }

    /// The variables that have no value. The addresses are incomplete until they have.
    public var openVariables: [AddressVariable] { variables.filter { $0.value == nil } }
}
