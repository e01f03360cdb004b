import ArgumentParser

/// `authscope paths`: lists where the program looks for files and stores them.
package struct PathsCommand: CommandWithExamples {
    package static let configuration = CommandConfiguration(
        commandName: "paths",
        abstract: "Show the paths of all files.",
        discussion: """
            The folders are in XDG_CONFIG_HOME and XDG_STATE_HOME if those are absolute paths, and otherwise in HOME. \
            They are created only when something is saved. If config.json or settings.json has an error, a message says \
            where, and the exit code is 4.
            """)

    package static let examples = [
        CommandExample("authscope paths", "The paths of all files."),
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
