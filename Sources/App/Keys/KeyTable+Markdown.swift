extension KeyTable {
    /// `docs/keys.md`, made from the table.
    package var markdown: String {
        var text = """
            # Keys

            Made from the key table of the program (`Sources/App/Keys/KeyTable.swift`); a test compares. Every key has a name \
            that needs no function key, Alt, or a character that some keyboards hide behind AltGr. \
            [Configuration](configuration.md#keys) says how to change them.

            """
        for context in Binding.Context.allCases {
            text += "\n## \(context.title)\n\n| keys | what they do |\n| --- | --- |\n"
            for binding in bindings where binding.context == context && !binding.keys.isEmpty {
                let keys = binding.keys.map { "`\($0.label)`" }.joined(separator: " ")
                text += "| \(keys) | \(binding.help) |\n"
            }
        }
        return text
    }
}
