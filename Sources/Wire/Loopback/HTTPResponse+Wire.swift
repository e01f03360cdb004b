import NIOHTTP1
import OAuth

extension HTTPResponse {
    /// Creates a short page for a request that was not understood.
    package init(refusing fault: RequestFault, limits: ServerLimits) {
        self.init(
            status: fault.status, fields: [HTTPField(name: "Content-Type", value: "text/plain")],
            body: Array("\(fault.text)\(fault.remedy.map { ". \($0)." } ?? "")\n".utf8))
        if fault == .method || fault == .post {
            // RFC 9110 §15.5.6
            fields.append(HTTPField(name: "Allow", value: limits.methods.joined(separator: ", ")))
        }
    }

    /// The octets on the wire (RFC 9112 §4).
    var octets: [UInt8] {
        var head = "HTTP/1.1 \(status) \(HTTPResponseStatus(statusCode: status).reasonPhrase)\r\n"
        for field in fields where field.isOneLine { head += "\(field.name): \(field.value)\r\n" }
        head += "Content-Length: \(body.count)\r\n"
        if !keepsConnection { head += "Connection: close\r\n" }
        return Array("\(head)\r\n".utf8) + body
    }
}

extension HTTPField {
    /// Whether the field has no control character, which could start another field or the body. Other fields are
    /// omitted.
    fileprivate var isOneLine: Bool {
        !name.isEmpty && (name + value).utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f }
    }
}
