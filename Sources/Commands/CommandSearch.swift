import Catalog
import Options
import Text

/// Finds the command, or an option in the wrong place, in arguments that the parser rejected.
struct CommandSearch {
    private static let program = CommandDescription.program
    private static let commands = program?.subcommands.filter(\.isShown) ?? []
    /// The options before a command: those of the screen.
    private static let screen = program.map { $0.defaultArguments + $0.arguments } ?? []
    private static let screenOptions = screen.flatMap(\.names)
    private static let valued = (screen + commands.flatMap(\.arguments)).filter { $0.value != nil }.flatMap(\.names)
    /// Common names of options that are called something else here.
    private static let otherNames = ["-v": "--version", "-V": "--version", "-?": "--help"]

    /// The arguments before the command.
    private var before: [String] = []
    /// The options before the command, and those after it, by their names.
    private var optionsBefore: [String] = []
    private var optionsAfter: [String] = []
    private var word: String?
    private var hasMore = false

    init(_ arguments: some Sequence<String>) {
        var takesValue = false
        for argument in arguments.prefix(while: { $0 != "--" }) {
            let isOption = !takesValue && argument.hasPrefix("-") && argument != "-"
            let name = String(argument.prefix { $0 != "=" })
            if word != nil {
                hasMore = true
                if isOption { optionsAfter.append(name) }
            } else if takesValue || argument.hasPrefix("-") {
                before.append(argument)
                if isOption { optionsBefore.append(name) }
            } else {
                word = argument
                continue
            }
            takesValue = isOption && Self.valued.contains(argument)
        }
    }

    /// The message to show if an option is in the wrong place, or the command does not exist; otherwise nil.
    var failure: CommandFailure? {
        guard let command = Self.commands.first(where: { $0.name == word }) else { return failureWithoutCommand }
        let known = command.arguments.flatMap(\.names)
        // The parser explains an option after the command that nothing else has.
        let strange = optionsBefore + optionsAfter.filter { Self.screenOptions.contains($0) || Self.otherNames[$0] != nil }
        if let option = strange.first(where: { !known.contains($0) }) {
            guard Self.screenOptions.contains(option), Self.otherNames[option] == nil else {
                return failure(option: option, among: known)
            }
            return failure("\(option) is an option of the screen; \(command.name) does not have it: leave it out")
        }
        guard !before.isEmpty else { return nil }
        let right = (["authscope", command.name] + before + (hasMore ? ["…"] : [])).joined(separator: " ")
        return failure("options come after the command: \(right)")
    }

    private var failureWithoutCommand: CommandFailure? {
        if let option = optionsBefore.first(where: { !Self.screenOptions.contains($0) }) {
            return failure(option: option, among: Self.screenOptions)
        }
        guard let word, word != "help" else { return nil }
        let names = Self.commands.map(\.name)
        let near = nearestName(to: word, among: names).map { "did you mean \($0)?" }
        return failure("there is no command \(word); \(near ?? "there are \(Self.list(names))")")
    }

    /// - Parameter known: The options that the place has.
    private func failure(option: String, among known: [String]) -> CommandFailure {
        let owners = Self.commands.filter { $0.arguments.contains { $0.names.contains(option) } }.map(\.name)
        if let first = owners.first {
            return failure(
                "\(option) is an option of \(Self.list(owners)), and comes after the command: authscope \(first) \(option)")
        }
        let near = Self.otherNames[option] ?? nearestName(to: option, among: known)
        return failure(
            "there is no option \(option); \(near.map { "did you mean \($0)?" } ?? "see authscope --help")")
    }

    private func failure(_ message: String) -> CommandFailure { CommandFailure(.usage, message) }

    private static func list(_ names: [String]) -> String {
        guard names.count > 1, let last = names.last else { return names.first ?? "" }
        return "\(names.dropLast().joined(separator: ", ")) and \(last)"
    }
}
