import CNcurses
import Screen

/// The colours and attributes of roles on a terminal.
///
/// In the theme `auto`, text has the terminal's own colours, and the background is never painted, so that any theme of the
/// terminal stays readable. Only the 16 colours of the terminal's theme are used. Yellow and cyan are hard to read on
/// white, so they are replaced if COLORFGBG reports a light background.
struct Palette: Equatable {
    /// Colour numbers, or -1 for the terminal's own, and attributes of ncurses (`SCR_BOLD` and so on).
    struct Pen: Equatable {
        var foreground = -1
        var background = -1
        var attributes = 0
    }

    var usesColor: Bool
    var isLight = false
    var theme = Theme.auto
    /// The number of colours that the terminal has.
    var colors = 256

    init(usesColor: Bool, isLight: Bool = false, theme: Theme = .auto, colors: Int = 256) {
        self.usesColor = usesColor
        self.isLight = isLight
        self.theme = theme
        self.colors = colors
    }

    /// Creates the palette that the user has chosen by option, environment or theme.
    init(choice: ColorChoice, colors: Int, theme: Theme = .auto, environment: (String) -> String?) {
        self.theme = theme
        self.colors = colors
        let isRefused = !(environment("NO_COLOR") ?? "").isEmpty || environment("CLICOLOR") == "0"
        usesColor = colors >= 8 && (choice == .always || (choice == .auto && !isRefused))
        // `foreground;background`, as set by rxvt, konsole and others. 7 and 9 to 15 are light.
        let background = environment("COLORFGBG")?.split(separator: ";").last.flatMap { Int($0) }
        isLight = background.map { $0 == 7 || 9...15 ~= $0 } ?? false
    }

    func pen(for style: Style) -> Pen {
        var pen = usesColor ? themed(style.role) : monochrome(style.role)
        // The attributes of Screen have the same numbers in the shim.
        pen.attributes |= Int(style.attributes.rawValue)
        return pen
    }

    private func themed(_ role: Role) -> Pen {
        var pen =
            switch theme.base {
            case .terminal: colored(role)
            case .none: monochrome(role)
            case .painted(let painting): painted(role, painting)
            }
        if let color = theme.color(of: role) {
            pen.foreground = number(of: color, or: color.nearestBasic)
            // A colour of the user's is shown as it is.
            pen.attributes &= ~Int(SCR_DIM)
        }
        if let color = theme.background { pen.background = number(of: color, or: color.nearestBasic) }
        return withBrightAsBold(pen)
    }

    private func painted(_ role: Role, _ painting: Theme.Painting) -> Pen {
        let (paint, background) = (painting.paint(of: role), painting.background)
        return Pen(
            foreground: number(of: paint.color, or: paint.basic),
            background: number(of: background.color, or: background.basic),
            attributes: role == .host ? Int(SCR_BOLD) : 0)
    }

    private func number(of color: TerminalColor, or basic: TerminalColor) -> Int {
        Int((colors >= 256 ? color : basic).number)
    }

    /// Terminals with eight colours show the bright ones as the others in bold, and have no bright background.
    private func withBrightAsBold(_ pen: Pen) -> Pen {
        guard colors < 16 else { return pen }
        var pen = pen
        if pen.foreground >= 8 {
            pen.foreground -= 8
            pen.attributes |= Int(SCR_BOLD)
        }
        if pen.background >= 8 { pen.background -= 8 }
        // Bright black becomes black, which cannot be seen on black.
        if pen.background >= 0, pen.foreground == pen.background {
            pen.foreground = pen.background == 7 ? 0 : 7
            pen.attributes &= ~Int(SCR_BOLD)
        }
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
