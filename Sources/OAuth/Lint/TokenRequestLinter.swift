/// What the linter found in one token request.
public struct TokenRequestReport: FindingReport, Equatable {
    public var diagnostics: [Diagnostic]
}

/// Judges token requests by the rules of the catalogue, against what this run sent and received (`LintContext.run`).
///
/// Its time grows in proportion to the input.
public struct TokenRequestLinter: Sendable {
    private let expectations: Expectations
    private let names: TokenNames

    public init(context: LintContext) {
        expectations = Expectations(context, endpoint: context.tokenEndpoint)
        names = TokenNames(context.token)
    }

    /// Judges a request before it is sent, or one that somebody else made.
    public func lint(_ message: TokenRequestMessage) -> TokenRequestReport {
        let head = TokenHeadCheck(message, expectations: expectations)
        guard let body = head.run() else { return TokenRequestReport(diagnostics: head.sortedFindings()) }
        let check = TokenBodyCheck(message, body: body, names: names, expectations: expectations)
        check.run()
        return TokenRequestReport(diagnostics: Self.merged(head.sortedFindings(), check.sortedFindings()))
    }

    /// Both lists as one: errors first, the URL before the body, each rule and parameter once.
    private static func merged(_ head: [Diagnostic], _ body: [Diagnostic]) -> [Diagnostic] {
        struct Key: Hashable {
            var rule: RuleID
            var parameter: [UInt8]
        }
        guard !head.isEmpty else { return body }
        var severities: [Key: Severity] = [:]
        for finding in head {
            severities[Key(rule: finding.rule, parameter: Array(finding.parameter.utf8))] = finding.severity
        }
        var replaced: Set<Key> = []
        let added = body.filter { finding in
            let key = Key(rule: finding.rule, parameter: Array(finding.parameter.utf8))
            guard let severity = severities[key] else { return true }
            guard severity < finding.severity else { return false }
            replaced.insert(key)
            return true
        }
        let kept = head.filter { !replaced.contains(Key(rule: $0.rule, parameter: Array($0.parameter.utf8))) }
        return Severity.allCases.sorted(by: >).flatMap { severity in
            kept.filter { $0.severity == severity } + added.filter { $0.severity == severity }
        }
    }
}

/// The names that a token request may have.
struct TokenNames: Sendable {
    private let demanded: Set<[UInt8]>
    /// What a misspelt name may have been meant to be.
    let candidates: [NearName]

    init(_ habits: TokenHabits) {
        demanded = Set(habits.requiredFields.map { Array($0.utf8) })
        candidates =
            KnownParameter.ofTokenRequest.filter { $0.name.utf8.count >= 5 }.map { NearName($0) }
            + habits.requiredFields.filter { $0.unicodeScalars.count >= 5 }.map { NearName($0) }
    }

    func contains(_ name: ParameterReading.Name) -> Bool {
        name.known.map { KnownParameter.ofTokenRequest.contains($0) } ?? false || demanded.contains(Array(name.octets))
    }
}
