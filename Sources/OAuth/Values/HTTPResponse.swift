/// An HTTP response of a server on loopback. The server adds `Content-Length` and `Connection`.
public struct HTTPResponse: Equatable, Sendable {
    /// The status code, 100 to 599.
    public var status: Int
    public var fields: [HTTPField]
    public var body: [UInt8]
    /// The delay before the server sends the response, in milliseconds.
    public var delayMilliseconds = 0
    /// A URL on loopback that the server fetches once after it has sent the response, without following redirects.
    public var followUpURL: String?
    /// Whether one more request may follow on the connection.
    public var keepsConnection = false

    /// - Parameters:
    ///   - status: The status code, 100 to 599.
    ///   - fields: The header fields in the order in which they are sent.
    ///   - body: The octets of the content.
    public init(status: Int, fields: [HTTPField] = [], body: [UInt8] = []) {
        self.status = status
        self.fields = fields
        self.body = body
    }

    /// Returns the value of the first field with this name.
    ///
    /// - Parameter name: The field's name, in any case.
    /// - Returns: The value, or nil.
    public subscript(field name: String) -> String? { fields.first { $0.isNamed(name) }?.value }
}
