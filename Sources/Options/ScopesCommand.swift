import ArgumentParser

/// `authscope scopes`: shows the operations that scopes unlock, and the smallest set of scopes for some operations.
package struct ScopesCommand: CommandWithExamples {
    package static let configuration = CommandConfiguration(
        commandName: "scopes",
        abstract: "Show what each scope unlocks, or find the smallest set of scopes for some operations.",
        discussion: """
            Without options, it lists the provider's scopes, and how many operations of the API use each of them. With \
            --for, it finds the smallest set of scopes that allows the operations. The first line has the set, in the \
            form of the parameter scope. Then follow the operations that need each scope, other sets of the same size, \
            and whether the set is proven to be the smallest. Write an operation as METHOD /path, with or without \
            values in the path, as a path only, or with its name in the API description.

            The object of --format json:
              provider   the provider's id
              inferred   true if the scopes of the operations are inferred, not documented

            Without --for and --operations, also:
              operations  the number of operations
              scopes      objects: name, summary, declared (false for a scope that operations use, but the provider does not \
            declare), operations (a number), only (the number of those that require the scope)

            With --operations, also:
              operations  objects: method, path, id, summary, access (token, open or other), scopes (sets of scopes; one of \
            them is enough)

            With --for, also:
              for                the operations that were found
              scopes             the smallest set; scope has it as one text
              exact              true if the set is proven to be the smallest
              lower_bound        the number of scopes that is proven to be needed
              alternatives       other sets of the same size; more_alternatives is true if there may be more
              needed_by          for each scope, the operations that need it
              any_token          operations that any token allows
              open               operations that need no token
              impossible         operations that need something other than a token
              unneeded           scopes of --ticked that no operation needs
              hint               a text, if a read-only form of a scope may be enough
            """)

    package static let examples = [
        CommandExample("authscope scopes", "The scopes, and how many operations need each of them."),
        CommandExample(
            "authscope scopes --for 'GET /orders' 'GET /company/shops'", "The fewest scopes for two operations."),
        CommandExample("authscope scopes --provider github --format json", "The scopes of another provider, as JSON."),
    ]

    package init() {}

    @Option(
        name: .customLong("for"), parsing: .upToNextOption,
        help: ArgumentHelp(
            "Find the smallest set of scopes for these operations, such as 'GET /me/top/{type}'; repeatable.",
            valueName: "operation"))
    package var operations: [String] = []

    @Option(
        help: ArgumentHelp(
            "With --for, list which of these scopes the operations do not need; repeatable.",
            valueName: "scopes"))
    package var ticked: [String] = []

    @Flag(name: .customLong("operations"), help: "List the operations with the scopes they need.")
    package var listsOperations = false

    @Option(help: ArgumentHelp("The output format.", valueName: "form"))
    package var format = ScopesFormat.text

    @OptionGroup package var colors: ColorOptions
    @OptionGroup package var options: ProviderOptions

    package func validate() throws {
        if listsOperations, !operations.isEmpty { throw ValidationError("Use either --for or --operations.") }
        if operations.isEmpty, !ticked.isEmpty { throw ValidationError("--ticked has no effect without --for.") }
    }
}

/// The output format of `authscope scopes`.
package enum ScopesFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}
