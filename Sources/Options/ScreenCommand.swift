import ArgumentParser

/// `authscope`, or `authscope screen`: the full screen.
package struct ScreenCommand: CommandWithExamples {
    package static let configuration = CommandConfiguration(
        commandName: "screen",
        abstract: "Show the full screen; the same as no command.",
        discussion: """
            The keys are at the bottom of the screen. ? lists all of them.

            With --accessible, or if ACCESSIBLE is set to something other than 0, there is no screen: authscope asks \
            for each choice on a line of its own, and reads the answers from standard input. That is for screen readers, \
            for terminals that cannot show a screen, and for scripts. With --print the questions go to standard error. If the \
            answers end before there is a URL, the exit code is 4.
            """)

    package static let examples = [
        CommandExample("authscope", "The full screen, with the provider you used last."),
        CommandExample("authscope --provider github", "The full screen with another provider."),
        CommandExample("url=$(authscope --print)", "The URL for a script, when you quit."),
        CommandExample("authscope --accessible", "Questions and answers in lines, without a screen."),
    ]

    package init() {}

    @Flag(help: "Draw with ASCII characters.")
    package var ascii = false

    @Flag(help: "Do not use the mouse, so that the terminal selects text with it. M changes that.")
    package var noMouse = false

    @Flag(help: "Start without config.json and settings.json, see `authscope paths`.")
    package var noConfig = false

    @Flag(help: "Write the URL to standard output when you quit: url=$(authscope --print).")
    package var print = false

    @Flag(help: "Ask line by line instead of showing a screen; the same as ACCESSIBLE=1.")
    package var accessible = false

    @OptionGroup package var colors: ColorOptions
    @OptionGroup package var options: ProviderOptions
}
