import Commands
import Options

extension RehearseCommand {
    /// Serves until a signal arrives.
    package func result() throws -> CommandResult {
        try RehearsalSession(
            provider: try options.load(needsAddresses: false), port: port, usesIPv6: usesIPv6, fault: fault
        ).run()
    }
}
