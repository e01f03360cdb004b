import Text

extension CopyForm {
    /// The endpoint and a table of the parameters, for documents and issues.
    package static let markdown = CopyForm(name: "markdown", title: "the request as a Markdown table") { copy in
        var lines = ["`\(copy.request.endpoint)`", "", "| parameter | value |", "| --- | --- |"]
        lines += copy.request.parameters.map { "| \(MarkdownText.code($0.name)) | \(MarkdownText.code($0.value)) |" }
        lines += copy.headers.map { "| header \(MarkdownText.code($0.name)) | \(MarkdownText.code($0.value)) |" }
        return lines.map { $0 + "\n" }.joined()
    }
}

/// Foreign text in Markdown.
package enum MarkdownText {
    /// Returns the text as a code span (CommonMark §6.1), which a table does not split at a vertical bar (GFM §4.10).
    package static func code(_ text: String) -> String {
        guard !text.isEmpty else { return "" }
        let line = text.replacing("\n", with: " ").replacing("|", with: "\\|")
        let longest = line.split { $0 != "`" }.map(\.count).max() ?? 0
        let fence = String(repeating: "`", count: longest + 1)
        let gap = line.hasPrefix("`") || line.hasSuffix("`") ? " " : ""
        return fence + gap + line + gap + fence
    }
}
