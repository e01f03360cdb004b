import Scan

/// The findings of a search through files.
package struct ScanOutcome: Equatable, Sendable {
    package let findings: [FileFinding]
    /// How much was searched, and how many findings there are.
    package let summary: String

    package init(findings: [FileFinding], summary: String) {
        self.findings = findings
        self.summary = summary
    }
}

/// Why nothing was searched, and what to do.
package struct ScanProblem: Error, Equatable {
    package let message: String

    package init(message: String) { self.message = message }
}
