import Catalog
import Options

/// Finds the command, or a wrong option before it, in arguments that the parser rejected.
struct CommandSearch {
    private static let names: [String] = AuthscopeCommand.configuration.subcommands.compactMap {
        $0.configuration.shouldDisplay ? $0.configuration.commandName : nil
    }
    /// The options before a command: those of the screen.
    private static let arguments = CommandDescription.program.map { $0.defaultArguments + $0.arguments } ?? []
    private static let valued = arguments.filter { $0.value != nil }.flatMap(\.names)
    private static let options = arguments.flatMap(\.names)
    /// Common names of options that are called something else here.
    private static let otherNames = ["-v": "--version", "-V": "--version", "-?": "--help"]

    private var before: [String] = []
    private var word: String?
    private var hasMore = false
    /// The first option that no command has, or that the screen does not have.
    private var stranger: String?

    init(_ arguments: some Sequence<String>) {
        var takesValue = false
        for argument in arguments {
            if word != nil {
                hasMore = true
                if Self.otherNames[argument] != nil { stranger = stranger ?? argument }
            } else if takesValue || argument.hasPrefix("-") {
                before.append(argument)
                let name = String(argument.prefix { $0 != "=" })
                if !takesValue, argument != "-", argument != "--", !Self.options.contains(name) {
                    stranger = stranger ?? name
                }
                takesValue = !takesValue && Self.valued.contains(argument)
            } else {
                word = argument
            }
        }
    }

    /// The message to show if the command comes too late or does not exist; otherwise nil.
    var failure: CommandFailure? {
        if let word, Self.names.contains(word) {
            guard !before.isEmpty else { return stranger.map { failure(option: $0) } }
            let right = (["authscope", word] + before + (hasMore ? ["…"] : [])).joined(separator: " ")
            return CommandFailure(.usage, "options come after the command: \(right)")
        }
        if let stranger { return failure(option: stranger) }
        guard let word, word != "help" else { return nil }
        let near = nearestName(to: word, among: Self.names).map { "did you mean \($0)?" }
        let known = "there are \(Self.names.dropLast().joined(separator: ", ")) and \(Self.names.last ?? "")"
        return CommandFailure(.usage, "there is no command \(word); \(near ?? known)")
    }

    private func failure(option: String) -> CommandFailure {
        let near = Self.otherNames[option] ?? nearestName(to: option, among: Self.options)
        return CommandFailure(
            .usage,
            "there is no option \(option)"
                + (near.map { "; did you mean \($0)?" } ?? " before a command; see authscope --help"))
    }
}
