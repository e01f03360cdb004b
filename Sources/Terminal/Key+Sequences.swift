import Screen

/// What terminals send for keys, beside what their terminfo entry says.
extension Key {
    /// The key of a single byte below 0x80, nil for one without meaning.
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

    /// Alt and a letter. It comes as ESC and the letter, and means something for few of them.
    init?(alt letter: UInt8) {
        guard letter == UInt8(ascii: "b") || letter == UInt8(ascii: "d") || letter == UInt8(ascii: "f") else {
            return nil
        }
        self = .alt(Unicode.Scalar(letter))
    }

    /// The key of `ESC O` and a letter: cursor keys and the keypad in application mode.
    init?(application letter: UInt8) {
        switch letter {
        case UInt8(ascii: "M"): self = .enter
        case UInt8(ascii: "c"): self = .wordRight
        case UInt8(ascii: "d"): self = .wordLeft
        // The keypad sends `*` to `9` and `=` with the sixth and seventh bit moved.
        case UInt8(ascii: "j")...UInt8(ascii: "y"), UInt8(ascii: "X"):
            self = .character(Unicode.Scalar(letter == UInt8(ascii: "X") ? 0x3D : letter - 0x40))
        default:
            guard let key = Key(cursor: letter) else { return nil }
            self = key
        }
    }

    /// The cursor key with this letter, as in `ESC [ A`.
    init?(cursor letter: UInt8) {
        switch letter {
        case UInt8(ascii: "A"): self = .up
        case UInt8(ascii: "B"): self = .down
        case UInt8(ascii: "C"): self = .right
        case UInt8(ascii: "D"): self = .left
        case UInt8(ascii: "H"): self = .home
        case UInt8(ascii: "F"): self = .end
        case UInt8(ascii: "P"): self = .f1
        case UInt8(ascii: "Z"): self = .backTab
        default: return nil
        }
    }

    /// The key with this number, as in `ESC [ 3 ~`.
    init?(numbered number: Int) {
        switch number {
        case 1, 7: self = .home
        case 4, 8: self = .end
        case 3: self = .delete
        case 5: self = .pageUp
        case 6: self = .pageDown
        case 11: self = .f1
        default: return nil
        }
    }

    /// Capabilities of terminfo and the keys they stand for.
    static let capabilities: [(name: String, key: Key)] = [
        ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right),
        ("khome", .home), ("kend", .end), ("kpp", .pageUp), ("knp", .pageDown),
        ("kcbt", .backTab), ("kdch1", .delete), ("kent", .enter), ("kf1", .f1),
        ("kLFT5", .wordLeft), ("kRIT5", .wordRight),
    ]
}
