import Commands
import Options

extension URLCommand: RunnableCommand {
    package func result() throws -> CommandResult {
        let style = OutputStyle(color: colors.color, descriptor: 2)
        return try RequestBuilder(provider: try options.load(), choices: try request.choices(), style: style)
            .build(fresh: try drawFreshValues(), as: format)
    }
}
