/// A pasted message, with its parts and findings. Its secrets are masked.
public struct Inspection: Equatable, Sendable {
    /// A part of the message: an address, a parameter, a header field, a member, a claim.
    public struct Row: Equatable, Sendable {
        /// The kind of the part.
        public enum Place: String, Sendable {
            case address, query, fragment, field, body, claim
        }

        public let place: Place
        /// The name, decoded.
        public let name: String
        /// The value, decoded; a mask in place of a secret. Sanitise it before you show it.
        public let value: String
        public let isSecret: Bool
        /// A remark about the value; empty if there is none.
        public internal(set) var remark = ""
        /// The findings about this part.
        public internal(set) var marks: [Mark] = []
    }

    /// The place of a finding in a row.
    public struct Mark: Equatable, Sendable {
        /// The index of the finding.
        public let finding: Int
        /// UTF-8 octets of the row's value; nil if the finding is about the whole row, or its value is masked.
        public let range: Range<Int>?
    }

    /// A problem or a remark.
    public struct Finding: Equatable, Sendable {
        public let severity: Severity
        /// The rule of the linter, for messages that have rules.
        public let rule: RuleID?
        /// The parameter, the member, the claim or the field that it is about.
        public let parameter: String
        /// One sentence. It may quote foreign text: sanitise it before you show it.
        public let message: String
        /// The remedy in a few words, or empty if there is none.
        public let advice: String
        /// The documents that it is based on.
        public let reference: String
        /// A change of an authorization request that fixes the problem.
        public let fix: Fix?
    }

    public let form: PastedMessage.Form
    /// The kind of the text.
    public let kind: PastedMessage.Kind
    /// The possible kinds of the text.
    public let kinds: [PastedMessage.Kind]
    public let rows: [Row]
    /// Errors first.
    public let findings: [Finding]
    /// The report on an authorization request, to which its fixes apply; nil for any other message.
    public let report: LintReport?

    /// The outcome in one word.
    public var verdict: Verdict {
        switch findings.lazy.map(\.severity).max() {
        case .error: .invalid
        case .warning: .warning
        case .info, nil: .valid
        }
    }

    /// Returns the number of findings with this severity.
    ///
    /// - Parameter severity: The severity.
    /// - Returns: The number.
    public func count(_ severity: Severity) -> Int { findings.count { $0.severity == severity } }

    /// Returns the inspection with a warning about the whole text, after the other errors and warnings.
    func adding(_ warning: Finding) -> Inspection {
        let place = findings.count { $0.severity > .info }
        var findings = findings
        findings.insert(warning, at: place)
        let rows = rows.map { row in
            var row = row
            row.marks = row.marks.map { mark in
                Mark(finding: mark.finding < place ? mark.finding : mark.finding + 1, range: mark.range)
            }
            return row
        }
        return Inspection(form: form, kind: kind, kinds: kinds, rows: rows, findings: findings, report: report)
    }
}
