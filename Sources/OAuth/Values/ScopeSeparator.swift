import Text

/// The character between two scopes: the standard's space (RFC 6749 §3.3), or the comma that some providers want.
public enum ScopeSeparator: String, Sendable {
    case space = " "
    case comma = ","

    var octet: UInt8 { self == .comma ? ascii(",") : ascii(" ") }
}
