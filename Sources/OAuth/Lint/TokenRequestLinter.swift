/// The findings of the linter in a token request.
public struct TokenRequestReport: FindingReport, Equatable {
    public var diagnostics: [Diagnostic]
}

/// Checks token requests against the rules (`Rule.all`) and the values that this run sent and received
/// (`LintContext.run`).
///
/// Its time grows in proportion to the input.
public struct TokenRequestLinter: Sendable {
    private let expectations: Expectations
    private let names: TokenNames

    /// Creates a linter.
    ///
    /// - Parameter context: The values that the provider and the client expect, and those that this run sent and
    ///   received.
    public init(context: LintContext) {
        expectations = Expectations(context, endpoint: context.tokenEndpoint)
        names = TokenNames(context)
    }

    /// Checks a request before it is sent, or one that another program made.
    ///
    /// - Parameter message: The request with its header fields and its body.
    /// - Returns: The findings. Each names the part that its place is counted in.
    public func lint(_ message: TokenRequestMessage) -> TokenRequestReport {
        let head = TokenHeadCheck(message, expectations: expectations)
        guard let body = head.run() else { return TokenRequestReport(diagnostics: head.sortedFindings()) }
        let check = TokenBodyCheck(message, body: body, names: names, expectations: expectations)
        check.run()
        let isShared = { (finding: Diagnostic) in body.reading.index(ofName: finding.parameter) != nil }
        return TokenRequestReport(
            diagnostics: Self.merged(head.sortedFindings(), check.sortedFindings(), isShared: isShared))
    }

    /// Merges two lists of findings: errors first, the URL before the body, each rule and parameter once.
    ///
    /// - Parameter isShared: Returns whether a finding of the head is about a name that the body has too.
    private static func merged(
        _ head: [Diagnostic], _ body: [Diagnostic], isShared: (Diagnostic) -> Bool
    ) -> [Diagnostic] {
        guard !head.isEmpty else { return body }
        var severities: [FindingKey: Severity] = [:]
        for finding in head where isShared(finding) { severities[FindingKey(finding)] = finding.severity }
        var head = head
        var body = body
        if !severities.isEmpty {
            var replaced: Set<FindingKey> = []
            body.removeAll { finding in
                let key = FindingKey(finding)
                guard let severity = severities[key] else { return false }
                if severity < finding.severity { replaced.insert(key) }
                return severity >= finding.severity
            }
            head.removeAll { replaced.contains(FindingKey($0)) }
        }
        return Severity.allCases.sorted(by: >).flatMap { severity in
            head.filter { $0.severity == severity } + body.filter { $0.severity == severity }
        }
    }
}

/// The rule and the parameter of a finding. A report has at most one finding for each.
private struct FindingKey: Hashable {
    private var rule: RuleID
    private var parameter: [UInt8]

    init(_ finding: Diagnostic) {
        rule = finding.rule
        parameter = Array(finding.parameter.utf8)
    }
}

/// The names that a token request may have.
struct TokenNames: Sendable {
    private let demanded: Set<[UInt8]>
    /// The names to suggest for a misspelt one.
    let candidates: [NearName]

    init(_ context: LintContext) {
        let own = context.token.requiredFields + context.habits.tokenParameters.map(\.name)
        demanded = Set(own.map { Array($0.utf8) })
        candidates =
            KnownParameter.ofTokenRequest.filter { $0.name.utf8.count >= 5 }
            .map { NearName(context.habits.names.sent($0.name), $0) }
            + own.filter { $0.unicodeScalars.count >= 5 }.map { NearName($0) }
    }

    func contains(_ name: ParameterReading.Name) -> Bool {
        name.known.map { KnownParameter.ofTokenRequest.contains($0) } ?? false || demanded.contains(Array(name.octets))
    }
}
