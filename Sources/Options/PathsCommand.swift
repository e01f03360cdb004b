import ArgumentParser

/// `authscope paths`: lists where the program looks for files and stores them.
package struct PathsCommand: CommandWithExamples {
    package static let configuration = CommandConfiguration(
        commandName: "paths",
        abstract: "Show where files are looked for and kept.",
        discussion: """
            The folders follow XDG_CONFIG_HOME and XDG_STATE_HOME, where those are absolute paths, and else HOME. \
            Nothing is made before there is something to keep.
            """)

    package static let examples = [
        CommandExample("authscope paths", "Where everything is."),
        CommandExample("authscope paths --format json", "The same as JSON, with what exists."),
    ]

    package init() {}

    @Option(help: ArgumentHelp("The output format.", valueName: "form"))
    package var format = ListFormat.text
}

/// The output format of lists.
package enum ListFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}
