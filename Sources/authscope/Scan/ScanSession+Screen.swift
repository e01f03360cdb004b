import App
import Catalog
import Commands
import OAuth
import Platform
import Scan

extension ScanSession {
    /// Searches the files at a path for the screen; requests to the provider's endpoints are checked against its data.
    /// If its task is cancelled, the result is what was found up to then.
    static func outcome(
        of path: String, for provider: Provider, in environment: Environment
    ) -> Result<ScanOutcome, ScanProblem> {
        let session = ScanSession(LintSession(expectation: .known([provider])))
        var findings: [FileFinding] = []
        var problem: InputProblem?
        let counts = try? session.scan([environment.expanded(path)]) {
            problem = problem ?? $0
        } _: {
            findings += $0
        }
        guard let counts, counts.files > 0 || counts.isCancelled || problem == nil else {
            return .failure(ScanProblem(message: problem?.description ?? "\(path) cannot be searched"))
        }
        let summary = ScanOutput.summary(of: counts).text
        return .success(
            ScanOutcome(
                findings: findings, summary: counts.isCancelled ? "Cancelled, so far \(summary)" : summary,
                isCancelled: counts.isCancelled))
    }
}
