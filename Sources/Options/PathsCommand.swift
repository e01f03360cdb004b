import ArgumentParser

/// `authscope paths`: lists where the program looks for files and stores them.
package struct PathsCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "paths",
        abstract: "Show where files are looked for and kept.",
        discussion: """
            The folders follow XDG_CONFIG_HOME and XDG_STATE_HOME, where those are absolute paths, and else HOME. \
            Nothing is made before there is something to keep. Where config.json or settings.json is wrong, a message \
            says what and where, and the exit code is 4.
            """)

    package init() {}

    @Option(help: ArgumentHelp("The output format.", valueName: "form"))
    package var format = ListFormat.text
}

/// The output format of lists.
package enum ListFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}
