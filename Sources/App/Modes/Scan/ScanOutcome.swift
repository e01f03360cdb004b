import Scan

/// The findings of a search through files.
package struct ScanOutcome: Equatable, Sendable {
    package let findings: [FileFinding]
    /// The numbers of files, messages and findings, in words.
    package let summary: String
    /// Whether the search was cancelled, so that these are the findings up to then.
    package let isCancelled: Bool

    package init(findings: [FileFinding], summary: String, isCancelled: Bool = false) {
        self.findings = findings
        self.summary = summary
        self.isCancelled = isCancelled
    }
}

/// The reason why nothing was searched, and advice.
package struct ScanProblem: Error, Equatable {
    package let message: String

    package init(message: String) { self.message = message }
}
