import OAuth

/// A row of the Validation pane: what is wrong first, then what is right.
package enum ValidationRow: Equatable, Sendable {
    case finding(Diagnostic)
    case passed(Confirmation)

    package var parameter: String {
        switch self {
        case .finding(let diagnostic): diagnostic.parameter
        case .passed(let confirmation): confirmation.parameter
        }
    }
}

extension Outcome {
    /// Errors, warnings, notes, and then what is in order.
    package var validationRows: [ValidationRow] {
        diagnostics.map { .finding($0) } + confirmations.map { .passed($0) }
    }
}
