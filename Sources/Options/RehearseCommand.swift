import ArgumentParser
import Flow

/// `authscope rehearse`: simulates a provider on loopback until it is interrupted.
package struct RehearseCommand: CommandWithExamples {
    package static let configuration = CommandConfiguration(
        commandName: "rehearse",
        abstract: "Play the provider on this machine.",
        discussion: """
            A provider that enforces what the real one asks for, with a consent page and a token endpoint, without \
            an account and without a network. The first line of standard output is JSON with its endpoints; what \
            happens there goes to standard error, a line each. It ends with Ctrl-C (exit code 130) or SIGTERM (0).
            """)

    package static let examples = [
        CommandExample("authscope rehearse", "The built-in provider at a free port, until Ctrl-C.", exitCode: 130),
        CommandExample(
            "authscope rehearse --provider github --fault expire-code", "A provider whose codes have expired.",
            exitCode: 130),
    ]

    package init() {}

    @Option(help: ArgumentHelp("The port. (default: one that is free)", valueName: "number"))
    package var port: Int?

    @Flag(name: .customLong("ipv6"), help: "Listen at [::1] instead of 127.0.0.1.")
    package var usesIPv6 = false

    @Option(help: ArgumentHelp("Misbehave in this way.", valueName: "fault"))
    package var fault: Fault?

    @OptionGroup package var options: ProviderOptions

    package func validate() throws {
        if let port, !(1...65_535).contains(port) { throw ValidationError("--port \(port): ports are 1 to 65535.") }
    }
}

extension Fault: ExpressibleByArgument {}
