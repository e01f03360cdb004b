import Screen

/// A key in the form `ESC [`, parameters, final byte (ECMA-48, 5.4).
///
/// In addition to the usual sequences, this reads the forms that a terminal sends when another program has left it in
/// such a mode: the kitty keyboard protocol, `ESC [ 99 ; 5 u`, and xterm's modifyOtherKeys, `ESC [ 27 ; 5 ; 99 ~`.
struct KeyReport {
    /// The keys: none for a key without a meaning, more than one for a key that types several characters.
    let keys: [Key]

    /// Returns nil for anything that is not a report of a key.
    init?(final: UInt8, parameters: ArraySlice<UInt8>) {
        // Private parameters belong to answers and mouse reports.
        guard parameters.allSatisfy({ 0x30...0x3B ~= $0 }) else { return nil }
        let fields = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .map { $0.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map(Self.number) }
        let event = fields.count > 1 && fields[1].count > 1 ? fields[1][1] : 1
        // A release. The press has been handled.
        guard event != 3 else { return nil }
        let modifiers = Modifiers(parameter: fields.count > 1 ? fields[1][0] : 1)
        let number = fields.first?.first ?? 0
        switch final {
        case UInt8(ascii: "u"):
            guard fields.count <= 3 else { return nil }
            keys = Self.keys(of: fields, modifiers)
        case UInt8(ascii: "~") where number == 27 && fields.count == 3:
            keys = [Self.key(code: fields[2][0], shifted: nil, modifiers)].compactMap { $0 }
        default:
            guard fields.count <= 2 else { return nil }
            let key = final == UInt8(ascii: "~") ? Key(numbered: number) : Key(cursor: final)
            keys = [key.flatMap { Self.named($0, modifiers) }].compactMap { $0 }
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int {
        // No valid number is larger than the last code point.
        digits.reduce(0) { min($0 * 10 + Int($1 & 0x0F), 0x11_0000) }
    }

    /// Reads `code:shifted:base ; modifiers:event ; text`. All but the code may be missing.
    private static func keys(of fields: [[Int]], _ modifiers: Modifiers) -> [Key] {
        let text = fields.count > 2 ? fields[2].compactMap(character) : []
        guard text.isEmpty || !modifiers.isDisjoint(with: [.alt, .control]) else { return text }
        let code = fields[0]
        return [key(code: code[0], shifted: code.count > 1 ? code[1] : nil, modifiers)].compactMap { $0 }
    }

    /// Returns the key with this code, a code point. In the kitty protocol, it is that of the key without Shift.
    private static func key(code: Int, shifted: Int?, _ modifiers: Modifiers) -> Key? {
        if modifiers.isAltAlone { return UInt8(exactly: code).flatMap { Key(alt: $0) } }
        guard modifiers.isDisjoint(with: .alt) else { return nil }
        if let key = special(code) {
            if key == .tab { return modifiers.contains(.shift) ? .backTab : .tab }
            return named(key, modifiers)
        }
        guard let key = character(code), case .character(let scalar) = key else { return nil }
        if modifiers.contains(.control) {
            // As terminals send these keys: Ctrl-I is Tab, Ctrl-[ is Escape.
            guard 0x40...0x7F ~= scalar.value else { return nil }
            let octet = UInt8(scalar.value & 0x1F)
            return octet == 0x1B ? .escape : Key(byte: octet)
        }
        let isShifted = modifiers.contains(.shift)
        if isShifted, let shifted, shifted > 0 { return character(shifted) }
        if let upper = upperCase(scalar) { return isShifted != modifiers.contains(.capsLock) ? .character(upper) : key }
        guard isShifted else { return key }
        // The sign of another key with Shift depends on the keyboard. A code that is such a sign already is used as it
        // is.
        return isUnshifted(scalar) ? nil : key
    }

    private static func upperCase(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        let upper = scalar.properties.uppercaseMapping.unicodeScalars
        guard upper.count == 1, let first = upper.first, first != scalar else { return nil }
        return first
    }

    /// Returns whether some keyboards have a key with this sign, and another one with Shift.
    private static func isUnshifted(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && "0123456789-=[]\\;',./`".unicodeScalars.contains(scalar)
    }

    /// Returns the meaning of a named key with modifiers.
    private static func named(_ key: Key, _ modifiers: Modifiers) -> Key? {
        guard modifiers.isDisjoint(with: .alt) else { return nil }
        guard modifiers.contains(.control) else { return key }
        switch key {
        case .left: return .wordLeft
        case .right: return .wordRight
        case .home, .end, .enter, .backspace, .escape: return key
        default: return nil
        }
    }

    /// Returns a key that is not a character: one that sends a control character, or a key of the keypad.
    private static func special(_ code: Int) -> Key? {
        switch code {
        case 8, 127: .backspace
        case 9: .tab
        case 13, 57_414: .enter
        case 27: .escape
        case 57_417: .left
        case 57_418: .right
        case 57_419: .up
        case 57_420: .down
        case 57_421: .pageUp
        case 57_422: .pageDown
        case 57_423: .home
        case 57_424: .end
        case 57_426: .delete
        default: nil
        }
    }

    /// Returns the printable character with this code. Digits and signs of the keypad have codes of their own.
    private static func character(_ code: Int) -> Key? {
        let keypad = Array("0123456789./*-+".unicodeScalars)
        if 57_399..<57_399 + keypad.count ~= code { return .character(keypad[code - 57_399]) }
        if code == 57_415 { return .character("=") }
        if code == 57_416 { return .character(",") }
        guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else { return nil }
        switch scalar.properties.generalCategory {
        // Keys without a character have codes for private use.
        case .control, .privateUse, .surrogate, .unassigned: return nil
        default: return .character(scalar)
        }
    }
}

/// The modifiers of a key: 1 plus a bit for each. Num Lock, 128, is ignored.
private struct Modifiers: OptionSet {
    let rawValue: Int
    static let shift = Modifiers(rawValue: 1)
    /// Alt, Super, Hyper or Meta.
    static let alt = Modifiers(rawValue: 2 | 8 | 16 | 32)
    static let control = Modifiers(rawValue: 4)
    /// Whether Alt is the only modifier, apart from Num Lock.
    var isAltAlone: Bool { rawValue & ~128 == 2 }
    static let capsLock = Modifiers(rawValue: 64)

    init(rawValue: Int) { self.rawValue = rawValue }
    init(parameter: Int) { rawValue = max(0, parameter - 1) }
}
