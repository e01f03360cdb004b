import CNcurses
import Screen
import Testing

@testable import Terminal

struct PaletteTests {
    private func usesColor(_ choice: ColorChoice, colors: Int = 256, _ environment: [String: String] = [:]) -> Bool {
        Palette(choice: choice, colors: colors) { environment[$0] }.usesColor
    }

    @Test func usesColoursUnlessAskedNotTo() {
        #expect(usesColor(.auto))
        #expect(usesColor(.auto, ["NO_COLOR": ""]))
        #expect(usesColor(.auto, ["CLICOLOR": "1"]))
        #expect(!usesColor(.auto, ["NO_COLOR": "1"]))
        #expect(!usesColor(.auto, ["CLICOLOR": "0"]))
        #expect(!usesColor(.never))
    }

    @Test func letsTheOptionDecideOverTheEnvironment() {
        #expect(usesColor(.always, ["NO_COLOR": "1", "CLICOLOR": "0"]))
    }

    @Test func needsATerminalWithColours() {
        #expect(!usesColor(.always, colors: 0))
        #expect(!usesColor(.auto, colors: 2))
        #expect(usesColor(.auto, colors: 8))
    }

    @Test(arguments: [("15;0", false), ("0;15", true), ("0;default;7", true), ("15;8", false), ("x", false)])
    func knowsALightBackground(value: String, isLight: Bool) {
        let palette = Palette(choice: .auto, colors: 8) { $0 == "COLORFGBG" ? value : nil }
        #expect(palette.isLight == isLight)
    }

    @Test func leavesTextInTheTerminalsOwnColour() {
        for palette in [Palette(usesColor: true), Palette(usesColor: true, isLight: true), Palette(usesColor: false)] {
            #expect(palette.pen(for: .plain) == Palette.Pen())
            #expect(palette.pen(for: Style(.value)) == Palette.Pen())
        }
    }

    @Test func usesNoYellowOrCyanOnALightBackground() {
        let palette = Palette(usesColor: true, isLight: true)
        for role in Role.allCases { #expect(![3, 6].contains(palette.pen(for: Style(role)).foreground)) }
    }

    @Test func usesNoColourInMonochrome() {
        let palette = Palette(usesColor: false)
        for style in Style.all { #expect(palette.pen(for: style).foreground == -1) }
    }

    @Test func keepsTheAttributesOfAStyle() {
        let pen = Palette(usesColor: true).pen(for: Style(.error, [.bold, .reverse]))
        #expect(pen == Palette.Pen(foreground: 1, attributes: Int(SCR_BOLD) | Int(SCR_REVERSE)))
    }

    /// The shim reads the cells and marks of a frame directly from memory.
    @Test func laysCellsOutAsTheShimDoes() {
        #expect(MemoryLayout<Cell>.size == MemoryLayout<scr_cell>.size)
        #expect(MemoryLayout<Cell>.offset(of: \.base) == MemoryLayout<scr_cell>.offset(of: \.base))
        #expect(MemoryLayout<Cell>.offset(of: \.style.role) == MemoryLayout<scr_cell>.offset(of: \.role))
        #expect(MemoryLayout<Cell>.offset(of: \.style.attributes) == MemoryLayout<scr_cell>.offset(of: \.attributes))
        #expect(MemoryLayout<Cell>.offset(of: \.marks) == MemoryLayout<scr_cell>.offset(of: \.marks))
        #expect(MemoryLayout<SIMD4<UInt32>>.size == MemoryLayout<scr_marks>.size)
        #expect(Role.allCases.count <= Int(SCR_MAX_ROLES))
    }
}
