import Screen

/// The help of a command in lines of a given width. Words are not broken.
package struct HelpPage {
    private static let labelWidth = 26

    private let command: CommandDescription
    private let width: Int

    package init(_ command: CommandDescription, width: Int) {
        self.command = command
        self.width = width
    }

    package var text: String {
        let overview = "OVERVIEW: \(command.abstract)\n" + (command.discussion.isEmpty ? "" : "\n" + command.discussion)
        let positional = command.arguments.filter(\.isPositional)
        let options = command.arguments.filter { !$0.isPositional }
        let commands = command.subcommands.filter(\.isShown).map { subcommand in
            let isDefault = subcommand.name == command.defaultSubcommand
            return (isDefault ? "\(subcommand.name) (default)" : subcommand.name, subcommand.abstract)
        }
        let sections = [
            wrapped(overview) + "\n",
            synopsis(after: "USAGE: "),
            section("ARGUMENTS", positional.map { ($0.label, $0.description) }),
            section("OPTIONS OF THE FULL SCREEN", command.defaultArguments.map { ($0.label, $0.description) }),
            section("OPTIONS", options.map { ($0.label, $0.description) }),
            section("COMMANDS", commands),
            examples,
        ]
        let end =
            commands.isEmpty ? "" : "\n" + wrapped("  See '\(command.name) help <command>' for detailed help.")
        return sections.filter { $0 != "\n" && !$0.isEmpty }.joined(separator: "\n") + end
    }

    /// Returns the ways to call the command, after a word such as `Usage: `.
    package func synopsis(after title: String) -> String {
        command.synopses.enumerated().map { index, words in
            var lines = [(index == 0 ? title : String(repeating: " ", count: title.utf8.count)) + words[0]]
            let indent = String(repeating: " ", count: title.utf8.count + 2)
            for word in words.dropFirst() {
                let isRoom = lines[lines.count - 1].columns + 1 + word.columns <= width
                if isRoom { lines[lines.count - 1] += " " + word } else { lines.append(indent + word) }
            }
            return lines.joined(separator: "\n") + "\n"
        }.joined()
    }

    private func section(_ title: String, _ rows: [(label: String, text: String)]) -> String {
        guard !rows.isEmpty else { return "" }
        return "\(title):\n" + rows.map(row).joined()
    }

    /// The label, and the text beside it, or below it if the label is too long.
    private func row(_ label: String, _ text: String) -> String {
        let indent = min(Self.labelWidth, width / 3)
        let lines = wrap(text, width: width - indent, cutsWords: false)
        let start = "  \(label)"
        let isBeside = start.columns < indent
        let padding = String(repeating: " ", count: max(1, indent - start.columns))
        let first = isBeside ? start + padding + lines[0] : start
        let rest = lines.dropFirst(isBeside ? 1 : 0).map { String(repeating: " ", count: indent) + $0 }
        return ([first] + rest).joined(separator: "\n") + "\n"
    }

    private var examples: String {
        guard !command.examples.isEmpty else { return "" }
        return "EXAMPLES:\n"
            + command.examples.map { example in
                let purpose = wrap(example.purpose, width: width - 6, cutsWords: false).map { "      \($0)\n" }.joined()
                return "  \(example.call)\n\(purpose)"
            }.joined()
    }

    /// Lines that begin with a blank keep their indent.
    private func wrapped(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map {
            HangingIndent(String($0)).wrapped(to: width)
        }
        .joined(separator: "\n")
    }
}
