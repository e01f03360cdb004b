import Text

/// The names by which a provider calls parameters of the standard, such as `client_key` for `client_id`.
///
/// They hold for the authorization request and for the token request.
public struct ParameterNames: Equatable, Sendable {
    /// The provider's name for each standard one, in the order of the provider's file. No name is there twice.
    public let list: [Parameter]

    /// - Parameter list: the standard name of each parameter, and as its value the name that is sent.
    public init(_ list: [Parameter] = []) {
        self.list = list
    }

    public var isEmpty: Bool { list.isEmpty }

    /// Returns the name that is sent for a parameter of the standard.
    ///
    /// - Parameter standard: The name in the standard.
    /// - Returns: The provider's name; any other name as it is.
    public func sent(_ standard: String) -> String {
        list.first { $0.name.hasSameOctets(as: standard) }?.value ?? standard
    }

    /// The standard name of a parameter that was sent. A standard name in the place of the provider's is no parameter
    /// of this provider, and nil.
    package func standard(_ sent: String) -> String? {
        if let pair = list.first(where: { $0.value.hasSameOctets(as: sent) }) { return pair.name }
        return list.contains { $0.name.hasSameOctets(as: sent) } ? nil : sent
    }

    /// The parameter that has this name when it is sent, or nil.
    func known(_ sent: Octets) -> KnownParameter? {
        guard !list.isEmpty else { return KnownParameter(octets: sent) }
        return standard(String(octets: sent)).flatMap { KnownParameter(octets: Array($0.utf8)[...]) }
    }

    /// The name to send in the place of this one, where somebody has written the standard's; else nil.
    func replacement(for name: Octets) -> String? {
        list.first { name.equals($0.name) && !name.equals($0.value) }?.value
    }

    /// A sentence about parameters, with the names that are sent.
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
