/// When to use colours.
package enum ColorChoice: String, CaseIterable, Sendable {
    /// Uses colours unless NO_COLOR or CLICOLOR=0 is set.
    case auto
    case always
    case never
}
