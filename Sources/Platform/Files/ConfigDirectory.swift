import Catalog

/// `$XDG_CONFIG_HOME/authscope`: the user's files, and the entries that the program adds to them.
package struct ConfigDirectory: Sendable {
    /// The path; nil if neither `XDG_CONFIG_HOME` nor a home directory is set. Then there are no files.
    package let path: OctetPath?

    package init(environment: Environment) {
        path = environment.directory("XDG_CONFIG_HOME", inHome: ".config")
    }

    /// The folder of the provider files.
    package var providers: OctetPath? { path?.appending("providers") }

    /// The folder in which the program stores the user's own entries.
    package var own: OctetPath? { path?.appending("own") }
}
