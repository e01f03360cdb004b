import ArgumentParser

/// A command that this program carries out.
package protocol RunnableCommand: ParsableCommand {
    /// Runs the command. It may write output while it runs; the rest of the output is in the result.
    ///
    /// - Throws: `CommandFailure` or `SystemFailure`, which `CommandResult.of` turns into a result.
    func result() throws -> CommandResult
}
