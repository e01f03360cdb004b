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
