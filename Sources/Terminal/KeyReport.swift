import Screen

/// A key as `ESC [`, parameters and a final byte report it (ECMA-48, 5.4).
///
/// Besides the sequences that terminals have always sent, these are the forms in which a terminal writes every key when
/// another program has left it in such a mode: the kitty keyboard protocol, `ESC [ 99 ; 5 u`, and xterm's
/// modifyOtherKeys, `ESC [ 27 ; 5 ; 99 ~`.
struct KeyReport {
    /// The keys that were pressed: none for one without a meaning here, more than one for a text that one key makes.
    let keys: [Key]

    /// Nil for what is no report of a key.
    init?(final: UInt8, parameters: ArraySlice<UInt8>) {
        // Private parameters belong to answers and mouse reports.
        guard parameters.allSatisfy({ 0x30...0x3B ~= $0 }) else { return nil }
        let fields = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .map { $0.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map(Self.number) }
        let event = fields.count > 1 && fields[1].count > 1 ? fields[1][1] : 1
        // Released: it was taken when it was pressed.
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
        // No number here is larger than the last code point.
        digits.reduce(0) { min($0 * 10 + Int($1 & 0x0F), 0x11_0000) }
    }

    /// `code:shifted:base ; modifiers:event ; text`, where all but the code may be missing.
    private static func keys(of fields: [[Int]], _ modifiers: Modifiers) -> [Key] {
        let text = fields.count > 2 ? fields[2].compactMap(character) : []
        guard text.isEmpty || !modifiers.isDisjoint(with: [.alt, .control]) else { return text }
        let code = fields[0]
        return [key(code: code[0], shifted: code.count > 1 ? code[1] : nil, modifiers)].compactMap { $0 }
    }

    /// The key with this code, which is a code point: in the kitty protocol that of the key without Shift.
    private static func key(code: Int, shifted: Int?, _ modifiers: Modifiers) -> Key? {
        if modifiers.isAltAlone { return UInt8(exactly: code).flatMap { Key(alt: $0) } }
        guard modifiers.isDisjoint(with: .alt) else { return nil }
        if let key = special(code) {
            if key == .tab { return modifiers.contains(.shift) ? .backTab : .tab }
            return named(key, modifiers)
        }
        guard let key = character(code), case .character(let scalar) = key else { return nil }
        if modifiers.contains(.control) {
            // What the key sends by itself: Ctrl-I is Tab, Ctrl-[ is Escape.
            guard 0x40...0x7F ~= scalar.value else { return nil }
            let octet = UInt8(scalar.value & 0x1F)
            return octet == 0x1B ? .escape : Key(byte: octet)
        }
        let isShifted = modifiers.contains(.shift)
        if isShifted, let shifted, shifted > 0 { return character(shifted) }
        if let upper = upperCase(scalar) { return isShifted != modifiers.contains(.capsLock) ? .character(upper) : key }
        guard isShifted else { return key }
        // Which sign Shift makes of another key is up to the keyboard; one that is a sign already is sent as it is.
        return isUnshifted(scalar) ? nil : key
    }

    private static func upperCase(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        let upper = scalar.properties.uppercaseMapping.unicodeScalars
        guard upper.count == 1, let first = upper.first, first != scalar else { return nil }
        return first
    }

    /// Whether a key of some keyboards has this sign, and another one with Shift.
    private static func isUnshifted(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && "0123456789-=[]\\;',./`".unicodeScalars.contains(scalar)
    }

    /// What a key with a name means together with modifiers.
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

    /// Keys that are no characters: those that send a control character, and the keypad.
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

    /// The printable character with this code; digits and signs of the keypad have codes of their own.
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

/// The modifiers of a key: 1 and a bit for each. Num Lock, 128, changes no key here.
private struct Modifiers: OptionSet {
    let rawValue: Int
    static let shift = Modifiers(rawValue: 1)
    /// Alt, Super, Hyper or Meta.
    static let alt = Modifiers(rawValue: 2 | 8 | 16 | 32)
    static let control = Modifiers(rawValue: 4)
    /// Whether Alt is held down, and nothing else that counts.
    var isAltAlone: Bool { rawValue & ~128 == 2 }
    static let capsLock = Modifiers(rawValue: 64)

    init(rawValue: Int) { self.rawValue = rawValue }
    init(parameter: Int) { rawValue = max(0, parameter - 1) }
}
