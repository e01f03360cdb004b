import Text

/// One field of a request: a name and a value, both decoded (RFC 6749 Appendix B).
public struct Parameter: Sendable {
    public var name: String
    public var value: String

    /// Creates a parameter.
    ///
    /// - Parameters:
    ///   - name: The name, not encoded.
    ///   - value: The value, not encoded.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

extension Sequence<Parameter> {
    /// Returns the parameter's first value that is not empty, or nil: an empty value counts as omitted (RFC 6749 §3.1,
    /// §3.2).
    package func firstValue(of name: String) -> String? {
        first { $0.name.hasSameOctets(as: name) && !$0.value.isEmpty }?.value
    }
}

extension Parameter: Equatable {
    /// Compares octet by octet. String's own comparison treats composed and decomposed letters as equal.
    public static func == (left: Parameter, right: Parameter) -> Bool {
        left.name.hasSameOctets(as: right.name) && left.value.hasSameOctets(as: right.value)
    }
}
