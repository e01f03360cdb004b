/// The width of characters in a terminal, as wcwidth(3) returns it in a UTF-8 locale (Unicode 15, glibc 2.36).
package enum TextWidth {
    /// Returns the number of terminal columns of the scalar: 0 for a combining mark, 2 for a wide character, otherwise
    /// 1.
    ///
    /// Unprintable scalars (`isUnprintable`) have no width; the sanitiser replaces them before text is measured.
    package static func columns(_ scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x300 || isNarrowSymbol(value) { return 1 }
        if isCombining(scalar) { return 0 }
        return isWide(value) ? 2 : 1
    }

    /// Returns whether the scalar is drawn over the previous character, or is a Hangul vowel or final that joins one.
    package static func isCombining(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        guard value >= 0x300, !isSymbol(value) else { return false }
        if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return true }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return true
        default: return false
        }
    }

    /// Returns whether the scalar is a line, arrow, sign, dash or ellipsis. All of these are printable and separate
    /// characters. The screen has many of them, and looking them up in Unicode's tables would take longer than drawing.
    static func isSymbol(_ value: UInt32) -> Bool {
        (0x2500...0x27BF).contains(value) || (0x2200...0x22FF).contains(value) || (0x2010...0x2027).contains(value)
    }

    /// Returns whether the scalar is one of the lines, arrows and signs that this program often draws.
    static func isNarrowSymbol(_ value: UInt32) -> Bool {
        (0x2500...0x25FC).contains(value) || (0x2200...0x22FF).contains(value) || (0x270C...0x2727).contains(value)
            || (0x2010...0x2027).contains(value)
    }

    /// Returns the narrow symbol at this place, which is `·` of two octets, or one of three; nil if there is another
    /// character.
    static func symbol(in octets: UnsafeBufferPointer<UInt8>, at place: Int) -> Unicode.Scalar? {
        if octets[place] == 0xC2 {
            return place + 1 < octets.count && octets[place + 1] == 0xB7 ? "\u{B7}" : nil
        }
        // U+2000 to U+2FFF.
        guard octets[place] == 0xE2, place + 2 < octets.count else { return nil }
        let value = 0x2000 | UInt32(octets[place + 1] & 0x3F) << 6 | UInt32(octets[place + 2] & 0x3F)
        return isNarrowSymbol(value) ? Unicode.Scalar(value) : nil
    }

    /// Returns the columns and octets of the first `limit` columns of a text. Returns nil if they have anything but
    /// printable ASCII and narrow symbols, which fill one column each.
    static func plainPrefix(
        of octets: UnsafeBufferPointer<UInt8>, columns limit: Int
    ) -> (columns: Int, octets: Int)? {
        var (columns, place) = (0, 0)
        while place < octets.count, columns < limit {
            let octet = octets[place]
            if octet >= 0x20, octet < 0x7F {
                place += 1
            } else {
                guard symbol(in: octets, at: place) != nil else { return nil }
                place += octet == 0xC2 ? 2 : 3
            }
            columns += 1
        }
        return (columns, place)
    }

    private static func isWide(_ value: UInt32) -> Bool {
        guard value >= 0x1100 else { return false }
        var low = 0
        var high = wideRanges.count / 2
        while low < high {
            let middle = (low + high) / 2
            if value > wideRanges[middle * 2 + 1] { low = middle + 1 } else { high = middle }
        }
        return low < wideRanges.count / 2 && value >= wideRanges[low * 2]
    }

    /// The first and last scalar of each range of wide characters.
    private static let wideRanges: [UInt32] = [
        0x1100, 0x115F, 0x231A, 0x231B, 0x2329, 0x232A, 0x23E9, 0x23EC, 0x23F0, 0x23F0, 0x23F3, 0x23F3,
        0x25FD, 0x25FE, 0x2614, 0x2615, 0x2648, 0x2653, 0x267F, 0x267F, 0x2693, 0x2693, 0x26A1, 0x26A1,
        0x26AA, 0x26AB, 0x26BD, 0x26BE, 0x26C4, 0x26C5, 0x26CE, 0x26CE, 0x26D4, 0x26D4, 0x26EA, 0x26EA,
        0x26F2, 0x26F3, 0x26F5, 0x26F5, 0x26FA, 0x26FA, 0x26FD, 0x26FD, 0x2705, 0x2705, 0x270A, 0x270B,
        0x2728, 0x2728, 0x274C, 0x274C, 0x274E, 0x274E, 0x2753, 0x2755, 0x2757, 0x2757, 0x2795, 0x2797,
        0x27B0, 0x27B0, 0x27BF, 0x27BF, 0x2B1B, 0x2B1C, 0x2B50, 0x2B50, 0x2B55, 0x2B55, 0x2E80, 0x2E99,
        0x2E9B, 0x2EF3, 0x2F00, 0x2FD5, 0x2FF0, 0x2FFB, 0x3000, 0x3029, 0x302E, 0x303E, 0x3041, 0x3096,
        0x309B, 0x30FF, 0x3105, 0x312F, 0x3131, 0x318E, 0x3190, 0x31E3, 0x31F0, 0x321E, 0x3220, 0xA48C,
        0xA490, 0xA4C6, 0xA960, 0xA97C, 0xAC00, 0xD7A3, 0xF900, 0xFA6D, 0xFA70, 0xFAD9, 0xFE10, 0xFE19,
        0xFE30, 0xFE52, 0xFE54, 0xFE66, 0xFE68, 0xFE6B, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x16FE3,
        0x16FF0, 0x16FF1, 0x17000, 0x187F7, 0x18800, 0x18CD5, 0x18D00, 0x18D08, 0x1AFF0, 0x1AFF3, 0x1AFF5, 0x1AFFB,
        0x1AFFD, 0x1AFFE, 0x1B000, 0x1B122, 0x1B150, 0x1B152, 0x1B164, 0x1B167, 0x1B170, 0x1B2FB, 0x1F004, 0x1F004,
        0x1F0CF, 0x1F0CF, 0x1F18E, 0x1F18E, 0x1F191, 0x1F19A, 0x1F200, 0x1F202, 0x1F210, 0x1F23B, 0x1F240, 0x1F248,
        0x1F250, 0x1F251, 0x1F260, 0x1F265, 0x1F300, 0x1F320, 0x1F32D, 0x1F335, 0x1F337, 0x1F37C, 0x1F37E, 0x1F393,
        0x1F3A0, 0x1F3CA, 0x1F3CF, 0x1F3D3, 0x1F3E0, 0x1F3F0, 0x1F3F4, 0x1F3F4, 0x1F3F8, 0x1F43E, 0x1F440, 0x1F440,
        0x1F442, 0x1F4FC, 0x1F4FF, 0x1F53D, 0x1F54B, 0x1F54E, 0x1F550, 0x1F567, 0x1F57A, 0x1F57A, 0x1F595, 0x1F596,
        0x1F5A4, 0x1F5A4, 0x1F5FB, 0x1F64F, 0x1F680, 0x1F6C5, 0x1F6CC, 0x1F6CC, 0x1F6D0, 0x1F6D2, 0x1F6D5, 0x1F6D7,
        0x1F6DD, 0x1F6DF, 0x1F6EB, 0x1F6EC, 0x1F6F4, 0x1F6FC, 0x1F7E0, 0x1F7EB, 0x1F7F0, 0x1F7F0, 0x1F90C, 0x1F93A,
        0x1F93C, 0x1F945, 0x1F947, 0x1F9FF, 0x1FA70, 0x1FA74, 0x1FA78, 0x1FA7C, 0x1FA80, 0x1FA86, 0x1FA90, 0x1FAAC,
        0x1FAB0, 0x1FABA, 0x1FAC0, 0x1FAC5, 0x1FAD0, 0x1FAD9, 0x1FAE0, 0x1FAE7, 0x1FAF0, 0x1FAF6, 0x20000, 0x2A6DF,
        0x2A700, 0x2B738, 0x2B740, 0x2B81D, 0x2B820, 0x2CEA1, 0x2CEB0, 0x2EBE0, 0x2F800, 0x2FA1D, 0x30000, 0x3134A,
    ]
}
