import ArgumentParser

/// A command that this program carries out.
package protocol RunnableCommand: ParsableCommand {
    /// Does the work. What a command writes before it ends, it writes itself; the rest is the result.
    ///
    /// - Throws: `CommandFailure` or `SystemFailure`, which `CommandResult.of` turns into a result.
    func result() throws -> CommandResult
}
