import Glibc
import OAuth
import Platform
import Screen

/// The layout of text for people.
package struct OutputStyle: Equatable {
    /// The width of the widest line, in terminal columns.
    package var width = 80
    package var usesColor = false
    /// Whether the output is a terminal. Long lines are cut only there, not for other programs.
    package var isTerminal = false

    package init(width: Int = 80, usesColor: Bool = false, isTerminal: Bool = false) {
        self.width = width
        self.usesColor = usesColor
        self.isTerminal = isTerminal
    }

    /// Creates the style for a descriptor. Without a terminal: 80 columns, no colours.
    package init(color: ColorChoice, descriptor: Int32, environment: Environment = .process) {
        isTerminal = isatty(descriptor) == 1
        var size = winsize()
        if isTerminal, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
            width = min(max(Int(size.ws_col), 40), 120)
        }
        usesColor =
            switch color {
            case .always: true
            case .never: false
            case .auto:
                isTerminal && environment["NO_COLOR"] == nil && environment["CLICOLOR"] != "0"
                    && environment["TERM"] != "dumb"
            }
    }

    /// Returns the text in bold and in the colour of the severity.
    package func strong(_ text: SafeText, _ severity: Severity) -> SafeText {
        switch severity {
        case .error: paint(text, "1;31")
        case .warning: paint(text, "1;33")
        case .info: paint(text, "1;36")
        }
    }

    /// Returns emphasised text that is not a finding.
    package func strong(_ text: SafeText) -> SafeText { paint(text, "1") }

    private func paint(_ text: SafeText, _ attributes: SafeText) -> SafeText {
        usesColor ? "\u{1B}[\(attributes)m\(text)\u{1B}[0m" : text
    }
}
