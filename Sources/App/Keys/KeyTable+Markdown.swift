extension KeyTable {
    /// The contents of `docs/keys.md`.
    package var markdown: String {
        var text = """
            # Keys

            Made from the key table of the program (`Sources/App/Keys/KeyTable.swift`); a test compares the two. Except in \
            text fields, no action needs Alt, AltGr or a function key. [Configuration](configuration.md#keys) says how to \
            change them.

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
