import ArgumentParser
import Screen

/// When to use colours; for every command, and for the screen.
package struct ColorOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Colours: auto, always or never.", valueName: "when"))
    package var color = ColorChoice.auto

    package init() {}
}

extension ColorChoice: ExpressibleByArgument {}
