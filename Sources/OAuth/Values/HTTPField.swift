import Text

/// One header field of an HTTP message (RFC 9110 §5).
public struct HTTPField: Equatable, Sendable {
    /// As written; names are compared without regard to the case of ASCII letters (RFC 9110 §5.1).
    public var name: String
    public var value: String

    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }

    /// Whether the field has this name in any case.
    public func isNamed(_ name: String) -> Bool {
        self.name.utf8.lazy.map(\.lowercased).elementsEqual(name.utf8.lazy.map(\.lowercased))
    }
}
