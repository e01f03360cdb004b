import ArgumentParser
import Terminal

/// When to use colours; for every command, and for the screen.
struct ColorOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Colours: auto, always or never.", valueName: "when"))
    var color = ColorChoice.auto
}

extension ColorChoice: ExpressibleByArgument {}
