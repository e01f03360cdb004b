/// What is known about a value that this run may have sent in its authorization request.
public enum SentValue: Equatable, Sendable {
    /// Nothing: it cannot be compared with.
    case unknown
    /// It is known that none was sent.
    case none
    case sent(String)

    /// The value that was sent, or nil.
    public var value: String? { if case .sent(let value) = self { value } else { nil } }
}
