import ArgumentParser

/// `authscope scopes`: shows the operations that scopes unlock, and the smallest set of scopes for some operations.
package struct ScopesCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "scopes",
        abstract: "Show what each scope unlocks, or find the fewest scopes for some operations.",
        discussion: """
            Without options it lists the provider's scopes, and how many operations of the API each of them takes part \
            in. With --for it finds the smallest set of scopes that allows the operations, and writes it to the first \
            line, ready to be sent as scope; then come the operations that need each scope, other sets that are as \
            small, and whether the set is proven to be the smallest. An operation is written as METHOD /path, with \
            values in the path or without, as a path alone, or by the name its description gives it.

            With --format json the result is an object with "provider" and "inferred": whether somebody inferred what \
            the operations need. The list has "operations", their number, and "scopes": objects with "name", \
            "summary", "declared" (false for a scope that operations use but the provider does not declare), \
            "operations", and "only", those that are not allowed without it. With --operations there are "operations" \
            alone: objects with "method", "path", "id", "summary", "access" ("token", "open" or "other") and "scopes", \
            an array of sets of which one is enough. With --for there are "for", the operations as they were \
            understood, "scopes", the set, "scope", the same as one text, "exact", "lower_bound", the number of scopes \
            that is proven to be needed, "alternatives", the other sets of the same size, "more_alternatives", whether \
            there may be more, "needed_by", an object with the operations for each scope, and the lists "any_token", \
            "open" and "impossible" of operations that need no scope, no token, or something other than a token, and \
            "unneeded" of ticked scopes; and "hint", a text, where each set of an operation holds a scope and its \
            read-only form, and either may be enough.
            """)

    package init() {}

    @Option(
        name: .customLong("for"), parsing: .upToNextOption,
        help: ArgumentHelp(
            "Find the fewest scopes for these operations, such as 'GET /me/top/{type}'; repeatable.",
            valueName: "operation"))
    package var operations: [String] = []

    @Option(
        help: ArgumentHelp(
            "With --for, name those of these scopes that the operations do not need; repeatable.",
            valueName: "scopes"))
    package var ticked: [String] = []

    @Flag(name: .customLong("operations"), help: "List the operations with the scopes they need.")
    package var listsOperations = false

    @Option(help: ArgumentHelp("The form of the output.", valueName: "form"))
    package var format = ScopesFormat.text

    @OptionGroup package var colors: ColorOptions
    @OptionGroup package var options: ProviderOptions

    package func validate() throws {
        if listsOperations, !operations.isEmpty { throw ValidationError("--for and --operations exclude each other.") }
        if operations.isEmpty, !ticked.isEmpty { throw ValidationError("--ticked has no use without --for.") }
    }
}

/// The output format of `authscope scopes`.
package enum ScopesFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}
