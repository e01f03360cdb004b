import Glibc
import OAuth
import Platform
import Screen

/// How text for people is laid out.
package struct OutputStyle: Equatable {
    /// The widest line in terminal columns.
    package var width = 80
    package var usesColor = false
    /// Whether a person looks at it: long lines are cut then, and are left whole for other programs.
    package var isTerminal = false

    package init(width: Int = 80, usesColor: Bool = false, isTerminal: Bool = false) {
        self.width = width
        self.usesColor = usesColor
        self.isTerminal = isTerminal
    }

    /// The style for a descriptor: 80 columns without colours where it is no terminal.
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

    /// The text in bold and in the severity's colour.
    package func strong(_ text: SafeText, _ severity: Severity) -> SafeText {
        switch severity {
        case .error: paint(text, "1;31")
        case .warning: paint(text, "1;33")
        case .info: paint(text, "1;36")
        }
    }

    /// What stands out without being a finding.
    package func strong(_ text: SafeText) -> SafeText { paint(text, "1") }

    private func paint(_ text: SafeText, _ attributes: SafeText) -> SafeText {
        usesColor ? "\u{1B}[\(attributes)m\(text)\u{1B}[0m" : text
    }
}
