import CNcurses
import Screen
import Testing

@testable import Terminal

/// Each role can be read on its background: WCAG 2, success criterion 1.4.3.
struct ThemeTests {
    /// The themes whose colours do not depend on the terminal.
    static let painted = Theme.all.filter { if case .painted = $0.base { true } else { false } }

    @Test func allButTwoAreOfKnownColours() {
        #expect(Self.painted.map(\.name) == ["dark", "light", "contrast", "dusk"])
    }

    @Test(arguments: painted, [256, 16])
    func hasEnoughContrast(theme: Theme, colors: Int) {
        let palette = Palette(usesColor: true, theme: theme, colors: colors)
        for role in Role.allCases {
            let pen = palette.pen(for: Style(role))
            #expect(pen.attributes & Int(SCR_DIM) == 0, "the terminal decides how dim")
            let least = theme.name == "contrast" && colors == 256 ? 7 : 4.5
            let contrast = contrast(pen.foreground, pen.background)
            #expect(contrast >= least, "\(theme.name), \(colors) colours, \(role): \(contrast)")
        }
    }

    /// The sixteen colours are the user's. A theme that promises contrast uses others if there are any.
    @Test(arguments: painted)
    func usesColoursThatAreTheSameEverywhere(theme: Theme) {
        let palette = Palette(usesColor: true, theme: theme, colors: 256)
        for role in Role.allCases {
            let pen = palette.pen(for: Style(role))
            #expect(pen.foreground >= 16 && pen.background >= 16)
        }
    }

    @Test func monoHasTheTerminalsOwnColours() {
        let palette = Palette(usesColor: true, theme: .mono)
        for style in Style.all {
            let pen = palette.pen(for: style)
            #expect(pen.foreground == -1 && pen.background == -1)
        }
    }

    @Test func tellsWarningsAndErrorsApart() {
        for theme in Self.painted {
            let palette = Palette(usesColor: true, theme: theme)
            let colors = [Role.text, .ok, .warning, .error].map { palette.pen(for: Style($0)).foreground }
            #expect(Set(colors).count == 4, "\(theme.name)")
        }
    }

    @Test(arguments: painted)
    func fitsATerminalWithEightColours(theme: Theme) {
        let palette = Palette(usesColor: true, theme: theme, colors: 8)
        for role in Role.allCases {
            let pen = palette.pen(for: Style(role))
            #expect(0..<8 ~= pen.foreground && 0..<8 ~= pen.background && pen.foreground != pen.background, "\(role)")
        }
    }

    @Test func givesWayIfNoColourIsAskedFor() {
        for theme in Self.painted {
            let palettes = [
                Palette(choice: .never, colors: 256, theme: theme) { _ in nil },
                Palette(choice: .auto, colors: 256, theme: theme) { $0 == "NO_COLOR" ? "1" : nil },
            ]
            for palette in palettes { #expect(palette.pen(for: Style(.error)).foreground == -1) }
        }
    }

    @Test func takesTheUsersColours() {
        var theme = Theme.auto
        theme.colors = [Theme.RoleColor(.dim, 240), Theme.RoleColor(.error, 1)]
        theme.background = 233
        let palette = Palette(usesColor: true, theme: theme)
        #expect(palette.pen(for: Style(.dim)) == Palette.Pen(foreground: 240, background: 233))
        #expect(palette.pen(for: Style(.ok)) == Palette.Pen(foreground: 2, background: 233))
        let basic = Palette(usesColor: true, theme: theme, colors: 16)
        #expect(basic.pen(for: Style(.dim)) == Palette.Pen(foreground: 8, background: 0))
    }

    // MARK: Contrast

    private func contrast(_ first: Int, _ second: Int) -> Double {
        let (a, b) = (luminance(first), luminance(second))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    /// The relative luminance of a colour (WCAG 2, "Definitions").
    private func luminance(_ number: Int) -> Double {
        let parts = TerminalColor(UInt8(number)).components
        func linear(_ part: Int) -> Double {
            let value = Double(part) / 255
            return value <= 0.04045 ? value / 12.92 : power((value + 0.055) / 1.055)
        }
        return 0.2126 * linear(parts.x) + 0.7152 * linear(parts.y) + 0.0722 * linear(parts.z)
    }

    /// x to the power of 2.4, that is of 12/5: the fifth root by Newton's method.
    private func power(_ x: Double) -> Double {
        var root = 1.0
        for _ in 0..<60 { root -= (root * root * root * root * root - x) / (5 * root * root * root * root) }
        return (0..<12).reduce(1.0) { product, _ in product * root }
    }

    @Test func knowsTheContrastOfBlackOnWhite() {
        #expect(abs(contrast(16, 231) - 21) < 0.001)
        // #767676 is the lightest grey with 4.5 on white; #787878 is not enough.
        #expect(contrast(243, 231) > 4.5 && contrast(244, 231) < 4.5)
    }
}
