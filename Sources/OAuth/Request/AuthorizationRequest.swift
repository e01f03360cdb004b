import Text

/// An authorization request (RFC 6749 §4.1.1): all its fields in order, valid or not, decoded.
public struct AuthorizationRequest: Sendable {
    /// The authorization endpoint (RFC 6749 §3.1). It may have a query of its own, which comes first, and even a
    /// fragment, which is not allowed.
    public var endpoint: String
    /// The parameters in the order in which they are sent.
    public var parameters: [Parameter]
    /// The provider's names for parameters of the standard.
    public var names: ParameterNames

    /// Creates a request.
    ///
    /// - Parameters:
    ///   - endpoint: The authorization endpoint, with its own query if it has one (RFC 6749 §3.1).
    ///   - parameters: The parameters in the order in which they are sent, not encoded.
    ///   - names: The provider's names for parameters of the standard.
    public init(endpoint: String, parameters: [Parameter] = [], names: ParameterNames = ParameterNames()) {
        self.endpoint = endpoint
        self.parameters = parameters
        self.names = names
    }

    /// The first value, not empty, of the parameter with this standard name. The provider's own name for it does not
    /// matter. An empty value counts as omitted (RFC 6749 §3.1).
    ///
    /// Setting a value replaces the first occurrence and removes the others. A new parameter goes to its usual place.
    /// Setting nil removes all occurrences.
    ///
    /// - Parameter name: The parameter's name, not encoded.
    /// - Returns: The value, not encoded, or nil.
    public subscript(name: String) -> String? {
        get {
            parameters.firstValue(of: names.sent(name))
        }
        set {
            replaceValues(of: names.sent(name), with: newValue.map { [$0] } ?? [])
        }
    }

    /// Returns all values of the parameter, empty ones included, in order.
    ///
    /// - Parameter name: The parameter's name, not encoded.
    /// - Returns: The values, not encoded.
    public func values(of name: String) -> [String] {
        let name = names.sent(name)
        return parameters.filter { $0.name.hasSameOctets(as: name) }.map(\.value)
    }

    /// Replaces the values of the parameter with this name as sent. If it does not occur, it goes to its usual place.
    mutating func replaceValues(of name: String, with values: [String]) {
        let first = parameters.firstIndex { $0.name.hasSameOctets(as: name) }
        parameters.removeAll { $0.name.hasSameOctets(as: name) }
        let place = first ?? usualPlace(of: name)
        parameters.insert(contentsOf: values.map { Parameter(name, $0) }, at: place)
    }

    /// Returns the index before the first parameter that usually comes later.
    private func usualPlace(of name: String) -> Int {
        let rank = rank(of: name)
        return parameters.firstIndex { self.rank(of: $0.name) > rank } ?? parameters.endIndex
    }

    private static let usualOrder = [
        "response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method",
    ]

    private func rank(of name: String) -> Int {
        Self.usualOrder.firstIndex { names.sent($0).hasSameOctets(as: name) } ?? Self.usualOrder.count
    }
}

extension AuthorizationRequest: Equatable {
    /// Compares octet by octet.
    public static func == (left: AuthorizationRequest, right: AuthorizationRequest) -> Bool {
        left.endpoint.hasSameOctets(as: right.endpoint) && left.parameters == right.parameters
    }
}
