import ArgumentParser

/// An example call of a command.
package struct CommandExample: Equatable, Sendable {
    /// The call as it is typed in a shell.
    package var call: String
    /// The purpose of the call in a few words.
    package var purpose: String
    /// How the call ends. A test runs it.
    package var exitCode: Int32

    package init(_ call: String, _ purpose: String, exitCode: Int32 = 0) {
        self.call = call
        self.purpose = purpose
        self.exitCode = exitCode
    }
}

/// A command whose help has examples.
package protocol CommandWithExamples: ParsableCommand {
    static var examples: [CommandExample] { get }
}
