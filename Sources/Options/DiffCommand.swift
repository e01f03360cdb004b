import ArgumentParser

/// `authscope diff`: compares two requests.
package struct DiffCommand: CommandWithExamples {
    package static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compare two authorization requests, parameter by parameter.",
        discussion: """
            Each request is a URL, other text that contains a request, a file, - for standard input, or the name of a saved request \
            of the provider (b on the screen saves one).

            Scopes are compared one by one, in any order. Values that must be new in each attempt (state, code_challenge, nonce) \
            do not count as differences if both requests have them. Nor do values that differ only in spelling. Header fields and \
            settings of the token request are compared if both are known.

            The exit code is 6 if the requests differ, otherwise 0.

            The object of --format json:
              left     the first request
              right    the second request
              differs  the number of differences
              rows     objects: in, name, verdict (same, differs, weaker, new-each-time or spelling), left and right (arrays of \
            values; null if missing), and for scope also only_left and only_right
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

    @Flag(help: "Also show parts that are the same or must differ.")
    package var all = false

    @OptionGroup package var colors: ColorOptions
    @OptionGroup package var options: ProviderOptions
}
