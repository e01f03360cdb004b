import Catalog
import Commands
import Screen

/// The rows of a preview, as text for users.
struct PreviewText {
    var style: OutputStyle

    private static let labelWidth = 14

    func line(_ line: ImportPreview.Line) -> SafeText {
        switch line {
        case .empty: return "\n"
        case .heading(let text): return style.strong(shown(text, indent: 0)) + "\n"
        case .field(let label, let text):
            let title = SafeText(label).padded(to: Self.labelWidth, atLeast: 1)
            return "  \(title)\(shown(text, indent: Self.labelWidth + 2))\n"
        case .note(let text): return "  - \(shown(text, indent: 4))\n"
        case .warning(let text): return "  " + style.strong("! " + shown(text, indent: 4), .warning) + "\n"
        }
    }

    /// Returns foreign text, made safe. On a terminal, it is wrapped at words and indented.
    private func shown(_ text: String, indent: Int) -> SafeText {
        let text = safe(text)
        let width = style.width - indent
        guard style.isTerminal, text.columns > width else { return SafeText(text) }
        return wrap(text, width: width, cutsWords: false).map { SafeText($0) }.joined(separator: "\n" + .spaces(indent))
    }
}
