import Scan

/// The findings of a search through files.
package struct ScanOutcome: Equatable, Sendable {
    package let findings: [FileFinding]
    /// The numbers of files, messages and findings, in words.
    package let summary: String

    package init(findings: [FileFinding], summary: String) {
        self.findings = findings
        self.summary = summary
    }
}

/// The reason why nothing was searched, and advice.
package struct ScanProblem: Error, Equatable {
    package let message: String

    package init(message: String) { self.message = message }
}
