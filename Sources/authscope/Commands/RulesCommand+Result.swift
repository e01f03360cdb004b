import Commands
import Glibc
import Options

extension RulesCommand: RunnableCommand {
    package func result() throws -> CommandResult {
        try RulesOutput(format: format, style: OutputStyle(color: colors.color, descriptor: STDOUT_FILENO)).show(id)
    }
}
