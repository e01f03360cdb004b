import CNcurses
import Screen

/// The colours and attributes of roles on a terminal.
///
/// Text has the terminal's own colours, and the background is never painted, so that any theme stays readable. Only
/// the 16 colours of the user's theme are used. Yellow and cyan are hard to read on white, so they are replaced if
/// COLORFGBG reports a light background.
struct Palette: Equatable {
    /// A colour number, or -1 for the terminal's own, and attributes of ncurses (`SCR_BOLD` and so on).
    struct Pen: Equatable {
        var foreground = -1
        var attributes = 0
    }

    var usesColor: Bool
    var isLight = false

    init(usesColor: Bool, isLight: Bool = false) {
        self.usesColor = usesColor
        self.isLight = isLight
    }

    /// Creates the palette that the user has chosen by option or environment.
    init(choice: ColorChoice, colors: Int, environment: (String) -> String?) {
        let isRefused = !(environment("NO_COLOR") ?? "").isEmpty || environment("CLICOLOR") == "0"
        usesColor = colors >= 8 && (choice == .always || (choice == .auto && !isRefused))
        // `foreground;background`, as set by rxvt, konsole and others. 7 and 9 to 15 are light.
        let background = environment("COLORFGBG")?.split(separator: ";").last.flatMap { Int($0) }
        isLight = background.map { $0 == 7 || 9...15 ~= $0 } ?? false
    }

    func pen(for style: Style) -> Pen {
        var pen = usesColor ? colored(style.role) : monochrome(style.role)
        // The attributes of Screen have the same numbers in the shim.
        pen.attributes |= Int(style.attributes.rawValue)
        return pen
    }

    private func colored(_ role: Role) -> Pen {
        switch role {
        case .text, .value: Pen()
        case .accent, .name: Pen(foreground: isLight ? 4 : 6)
        case .ok: Pen(foreground: 2)
        case .warning: isLight ? Pen(foreground: 5) : Pen(foreground: 3)
        case .error: Pen(foreground: 1)
        case .dim, .valueBeside: Pen(attributes: Int(SCR_DIM))
        case .host: Pen(attributes: Int(SCR_BOLD))
        }
    }

    private func monochrome(_ role: Role) -> Pen {
        switch role {
        case .text, .value, .name, .ok: Pen()
        case .accent, .warning, .error, .host: Pen(attributes: Int(SCR_BOLD))
        case .dim, .valueBeside: Pen(attributes: Int(SCR_DIM))
        }
    }
}

extension Style {
    static var all: [Style] {
        Role.allCases.flatMap { role in (0...7).map { Style(role, Attributes(rawValue: $0)) } }
    }
}
