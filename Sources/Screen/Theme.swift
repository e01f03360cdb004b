/// The colours of the screen.
package struct Theme: Equatable, Sendable {
    /// The source of the colours that a theme does not define itself.
    package enum Base: Equatable, Sendable {
        /// The terminal's own text and background, and a few of its sixteen colours.
        case terminal
        /// No colours: the attributes alone tell roles apart.
        case none
        /// A background of its own, and a colour for each role on it.
        case painted(Painting)
    }

    /// A background and a colour for each role, with the ones to use if a terminal has only sixteen.
    package struct Painting: Equatable, Sendable {
        package typealias Paint = (color: TerminalColor, basic: TerminalColor)

        package let background: Paint
        /// The colours, indexed by the role's raw value.
        private let paints: [Paint]

        /// - Parameter paint: The colour of a role.
        fileprivate init(background: Paint, _ paint: (Role) -> Paint) {
            self.background = background
            paints = Role.allCases.map(paint)
        }

        package func paint(of role: Role) -> Paint { paints[Int(role.rawValue)] }

        package static func == (left: Painting, right: Painting) -> Bool {
            left.background == right.background
                && left.paints.elementsEqual(right.paints) { $0 == $1 }
        }
    }

    /// The name in the configuration and in the list of themes.
    package var name: String
    package var base: Base
    /// The background that the user has chosen, or nil for that of the base.
    package var background: TerminalColor?
    /// Colours that the user has chosen.
    package var colors: [RoleColor] = []

    /// The colour that a role has for this user.
    package struct RoleColor: Equatable, Sendable {
        package var role: Role
        package var color: TerminalColor

        package init(_ role: Role, _ color: TerminalColor) {
            self.role = role
            self.color = color
        }
    }

    /// The colour that the user has chosen for a role, or nil.
    package func color(of role: Role) -> TerminalColor? { colors.last { $0.role == role }?.color }

    package static let auto = Theme(name: "auto", base: .terminal)
    package static let mono = Theme(name: "mono", base: .none)

    /// All that have a name, the usual one first.
    package static let all = [auto, dark, light, contrast, dusk, mono]

    package static func named(_ name: String) -> Theme? { all.first { $0.name == name } }

    /// The description in the list of themes.
    package var summary: String {
        switch name {
        case "auto": "the terminal's own text and background"
        case "dark": "light text on a dark background"
        case "light": "dark text on a white background"
        case "contrast": "the strongest contrast, on black"
        case "dusk": "soft colours on dark blue, for 256 colours"
        case "mono": "no colours"
        default: "your own colours"
        }
    }
}

extension Theme {
    private static let dark = Theme(
        name: "dark",
        base: .painted(
            Painting(background: (234, 0)) { role in
                switch role {
                case .text, .value: (252, 7)
                case .accent, .name: (80, 6)
                case .ok: (114, 2)
                case .warning: (221, 3)
                case .error: (203, 9)
                case .dim, .valueBeside: (246, 8)
                case .host: (231, 15)
                }
            }))

    /// Few of the sixteen colours can be read on white: roles share them there.
    private static let light = Theme(
        name: "light",
        base: .painted(
            Painting(background: (231, 15)) { role in
                switch role {
                case .text, .value: (235, 0)
                case .accent, .name: (25, 4)
                case .ok: (22, 0)
                case .warning: (94, 5)
                case .error: (124, 1)
                case .dim, .valueBeside: (241, 0)
                case .host: (16, 0)
                }
            }))

    private static let contrast = Theme(
        name: "contrast",
        base: .painted(
            Painting(background: (16, 0)) { role in
                switch role {
                case .text, .value, .host: (231, 15)
                case .accent, .name: (51, 14)
                case .ok: (46, 10)
                case .warning: (226, 11)
                case .error: (210, 9)
                case .dim: (250, 7)
                case .valueBeside: (229, 11)
                }
            }))

    private static let dusk = Theme(
        name: "dusk",
        base: .painted(
            Painting(background: (17, 0)) { role in
                switch role {
                case .text, .value: (189, 7)
                case .accent, .name: (117, 6)
                case .ok: (120, 2)
                case .warning: (222, 3)
                case .error: (217, 9)
                case .dim, .valueBeside: (146, 8)
                case .host: (231, 15)
                }
            }))
}

extension Role {
    /// The role's name in the configuration.
    package var word: String {
        switch self {
        case .text: "text"
        case .accent: "accent"
        case .ok: "ok"
        case .warning: "warning"
        case .error: "error"
        case .dim: "dim"
        case .host: "host"
        case .name: "name"
        case .value: "value"
        case .valueBeside: "value-beside"
        }
    }
}
