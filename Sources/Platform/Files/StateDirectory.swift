import Catalog

/// `$XDG_STATE_HOME/authscope`, where the program keeps what is no secret from one session to the next.
package struct StateDirectory: Sendable {
    /// Nil when there is neither `XDG_STATE_HOME` nor a home: then nothing is kept.
    package let path: OctetPath?

    package init(environment: Environment) {
        path = environment.directory("XDG_STATE_HOME", inHome: ".local/state")
    }

    /// A file in the directory, or nil when nothing is kept.
    func file(_ name: String) -> PrivateFile? {
        path.map { PrivateFile($0.appending(name)) }
    }
}

extension Environment {
    /// The program's directory below a base directory of the user's; nil when that is not known.
    func directory(_ variable: String, inHome place: String) -> OctetPath? {
        // XDG Base Directory Specification: a relative path is to be ignored.
        let base = absolutePath(in: variable) ?? absolutePath(in: "HOME")?.appending(place)
        return base?.appending("authscope")
    }
}
