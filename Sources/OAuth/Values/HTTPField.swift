import Text

/// One header field of an HTTP message (RFC 9110 §5).
public struct HTTPField: Equatable, Sendable {
    /// The name as written. Names are compared without regard to ASCII case (RFC 9110 §5.1).
    public var name: String
    public var value: String

    /// Creates a field.
    ///
    /// - Parameters:
    ///   - name: The field's name, as it is written.
    ///   - value: The field's value, without blanks around it.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }

    /// Returns whether the field has this name, without regard to the case of ASCII letters (RFC 9110 §5.1).
    ///
    /// - Parameter name: The name to compare with.
    /// - Returns: Whether the names are the same.
    public func isNamed(_ name: String) -> Bool {
        self.name.utf8.lazy.map(\.lowercased).elementsEqual(name.utf8.lazy.map(\.lowercased))
    }
}
