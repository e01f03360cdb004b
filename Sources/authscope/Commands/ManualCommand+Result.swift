import Commands
import Options

extension ManualCommand: RunnableCommand {
    package func result() throws -> CommandResult {
        guard let page else {
            return CommandResult(stdout: ManualPage.all.map { "\($0.fileName)\n" as SafeText }.joined())
        }
        guard let found = ManualPage.all.first(where: { $0.fileName == page }) else {
            throw CommandFailure(
                .usage,
                "there is no manual page \(page); there are \(ManualPage.all.map(\.fileName).joined(separator: " and "))"
            )
        }
        return CommandResult(stdout: SafeText(lines: found.text))
    }
}
