import Catalog

/// `$XDG_STATE_HOME/authscope`: data without secrets that the program keeps between sessions.
package struct StateDirectory: Sendable {
    /// The path; nil if neither `XDG_STATE_HOME` nor a home directory is set. Then nothing is stored.
    package let path: OctetPath?

    package init(environment: Environment) {
        path = environment.directory("XDG_STATE_HOME", inHome: ".local/state")
    }

    /// Returns a file in the directory, or nil if nothing is stored.
    func file(_ name: String) -> PrivateFile? {
        path.map { PrivateFile($0.appending(name)) }
    }
}

extension Environment {
    /// Returns the program's directory below a base directory of the user; nil if that is not known.
    func directory(_ variable: String, inHome place: String) -> OctetPath? {
        // XDG Base Directory Specification: relative paths must be ignored.
        let base = absolutePath(in: variable) ?? absolutePath(in: "HOME")?.appending(place)
        return base?.appending("authscope")
    }
}
