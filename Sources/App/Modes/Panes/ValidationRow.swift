import OAuth

/// A row of the Validation pane.
package enum ValidationRow: Equatable, Sendable {
    case finding(Diagnostic)
    /// The number of passed checks. Enter unfolds them.
    case summary(passed: Int)
    case passed(Confirmation)

    /// The parameter that the row is about, or empty when it is about several.
    package var parameter: String {
        switch self {
        case .finding(let diagnostic): diagnostic.parameter
        case .summary: ""
        case .passed(let confirmation): confirmation.parameter
        }
    }
}
