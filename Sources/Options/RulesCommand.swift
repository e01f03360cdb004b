import ArgumentParser
import OAuth

/// `authscope rules`: lists and explains the rules.
package struct RulesCommand: CommandWithExamples {
    package static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "List the rules, or explain one.")

    package static let examples = [
        CommandExample("authscope rules", "All rules."),
        CommandExample("authscope rules redirect-uri", "The rules about the redirect URI."),
        CommandExample("authscope rules scope-comma", "One rule: when, why, and how to fix it."),
    ]

    package init() {}

    @Argument(
        help: ArgumentHelp(
            "The rule to explain, such as scope-unknown, or the beginning of several names, such as scope.",
            valueName: "id"),
        completion: .list(RuleID.allCases.map(\.rawValue)))
    package var id: String?

    @Option(help: ArgumentHelp("The output format.", valueName: "form"))
    package var format = RulesFormat.text

    @OptionGroup package var colors: ColorOptions
}

/// The output format of rules.
package enum RulesFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown
}
