import ArgumentParser

/// `authscope paths`: says where the program looks for files and keeps them.
package struct PathsCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "paths",
        abstract: "Show where files are looked for and kept.",
        discussion: """
            The folders follow XDG_CONFIG_HOME and XDG_STATE_HOME, where those are absolute paths, and else HOME. \
            Nothing is made before there is something to keep.
            """)

    package init() {}

    @Option(help: ArgumentHelp("The form of the output.", valueName: "form"))
    package var format = ListFormat.text
}

/// How lists of things are shown.
package enum ListFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}
