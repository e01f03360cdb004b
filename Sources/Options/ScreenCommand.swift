import ArgumentParser

/// `authscope`, or `authscope screen`: the full screen.
package struct ScreenCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "screen",
        abstract: "Show the full screen; the same as no command.",
        discussion: "The keys are at the bottom of the screen. ? lists all of them.")

    package init() {}

    @Flag(help: "Draw with ASCII characters.")
    package var ascii = false

    @Flag(help: "Do not use the mouse, so that the terminal selects text with it. M changes that.")
    package var noMouse = false

    @Flag(help: "Start without config.json and settings.json, see `authscope paths`.")
    package var noConfig = false

    @Flag(help: "Write the URL to standard output when you quit: url=$(authscope --print).")
    package var print = false

    @OptionGroup package var colors: ColorOptions
    @OptionGroup package var options: ProviderOptions
}
