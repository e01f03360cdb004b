import OAuth

/// A well-formed HTTP/1 request (RFC 9112): in origin form, with exactly one `Host`.
package struct LoopbackRequest: Equatable, Sendable {
    package var method: String
    /// Path and query as sent: ASCII without blanks and `#`, beginning with `/`.
    package var target: String
    package var fields: [HTTPField]
    package var body: [UInt8]
    /// Whether the client would send another request on this connection (RFC 9112 §9.3).
    package var isPersistent: Bool

    package init(
        method: String = "GET", target: String, fields: [HTTPField] = [], body: [UInt8] = [], isPersistent: Bool = true
    ) {
        self.method = method
        self.target = target
        self.fields = fields
        self.body = body
        self.isPersistent = isPersistent
    }

    /// The values of all fields with this name, in order.
    package func values(_ name: String) -> [String] {
        fields.filter { $0.isNamed(name) }.map(\.value)
    }

    /// The target up to `?`.
    package var path: Substring { target.prefix { $0 != "?" } }

    /// What stands behind `?`, or nil.
    package var query: Substring? {
        target.firstIndex(of: "?").map { target[$0...].dropFirst() }
    }
}
