/// One of the 256 colours of a terminal, by its number.
///
/// The first sixteen differ from terminal to terminal. The others are the same in all: 16 to 231 are a cube with six
/// steps each of red, green and blue, and 232 to 255 are greys (xterm's 256colres.pl).
package struct TerminalColor: Hashable, Sendable, ExpressibleByIntegerLiteral {
    package let number: UInt8

    package init(_ number: UInt8) { self.number = number }
    package init(integerLiteral value: UInt8) { number = value }

    /// The names of the first sixteen, in the order of their numbers.
    package static let names = [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "bright-black", "bright-red",
        "bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
    ]

    /// Creates the colour with this name. Returns nil if there is none.
    package init?(named name: String) {
        guard let number = Self.names.firstIndex(of: name) else { return nil }
        self.number = UInt8(number)
    }

    /// Red, green and blue from 0 to 255. The first sixteen are as xterm has them.
    package var components: SIMD3<Int> {
        let number = Int(number)
        switch number {
        case 0..<16: return Self.basic[number]
        case 16..<232:
            let place = number - 16
            return SIMD3(Self.step(place / 36), Self.step(place / 6 % 6), Self.step(place % 6))
        default: return SIMD3(repeating: 8 + (number - 232) * 10)
        }
    }

    /// The one of the first sixteen that looks most like this one.
    package var nearestBasic: TerminalColor {
        guard number >= 16 else { return self }
        let components = components
        let nearest = Self.basic.indices.min {
            Self.distance(Self.basic[$0], components) < Self.distance(Self.basic[$1], components)
        }
        return TerminalColor(UInt8(nearest ?? 7))
    }

    private static func distance(_ left: SIMD3<Int>, _ right: SIMD3<Int>) -> Int {
        let difference = left &- right
        return (difference &* difference).wrappedSum()
    }

    private static func step(_ place: Int) -> Int { place == 0 ? 0 : 55 + place * 40 }

    private static let basic: [SIMD3<Int>] = [
        SIMD3(0, 0, 0), SIMD3(205, 0, 0), SIMD3(0, 205, 0), SIMD3(205, 205, 0), SIMD3(0, 0, 238), SIMD3(205, 0, 205),
        SIMD3(0, 205, 205), SIMD3(229, 229, 229), SIMD3(127, 127, 127), SIMD3(255, 0, 0), SIMD3(0, 255, 0),
        SIMD3(255, 255, 0), SIMD3(92, 92, 255), SIMD3(255, 0, 255), SIMD3(0, 255, 255), SIMD3(255, 255, 255),
    ]
}
