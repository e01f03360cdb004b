import Text

/// The separator between two scopes: a space, as in the standard (RFC 6749 §3.3), or a comma for some providers.
public enum ScopeSeparator: String, Sendable {
    case space = " "
    case comma = ","

    package var octet: UInt8 { self == .comma ? ascii(",") : ascii(" ") }

    /// Returns the scopes of a `scope` parameter, in order. A space always separates them, because scopes cannot
    /// contain one.
    package func names(in scope: String) -> [String] {
        scope.utf8.split { $0 == 0x20 || $0 == octet }.map { String(octets: $0) }
    }

    /// Returns the value of a `scope` parameter.
    package func text(of names: some Sequence<String>) -> String { names.joined(separator: rawValue) }
}
