import Commands
import Options
import Platform

extension PathsCommand: RunnableCommand {
    package func result() -> CommandResult {
        CommandResult(stdout: PathsOutput(environment: .process).text(as: format))
    }
}
