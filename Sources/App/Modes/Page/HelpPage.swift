import Screen

/// The help, made from the key table.
package enum HelpPage {
    package static var lines: [Line] {
        var lines: [Line] = []
        for context in Binding.Context.allCases {
            let bindings = KeyTable.bindings.filter { $0.context == context && !$0.keys.isEmpty }
            guard !bindings.isEmpty else { continue }
            if !lines.isEmpty { lines.append(Line()) }
            lines.append(Line(" " + context.title, Style(.accent, .bold)))
            for binding in bindings {
                let keys = binding.keys.map(\.label).joined(separator: " ")
                var line = Line("   ")
                line.append(keys, Style(.text, .bold))
                line.append(String(repeating: " ", count: max(2, 22 - keys.columns)) + binding.help)
                lines.append(line)
            }
        }
        return lines
    }
}
