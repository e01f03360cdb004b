import ArgumentParser

/// `authscope diff`: compares two requests.
package struct DiffCommand: CommandWithExamples {
    package static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compare two authorization requests, parameter by parameter.",
        discussion: """
            Each of the two is a URL or any other text that `authscope inspect` takes for an authorization request, a \
            file with such a text, - for standard input, or the name of a request that was kept on the screen with b, \
            of the provider of --provider.

            Scopes are compared one by one, whatever their order. What must be new in each attempt (state, \
            code_challenge, nonce) does not count where both have it, nor does another spelling of the same value. \
            Header fields and the habits of the token request are compared where both are known.

            The exit code is 6 when something differs that counts, and 0 when nothing does. With --format json the \
            result is an object with "left", "right", "differs", the number of differences that count, and "rows": \
            objects with "in", "name", "verdict" ("same", "differs", "weaker", "new-each-time" or "spelling"), "left" \
            and "right" (arrays of values, null where it is missing), and for scope "only_left" and "only_right".
            """)

    package static let examples = [
        CommandExample(
            "authscope diff 'https://a.example/?client_id=a&scope=a%20b' 'https://a.example/?client_id=a&scope=b'",
            "The differences of two URLs.", exitCode: 6),
        CommandExample(
            "authscope url > a.txt; authscope url | authscope diff a.txt -",
            "Two URLs of one request."),
    ]

    package init() {}

    @Argument(help: ArgumentHelp("The first request.", valueName: "a"))
    package var left: String

    @Argument(help: ArgumentHelp("The second request.", valueName: "b"))
    package var right: String

    @Option(help: ArgumentHelp("The output format.", valueName: "form"))
    package var format = InspectFormat.text

    @Flag(help: "Show also what is the same, and what must differ.")
    package var all = false

    @OptionGroup package var colors: ColorOptions
    @OptionGroup package var options: ProviderOptions
}
