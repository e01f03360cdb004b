import OAuth

/// A row of the Validation pane: what is wrong first, then what is right.
package enum ValidationRow: Equatable, Sendable {
    case finding(Diagnostic)
    /// How many checks have passed; what they are is folded into this row.
    case summary(passed: Int)
    case passed(Confirmation)

    /// The parameter that the row is about; empty where it is about several.
    package var parameter: String {
        switch self {
        case .finding(let diagnostic): diagnostic.parameter
        case .summary: ""
        case .passed(let confirmation): confirmation.parameter
        }
    }
}
