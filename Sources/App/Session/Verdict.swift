import OAuth
import Text

/// The number of findings of each severity. The corner and Validation count them the same way.
struct Verdict: Equatable, Sendable {
    var errors: Int
    var warnings: Int
    var notes: Int

    init(of diagnostics: [Diagnostic]) {
        func count(_ severity: Severity) -> Int { diagnostics.count { $0.severity == severity } }
        (errors, warnings, notes) = (count(.error), count(.warning), count(.info))
    }

    init(of inspection: Inspection) {
        (errors, warnings, notes) = (inspection.count(.error), inspection.count(.warning), inspection.count(.info))
    }

    /// The counts in words, worst first, such as `1 error, 2 warnings`, or nil when there are no findings.
    var text: String? {
        let counts = [(errors, "error"), (warnings, "warning"), (notes, "note")].filter { $0.0 > 0 }
        guard let (count, word) = counts.first else { return nil }
        return counts.dropFirst().reduce(count.counted(word)) { $0 + ", " + $1.0.counted($1.1) }
    }

    var worst: Severity? { errors > 0 ? .error : warnings > 0 ? .warning : notes > 0 ? .info : nil }
}
