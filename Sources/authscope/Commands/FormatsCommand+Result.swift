import Commands
import Glibc
import Options

extension FormatsCommand: RunnableCommand {
    package func result() -> CommandResult {
        let style = OutputStyle(color: colors.color, descriptor: STDOUT_FILENO)
        guard let name else { return CommandResult(stdout: FileFormat.list(style: style)) }
        return CommandResult(stdout: MarkdownText(style: style).text(Markdown(FileFormat(name).markdown)))
    }
}
