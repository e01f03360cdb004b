import Text

/// The provider's own names for parameters of the standard, such as `client_key` for `client_id`.
///
/// They apply to the authorization request and to the token request.
public struct ParameterNames: Equatable, Sendable {
    /// The provider's name for each standard one, in the order of the provider's file. Each name occurs once.
    public let list: [Parameter]

    /// - Parameter list: The standard name of each parameter, with the sent name as its value.
    public init(_ list: [Parameter] = []) {
        self.list = list
    }

    public var isEmpty: Bool { list.isEmpty }

    /// Returns the name that is sent for a parameter of the standard.
    ///
    /// - Parameter standard: The name in the standard.
    /// - Returns: The provider's name, or the standard name when it has none.
    public func sent(_ standard: String) -> String {
        list.first { $0.name.hasSameOctets(as: standard) }?.value ?? standard
    }

    /// Returns the standard name of a sent parameter. Returns nil for a standard name that the provider has replaced,
    /// because it is not a parameter of this provider.
    package func standard(_ sent: String) -> String? {
        if let pair = list.first(where: { $0.value.hasSameOctets(as: sent) }) { return pair.name }
        return list.contains { $0.name.hasSameOctets(as: sent) } ? nil : sent
    }

    /// Returns the parameter that is sent with this name, or nil.
    func known(_ sent: Octets) -> KnownParameter? {
        guard !list.isEmpty else { return KnownParameter(octets: sent) }
        return standard(String(octets: sent)).flatMap { KnownParameter(octets: Array($0.utf8)[...]) }
    }

    /// Returns the provider's name to send instead of this standard name, or nil.
    func replacement(for name: Octets) -> String? {
        list.first { name.equals($0.name) && !name.equals($0.value) }?.value
    }

    /// Returns a sentence about parameters with the names that are sent.
    package func named(in text: String) -> String {
        guard !list.isEmpty else { return text }
        var result: [UInt8] = []
        var word: [UInt8] = []
        func end() {
            result += sent(String(octets: word)).utf8
            word = []
        }
        for octet in text.utf8 {
            if octet.isLetter || octet.isDigit || octet == ascii("_") {
                word.append(octet)
            } else {
                end()
                result.append(octet)
            }
        }
        end()
        return String(octets: result)
    }
}
