import Commands
import Options
import Platform

extension PathsCommand: RunnableCommand {
    package func result() -> CommandResult {
        let text = PathsOutput(environment: .process).text(as: format)
        guard let problem = Configured(ConfigurationFiles(environment: .process)).problem else {
            return CommandResult(stdout: text)
        }
        var result = CommandFailure(.file, problem.description).result
        result.stdout = text
        return result
    }
}
