/// Text as a word of a command for a POSIX shell.
package enum ShellWord {
    /// Returns the text in single quotes, which protect every other character.
    package static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    /// Returns the text unchanged if a shell reads it so, otherwise in quotes.
    package static func word(_ text: String) -> String {
        let isPlain =
            !text.isEmpty && text.utf8.allSatisfy { $0.isLetter || $0.isDigit || "_-./:@%+,".utf8.contains($0) }
        return isPlain ? text : quoted(text)
    }
}
