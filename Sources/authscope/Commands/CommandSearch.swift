import Catalog

/// Looks for the command in arguments that were not understood.
struct CommandSearch {
    private static let names: [String] = AuthscopeCommand.configuration.subcommands.compactMap {
        $0.configuration.commandName
    }
    /// Options of the screen that take a value.
    private static let valued = ["--provider", "--color"]

    private var options: [String] = []
    private var word: String?
    private var hasMore = false

    init(_ arguments: some Sequence<String>) {
        var takesValue = false
        for argument in arguments {
            if word != nil {
                hasMore = true
            } else if takesValue || argument.hasPrefix("-") {
                options.append(argument)
                takesValue = !takesValue && Self.valued.contains(argument)
            } else {
                word = argument
            }
        }
    }

    /// What to say when the command comes too late, or does not exist; nil when it is there in its place.
    var failure: CommandFailure? {
        guard let word else { return nil }
        if Self.names.contains(word) {
            guard !options.isEmpty else { return nil }
            let right = (["authscope", word] + options + (hasMore ? ["…"] : [])).joined(separator: " ")
            return CommandFailure(.usage, "options come after the command: \(right)")
        }
        if word == "help" { return nil }
        let near = nearestName(to: word, among: Self.names).map { "did you mean \($0)?" }
        let known = "there are \(Self.names.dropLast().joined(separator: ", ")) and \(Self.names.last ?? "")"
        return CommandFailure(.usage, "there is no command \(word); \(near ?? known)")
    }
}
