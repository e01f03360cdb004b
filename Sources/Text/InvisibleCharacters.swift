// Made by Tools/invisible-characters from Unicode's DerivedCoreProperties.txt: `make tables`.

extension CodePoint {
    /// Invisible characters (`docs/rules.md`, "Definitions"): those without a shape, and those that turn the direction.
    package static func isInvisible(_ value: UInt32) -> Bool {
        guard value >= 0xAD else { return false }
        switch value {
        case 0xAD, 0x34F, 0x61C, 0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180F, 0x200B...0x200F,
            0x2028...0x202E, 0x2060...0x206F, 0x2800, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFB,
            0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF:
            return true
        default: return false
        }
    }
}
