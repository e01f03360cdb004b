import ArgumentParser
import JSON
import Options

/// A command, its arguments and its examples, as the help and the manual show them.
package struct CommandDescription: Equatable {
    /// The words that call it, such as `authscope url`.
    package var call: String
    package var name: String
    package var abstract: String
    package var discussion: String
    package var arguments: [CommandArgument]
    package var examples: [CommandExample]
    /// Its shown subcommands.
    package var subcommands: [CommandDescription]
    /// The name of the command that runs if none is named.
    package var defaultSubcommand: String?

    /// The program with all its commands; nil if the parser describes them in another form than expected.
    package static var program: CommandDescription? {
        guard let json = try? JSONValue(reading: Array(AuthscopeCommand._dumpHelp().utf8)) else { return nil }
        return json["command"].flatMap { CommandDescription($0, of: AuthscopeCommand.self, below: "") }
    }

    private init?(_ json: JSONValue, of type: any ParsableCommand.Type, below parent: String) {
        guard let name = json["commandName"]?.text else { return nil }
        let call = parent + name
        self.call = call
        self.name = name
        abstract = json["abstract"]?.text ?? ""
        discussion = json["discussion"]?.text ?? ""
        arguments = CommandArgument.all(in: json["arguments"]?.elements ?? [])
        examples = (type as? any CommandWithExamples.Type)?.examples ?? []
        let types = type.configuration.subcommands
        subcommands = (json["subcommands"]?.elements ?? []).compactMap { json in
            guard let type = types.first(where: { $0._commandName == json["commandName"]?.text }) else { return nil }
            return CommandDescription(json, of: type, below: call + " ")
        }
        defaultSubcommand = json["defaultSubcommand"]?.text
        isShown = json["shouldDisplay"] != .bool(false)
    }

    /// Whether lists of commands show it.
    package var isShown: Bool

    /// Returns the command with this name, also one that is not shown.
    package func subcommand(_ name: String) -> CommandDescription? { subcommands.first { $0.name == name } }

    /// The arguments of the default command, which can be given without its name.
    package var defaultArguments: [CommandArgument] {
        let own = Set(arguments.map(\.label))
        return defaultSubcommand.flatMap(subcommand).map { $0.arguments.filter { !own.contains($0.label) } } ?? []
    }

    /// The ways to call the command, each as words that stay together.
    package var synopses: [[String]] {
        let named = arguments.filter { !$0.isHelp }
        guard !subcommands.isEmpty else { return [[call] + named.map(\.synopsis)] }
        return [[call] + defaultArguments.map(\.synopsis), [call, "<command>", "…"]]
    }
}

extension JSONValue {
    var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    var elements: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }
}
