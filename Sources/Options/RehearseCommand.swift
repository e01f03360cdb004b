import ArgumentParser
import Flow

/// `authscope rehearse`: simulates a provider on loopback until it is interrupted.
package struct RehearseCommand: CommandWithExamples {
    package static let configuration = CommandConfiguration(
        commandName: "rehearse",
        abstract: "Simulate the provider on this machine.",
        discussion: """
            The simulated provider has the requirements of the real one, with a consent page and a token endpoint. It \
            needs no account and no network. The first line of standard output is JSON with its endpoints. Its events \
            go to standard error, one per line. It ends with Ctrl-C (exit code 130) or SIGTERM (0).
            """)

    package static let examples = [
        CommandExample("authscope rehearse", "The built-in provider at a free port, until Ctrl-C.", exitCode: 130),
        CommandExample(
            "authscope rehearse --provider github --fault expire-code", "A provider whose codes have expired.",
            exitCode: 130),
    ]

    package init() {}

    @Option(help: ArgumentHelp("The port. (default: any free port)", valueName: "number"))
    package var port: Int?

    @Flag(name: .customLong("ipv6"), help: "Listen at [::1] instead of 127.0.0.1.")
    package var usesIPv6 = false

    @Option(help: ArgumentHelp("Simulate this fault.", valueName: "fault"))
    package var fault: Fault?

    @OptionGroup package var options: ProviderOptions

    package func validate() throws {
        if let port, !(1...65_535).contains(port) { throw ValidationError("--port \(port): use 1 to 65535.") }
    }
}

extension Fault: ExpressibleByArgument {}
