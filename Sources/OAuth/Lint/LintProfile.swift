import Text

/// A standard that a request is held against: what it demands, as data.
public struct LintProfile: Equatable, Sendable {
    /// Its name in files and arguments, such as `oauth-2.1`; no provider has it as its id.
    public let name: String
    /// The document, for people.
    public let title: String
    /// PKCE is demanded (RFC 9700 §2.1.1).
    let requiresPKCE: Bool
    /// What it offers at most; nil where it does not say.
    var challengeMethods: [String]?
    var responseTypes: [String]?
    /// Parameters that it demands, of the authorization request and of the token request.
    var requiredParameters: [String] = []
    var requiredTokenFields: [String] = []
    /// Whether requests are to be pushed (RFC 9126 §5): then nothing but a tool that pushes can follow it.
    public private(set) var requiresPushedRequests = false
    /// Whether answers name the issuer (RFC 9207 §3).
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

    /// What it demands, as keys of a context file.
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
    /// Adds a standard to what is known of the provider. The stricter of the two counts.
    ///
    /// - Parameter profile: The standard to check against as well.
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
