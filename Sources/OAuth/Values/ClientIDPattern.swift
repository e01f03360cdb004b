/// A provider's description of its client IDs: a regular expression, which is always kept.
public struct ClientIDPattern: Equatable, Sendable {
    /// The expression as in the file.
    public let source: String
    /// The shape to check; nil if the expression is more than a set of characters and a length.
    public let shape: ValueShape?

    /// Reads the pattern of a file.
    ///
    /// - Parameter source: A regular expression. If it is more than a set of characters and a length, it is kept but
    ///   not checked.
    public init(_ source: String) {
        self.source = source
        shape = ValueShape(expression: source)
    }

    /// The remark on a file whose expression is not checked; nil if it is checked.
    public var remark: String? {
        guard shape == nil else { return nil }
        return "client_id_pattern is not checked: only one like ^[0-9a-f]{80}$ is"
    }
}
