import ArgumentParser
import Platform

/// `authscope paths`: says where the program looks for files and keeps them.
struct PathsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "paths",
        abstract: "Show where files are looked for and kept.",
        discussion: """
            The folders follow XDG_CONFIG_HOME and XDG_STATE_HOME, where those are absolute paths, and else HOME. \
            Nothing is made before there is something to keep.
            """)

    @Option(help: ArgumentHelp("The form of the output.", valueName: "form"))
    var format = ListFormat.text

    func run() throws {
        try CommandResult(stdout: PathsOutput(environment: .process).text(as: format)).finish()
    }
}

/// How lists of things are shown.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}
