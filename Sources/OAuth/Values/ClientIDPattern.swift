/// What a provider file says its client ids look like: a regular expression, which is kept whatever it is.
public struct ClientIDPattern: Equatable, Sendable {
    /// The expression as it is in the file.
    public let source: String
    /// What is checked; nil where the expression says more than a set of characters and a length.
    public let shape: ValueShape?

    /// Reads the pattern of a file.
    ///
    /// - Parameter source: A regular expression. One that says more than a set of characters and a length is kept, and
    ///   not checked.
    public init(_ source: String) {
        self.source = source
        shape = ValueShape(expression: source)
    }

    /// What is said of a file with an expression that is not checked; nil for one that is.
    public var remark: String? {
        guard shape == nil else { return nil }
        return "client_id_pattern is not checked: only one like ^[0-9a-f]{80}$ is"
    }
}
