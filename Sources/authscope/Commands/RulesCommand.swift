import ArgumentParser
import Catalog
import Glibc
import OAuth

/// `authscope rules`: shows the rule catalogue.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Show the rules, those whose names begin so, or explain one.")

    @Argument(
        help: ArgumentHelp(
            "The rule to explain, such as scope-unknown, or the first words of several, such as scope.", valueName: "id"
        ))
    var id: String?

    @Option(help: ArgumentHelp("The form of the output.", valueName: "form"))
    var format = RulesFormat.text

    @OptionGroup var colors: ColorOptions

    func run() throws {
        try CommandResult.of {
            try RulesOutput(format: format, style: OutputStyle(color: colors.color, descriptor: STDOUT_FILENO)).show(
                id)
        }.finish()
    }
}

/// How rules are shown.
enum RulesFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown
}
