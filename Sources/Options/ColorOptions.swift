import ArgumentParser
import Screen

/// The choice of colours, for every command and the screen.
package struct ColorOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Colours: auto, always or never.", valueName: "when"))
    package var color = ColorChoice.auto

    package init() {}
}

extension ColorChoice: ExpressibleByArgument {}
