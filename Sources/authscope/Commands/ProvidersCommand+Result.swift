import Commands
import Glibc
import Options
import Platform

extension ProvidersCommand: RunnableCommand {
    package func result() -> CommandResult {
        let style = OutputStyle(color: colors.color, descriptor: STDOUT_FILENO)
        return ProvidersOutput(listings: ProviderStore(environment: .process).list(), style: style).result(as: format)
    }
}
