/// When to use colours.
package enum ColorChoice: String, CaseIterable, Sendable {
    /// Unless NO_COLOR or CLICOLOR=0 asks not to.
    case auto
    case always
    case never
}
