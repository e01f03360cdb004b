/// Knowledge about a value that this run may have sent in its authorization request.
public enum SentValue: Equatable, Sendable {
    /// It is not known whether a value was sent, so there is nothing to compare with.
    case unknown
    /// No value was sent.
    case none
    case sent(String)

    /// The value that was sent, or nil.
    public var value: String? { if case .sent(let value) = self { value } else { nil } }
}
