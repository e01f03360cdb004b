import Text

/// The character between two scopes: the standard's space (RFC 6749 §3.3), or the comma that some providers want.
public enum ScopeSeparator: String, Sendable {
    case space = " "
    case comma = ","

    package var octet: UInt8 { self == .comma ? ascii(",") : ascii(" ") }

    /// The scopes of a `scope` parameter, in order. A space separates them in any case: no scope can hold one.
    package func names(in scope: String) -> [String] {
        scope.utf8.split { $0 == 0x20 || $0 == octet }.map { String(octets: $0) }
    }

    /// The value of a `scope` parameter.
    package func text(of names: some Sequence<String>) -> String { names.joined(separator: rawValue) }
}
