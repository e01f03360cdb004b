import Text

/// An HTTP request as a server on loopback receives it.
public struct HTTPRequest: Equatable, Sendable {
    public var method: String
    /// The request target in origin form: path and query, not decoded (RFC 9112 §3.2.1).
    public var target: String
    public var fields: [HTTPField]
    public var body: [UInt8]
    /// Whether the client would send another request on this connection (RFC 9112 §9.3).
    public var isPersistent: Bool

    /// - Parameters:
    ///   - method: Compared with regard to case (RFC 9110 §9.1).
    ///   - target: Path and query, beginning with `/`.
    ///   - fields: The header fields in the order in which they came.
    ///   - body: The octets of the content.
    ///   - isPersistent: Whether another request may follow on the connection.
    public init(
        method: String = "GET", target: String, fields: [HTTPField] = [], body: [UInt8] = [], isPersistent: Bool = true
    ) {
        self.method = method
        self.target = target
        self.fields = fields
        self.body = body
        self.isPersistent = isPersistent
    }

    /// The target before `?`.
    public var path: Substring { target.prefix { $0 != "?" } }

    /// The target after `?`; nil if there is no query.
    public var query: Substring? { target.firstIndex(of: "?").map { target[$0...].dropFirst() } }

    /// Returns the values of all fields with this name, in order.
    ///
    /// - Parameter name: The field's name, in any case.
    /// - Returns: The values; empty if there is no such field.
    public func values(of name: String) -> [String] { fields.filter { $0.isNamed(name) }.map(\.value) }
}
