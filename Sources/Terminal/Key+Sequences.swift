import Screen

/// The sequences of keys that terminals send, in addition to those of their terminfo entries.
extension Key {
    /// Creates the key of a single byte below 0x80. Returns nil for a byte without a meaning.
    init?(byte: UInt8) {
        switch byte {
        case 0x08, 0x7F: self = .backspace
        case 0x09: self = .tab
        case 0x0A, 0x0D: self = .enter
        case 0x01...0x1A: self = .control(Unicode.Scalar(byte + 0x60))
        case 0x20...0x7E: self = .character(Unicode.Scalar(byte))
        default: return nil
        }
    }

    /// Creates Alt and a letter, which terminals send as ESC and the letter. Returns nil for letters without a meaning.
    init?(alt letter: UInt8) {
        guard letter == UInt8(ascii: "b") || letter == UInt8(ascii: "d") || letter == UInt8(ascii: "f") else {
            return nil
        }
        self = .alt(Unicode.Scalar(letter))
    }

    /// Creates the key of `ESC O` and a letter: a cursor key, or a key of the keypad in application mode.
    init?(application letter: UInt8) {
        switch letter {
        case UInt8(ascii: "M"): self = .enter
        case UInt8(ascii: "c"): self = .wordRight
        case UInt8(ascii: "d"): self = .wordLeft
        // Not in `init(cursor:)`: after `ESC [`, this letter ends an answer about the cursor's place.
        case UInt8(ascii: "R"): self = .function(3)
        // The keypad sends `*` to `9` and `=` with changed sixth and seventh bits.
        case UInt8(ascii: "j")...UInt8(ascii: "y"), UInt8(ascii: "X"):
            self = .character(Unicode.Scalar(letter == UInt8(ascii: "X") ? 0x3D : letter - 0x40))
        default:
            guard let key = Key(cursor: letter) else { return nil }
            self = key
        }
    }

    /// Creates the cursor key with this letter, as in `ESC [ A`.
    init?(cursor letter: UInt8) {
        switch letter {
        case UInt8(ascii: "A"): self = .up
        case UInt8(ascii: "B"): self = .down
        case UInt8(ascii: "C"): self = .right
        case UInt8(ascii: "D"): self = .left
        case UInt8(ascii: "H"): self = .home
        case UInt8(ascii: "F"): self = .end
        case UInt8(ascii: "P"): self = .f1
        case UInt8(ascii: "Q"): self = .function(2)
        case UInt8(ascii: "S"): self = .function(4)
        case UInt8(ascii: "Z"): self = .backTab
        default: return nil
        }
    }

    /// Creates the function key of the Linux console with this letter, as in `ESC [ [ A`.
    init?(console letter: UInt8) {
        guard UInt8(ascii: "A")...UInt8(ascii: "E") ~= letter else { return nil }
        self = .function(Int(letter - UInt8(ascii: "A")) + 1)
    }

    /// Creates the key with this number, as in `ESC [ 3 ~`.
    init?(numbered number: Int) {
        switch number {
        case 1, 7: self = .home
        case 4, 8: self = .end
        case 3: self = .delete
        case 5: self = .pageUp
        case 6: self = .pageDown
        // There are gaps after F5 and F10, as on the keyboard of the VT220.
        case 11...15: self = .function(number - 10)
        case 17...21: self = .function(number - 11)
        case 23, 24: self = .function(number - 12)
        default: return nil
        }
    }

    /// The capabilities of terminfo, with their keys.
    static let capabilities: [(name: String, key: Key)] = [
        ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right),
        ("khome", .home), ("kend", .end), ("kpp", .pageUp), ("knp", .pageDown),
        ("kcbt", .backTab), ("kdch1", .delete), ("kent", .enter), ("kLFT5", .wordLeft), ("kRIT5", .wordRight),
        ("kf1", .f1), ("kf2", .function(2)), ("kf3", .function(3)), ("kf4", .function(4)), ("kf5", .function(5)),
        ("kf6", .function(6)), ("kf7", .function(7)), ("kf8", .function(8)), ("kf9", .function(9)),
        ("kf10", .function(10)), ("kf11", .function(11)), ("kf12", .function(12)),
    ]
}
