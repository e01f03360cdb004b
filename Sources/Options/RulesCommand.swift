import ArgumentParser

/// `authscope rules`: lists and explains the rules.
package struct RulesCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "List the rules, or explain one.")

    package init() {}

    @Argument(
        help: ArgumentHelp(
            "The rule to explain, such as scope-unknown, or the beginning of several names, such as scope.",
            valueName: "id"
        ))
    package var id: String?

    @Option(help: ArgumentHelp("The output format.", valueName: "form"))
    package var format = RulesFormat.text

    @OptionGroup package var colors: ColorOptions
}

/// The output format of rules.
package enum RulesFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown
}
