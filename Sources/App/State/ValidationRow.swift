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

extension Model {
    /// Errors, warnings, notes, and then what is in order.
    package var validationRows: [ValidationRow] {
        outcome.diagnostics.map { .finding($0) } + outcome.confirmations.map { .passed($0) }
    }

    /// The finding under the cursor of the Validation pane, where the pane has the focus.
    package var currentFinding: Diagnostic? {
        guard pane == .validation, case .finding(let diagnostic)? = validationRows[safely: findingCursor] else {
            return nil
        }
        return diagnostic
    }
}
