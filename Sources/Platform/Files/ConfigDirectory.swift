import Catalog

/// `$XDG_CONFIG_HOME/authscope`, where the user's own files lie, and what the program adds to them.
package struct ConfigDirectory: Sendable {
    /// Nil when there is neither `XDG_CONFIG_HOME` nor a home: then there are no files.
    package let path: OctetPath?

    package init(environment: Environment) {
        path = environment.directory("XDG_CONFIG_HOME", inHome: ".config")
    }

    /// Where the providers' files lie.
    package var providers: OctetPath? { path?.appending("providers") }

    /// Where the program keeps what the user has added to providers on the screen.
    package var own: OctetPath? { path?.appending("own") }
}
