import JSON

/// An argument, an option or a flag of a command, or several flags that exclude each other.
package struct CommandArgument: Equatable {
    /// The names with their dashes, such as `-h` and `--help`; empty for an argument without a name.
    package var names: [String]
    /// The name of its value, without brackets, or nil for a flag.
    package var value: String?
    package var abstract: String
    package var values: [String]
    package var defaultValue: String?
    package var isOptional: Bool
    package var isRepeating: Bool
    /// Whether the names are flags that exclude each other, instead of names of one flag.
    private var isChoice = false

    /// Reads the arguments of a command. Flags that exclude each other become one.
    static func all(in json: [JSONValue]) -> [CommandArgument] {
        var arguments: [CommandArgument] = []
        for json in json where json["shouldDisplay"] != .bool(false) {
            guard let argument = CommandArgument(json) else { continue }
            if argument.value == nil, let last = arguments.indices.last, arguments[last].value == nil,
                arguments[last].abstract == argument.abstract
            {
                arguments[last].names += argument.names
                arguments[last].isChoice = true
            } else {
                arguments.append(argument)
            }
        }
        return arguments
    }

    private init?(_ json: JSONValue) {
        guard let kind = json["kind"]?.text else { return nil }
        let named = (json["names"]?.elements ?? []).compactMap { name in
            name["name"]?.text.map { (name["kind"] == .string("long") ? "--" : "-") + $0 }
        }
        names = kind == "positional" ? [] : named
        value = kind == "flag" ? nil : json["valueName"]?.text ?? "value"
        abstract = json["abstract"]?.text ?? ""
        values = (json["allValues"]?.elements ?? []).compactMap(\.text)
        if kind == "flag" { values = [] }
        defaultValue = kind == "flag" ? nil : json["defaultValue"]?.text
        isOptional = json["isOptional"] == .bool(true)
        isRepeating = json["isRepeating"] == .bool(true)
    }

    package var isPositional: Bool { names.isEmpty }

    /// Whether every command has the argument.
    package var isHelp: Bool { names.contains("--help") || names.contains("--version") }

    /// Its place in a call, such as `[--scope <scope> ...]`.
    package var synopsis: String {
        let text = ([isChoice ? names.joined(separator: " | ") : names.last] + [bracketedValue]).compactMap(\.self)
            .joined(separator: " ")
        let repeated = isRepeating ? text + " ..." : text
        return isOptional ? "[\(repeated)]" : repeated
    }

    /// Its name in a list, such as `-h, --help`.
    package var label: String {
        let names = names.joined(separator: isChoice ? "/" : ", ")
        return ([names.isEmpty ? nil : names] + [bracketedValue]).compactMap(\.self).joined(separator: " ")
    }

    private var bracketedValue: String? { value.map { "<\($0)>" } }

    /// Its purpose, its values and its default.
    package var description: String {
        let facts =
            [values.isEmpty ? nil : "values: \(values.joined(separator: ", "))", defaultValue.map { "default: \($0)" }]
            .compactMap(\.self)
        return facts.isEmpty ? abstract : "\(abstract) (\(facts.joined(separator: "; ")))"
    }
}
