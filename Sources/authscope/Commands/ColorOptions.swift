import ArgumentParser
import Terminal

/// When to use colours; for every command, and for the screen.
struct ColorOptions: ParsableArguments {
    // Optional, since a default of the command would hide what was said before its name: `authscope --color never url`.
    @Option(help: ArgumentHelp("Colours: auto, always or never. (default: auto)", valueName: "when"))
    var color: ColorChoice?

    var choice: ColorChoice { color ?? .auto }
}

extension ColorChoice: ExpressibleByArgument {}
