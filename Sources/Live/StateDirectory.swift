/// `$XDG_STATE_HOME/authscope`, where the program keeps what is no secret from one session to the next.
package struct StateDirectory: Sendable {
    /// Nil when there is neither `XDG_STATE_HOME` nor a home: then nothing is kept.
    package let path: String?

    package init(environment: Environment) {
        // XDG Base Directory Specification: a relative path is to be ignored.
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
            path = state + "/authscope"
        } else if let home = environment["HOME"], home.hasPrefix("/") {
            path = home + "/.local/state/authscope"
        } else {
            path = nil
        }
    }

    /// A file in the directory, or nil when nothing is kept.
    func file(_ name: String) -> PrivateFile? {
        path.map { PrivateFile("\($0)/\(name)") }
    }
}
