import Text

/// A standard that requests are checked against: its requirements, as data.
public struct LintProfile: Equatable, Sendable {
    /// The name in files and arguments, such as `oauth-2.1`. No provider has it as its ID.
    public let name: String
    /// The title of the document, for people.
    public let title: String
    /// Whether PKCE is required (RFC 9700 §2.1.1).
    let requiresPKCE: Bool
    /// The challenge methods that it allows; nil if it does not restrict them.
    var challengeMethods: [String]?
    var responseTypes: [String]?
    /// The required parameters of the authorization request and of the token request.
    var requiredParameters: [String] = []
    var requiredTokenFields: [String] = []
    /// Whether requests must be pushed (RFC 9126 §5). Then only a tool that pushes requests can comply.
    public private(set) var requiresPushedRequests = false
    /// Whether answers must name the issuer (RFC 9207 §3).
    var issuerInResponse = false

    /// All profiles.
    public static let all = [
        LintProfile(
            name: "rfc9700", title: "RFC 9700, Best Current Practice for OAuth 2.0 Security", requiresPKCE: true),
        LintProfile(
            name: "oauth-2.1", title: "OAuth 2.1 draft", requiresPKCE: true, challengeMethods: ["S256"],
            responseTypes: ["code"]),
        LintProfile(
            name: "mcp", title: "Model Context Protocol, Authorization", requiresPKCE: true, challengeMethods: ["S256"],
            responseTypes: ["code"], requiredParameters: ["resource"], requiredTokenFields: ["resource"]),
        LintProfile(
            name: "fapi-2", title: "FAPI 2.0 Security Profile", requiresPKCE: true, challengeMethods: ["S256"],
            responseTypes: ["code"], requiresPushedRequests: true, issuerInResponse: true),
    ]

    /// The requirements, as keys of a context file.
    public var demands: String {
        let texts: [String?] = [
            requiresPKCE ? "`pkce_required`" : nil, challengeMethods.map { "`methods` \(Self.text($0))" },
            responseTypes.map { "`response_types` \(Self.text($0))" },
            requiredParameters.isEmpty ? nil : "`required` \(Self.text(requiredParameters))",
            requiredTokenFields.isEmpty ? nil : "`token_required` \(Self.text(requiredTokenFields))",
            requiresPushedRequests ? "`par_required`" : nil, issuerInResponse ? "`iss_supported`" : nil,
        ]
        return texts.compactMap { $0 }.joined(separator: ", ")
    }

    private static func text(_ names: [String]) -> String {
        "`[" + names.map { "\"\($0)\"" }.joined(separator: ", ") + "]`"
    }

    /// Returns the profile with this name, in exactly these octets, or nil.
    ///
    /// - Parameter name: A name such as `oauth-2.1`.
    /// - Returns: The profile, or nil.
    public static func named(_ name: String) -> LintProfile? { all.first { $0.name.hasSameOctets(as: name) } }
}

extension LintContext {
    /// Adds the requirements of a standard to those of the provider. The stricter one applies.
    ///
    /// - Parameter profile: The additional standard.
    public mutating func apply(_ profile: LintProfile) {
        requiresPKCE = requiresPKCE || profile.requiresPKCE
        requiresPushedRequests = requiresPushedRequests || profile.requiresPushedRequests
        issuerInResponse = issuerInResponse || profile.issuerInResponse
        requiredParameters += profile.requiredParameters.filter { !requiredParameters.holds($0) }
        token.requiredFields += profile.requiredTokenFields.filter { !token.requiredFields.holds($0) }
        if let methods = profile.challengeMethods { challengeMethods.removeAll { !methods.holds($0) } }
        if let types = profile.responseTypes { responseTypes = responseTypes?.filter { types.holds($0) } ?? types }
    }
}

extension [String] {
    fileprivate func holds(_ name: String) -> Bool { contains { $0.hasSameOctets(as: name) } }
}
