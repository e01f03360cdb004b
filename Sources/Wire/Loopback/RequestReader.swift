import OAuth

/// Reads one HTTP/1 request, octet by octet, and stops at the first octet that RFC 9112 does not allow.
///
/// It rejects everything it does not know: the only expected client is a browser, so anything else is an accident or an
/// attack (`docs/decisions/0009-the-listener.md` explains why this is not the parser of NIOHTTP1).
struct RequestReader {
    enum Progress: Equatable {
        case more
        case request(HTTPRequest)
        case fault(RequestFault)
    }

    private let limits: ServerLimits
    private var line: [UInt8] = []
    private var headCount = 0
    private var request: HTTPRequest?
    private var bodyCount: Int?

    init(limits: ServerLimits) { self.limits = limits }

    /// Whether nothing has arrived yet.
    var isUntouched: Bool { headCount == 0 }

    /// Reads octets. After a request or a fault, the reader ignores further input.
    mutating func read(_ octets: some Collection<UInt8>) -> Progress {
        do throws(RequestFault) {
            for (place, octet) in octets.enumerated() {
                if let missing = bodyCount, let request {
                    // Nothing may follow the request: no browser sends the next one before it has the response.
                    guard request.body.count + octets.count - place <= missing else { throw .malformed }
                    self.request?.body.append(contentsOf: octets.dropFirst(place))
                    break
                }
                try takeHead(octet)
            }
        } catch { return .fault(error) }
        guard let request, request.body.count == bodyCount else { return .more }
        return .request(request)
    }

    private mutating func takeHead(_ octet: UInt8) throws(RequestFault) {
        headCount += 1
        guard headCount <= limits.head else { throw .headTooLong }
        if octet == 0x0a {
            // RFC 9112 §2.2 allows a bare LF as the end of a line. This reader does not.
            guard line.last == 0x0d else { throw .malformed }
            line.removeLast()
            try takeLine()
            line.removeAll(keepingCapacity: true)
            return
        }
        guard line.last != 0x0d, octet >= 0x20 && octet != 0x7f || octet == 0x0d || octet == 0x09 else {
            throw .malformed
        }
        guard request != nil || octet == 0x0d || line.count < limits.requestLine else { throw .requestLineTooLong }
        line.append(octet)
    }

    private mutating func takeLine() throws(RequestFault) {
        guard request != nil else {
            request = try readRequestLine()
            return
        }
        guard !line.isEmpty else {
            bodyCount = try checkHead()
            return
        }
        let field = try readField()
        request?.fields.append(field)
        guard let request, request.fields.count <= limits.fields else { throw .tooManyFields }
    }

    /// Reads method, target and version, separated by one space (RFC 9112 §3).
    private func readRequestLine() throws(RequestFault) -> HTTPRequest {
        let parts = line.split(separator: 0x20, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].allSatisfy(Self.isTokenOctet), !parts[0].isEmpty else { throw .malformed }
        let version = String(decoding: parts[2], as: UTF8.self)
        guard version == "HTTP/1.1" || version == "HTTP/1.0" else {
            throw version.hasPrefix("HTTP/") ? .version : .malformed
        }
        let method = String(decoding: parts[0], as: UTF8.self)
        guard limits.methods.contains(method) else { throw method == "POST" ? .post : .method }
        guard parts[1].allSatisfy({ 0x21...0x7e ~= $0 && $0 != UInt8(ascii: "#") }) else { throw .malformed }
        let target = String(decoding: parts[1], as: UTF8.self)
        // RFC 9112 §3.2.1: only the origin form is allowed.
        guard target.hasPrefix("/") else {
            let scheme = target.prefix { $0 != ":" }.lowercased()
            throw ["http", "https"].contains(scheme) ? .absoluteForm : .malformed
        }
        return HTTPRequest(method: method, target: target, isPersistent: version == "HTTP/1.1")
    }

    /// Reads a name, `:`, and a value (RFC 9112 §5). A folded line starts with a blank, which is not allowed in a name.
    private func readField() throws(RequestFault) -> HTTPField {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > 0,
            line[..<colon].allSatisfy(Self.isTokenOctet)
        else { throw .malformed }
        let value = line[(colon + 1)...].drop(while: Self.isBlank)
        let end = value.lastIndex { !Self.isBlank($0) }.map { $0 + 1 } ?? value.startIndex
        return HTTPField(
            name: String(decoding: line[..<colon], as: UTF8.self),
            value: String(decoding: value[..<end], as: UTF8.self))
    }

    /// Checks the head. Returns the number of octets in the body.
    private mutating func checkHead() throws(RequestFault) -> Int {
        guard let request else { throw .malformed }
        // RFC 9112 §3.2
        guard request.values(of: "Host").count == 1 else { throw .host }
        let options = request.values(of: "Connection").flatMap { $0.lowercased().split(separator: ",") }
        if options.contains(where: { $0.trimmingBlanks == "close" }) { self.request?.isPersistent = false }
        // RFC 9112 §6.1: a browser sends neither chunks nor `Expect: 100-continue`.
        guard request.values(of: "Transfer-Encoding").isEmpty, request.values(of: "Expect").isEmpty else { throw .body }
        let lengths = request.values(of: "Content-Length")
        guard let length = lengths.first else { return 0 }
        guard lengths.count == 1, 1...9 ~= length.utf8.count,
            length.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }), let count = Int(length)
        else { throw .body }
        guard count <= limits.body else { throw limits.body == 0 ? .body : .bodyTooLong }
        return count
    }

    /// Whether the octet is allowed in a token (RFC 9110 §5.6.2).
    private static func isTokenOctet(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(octet)
        }
    }

    private static func isBlank(_ octet: UInt8) -> Bool { octet == 0x20 || octet == 0x09 }
}

extension Substring {
    fileprivate var trimmingBlanks: Substring {
        let rest = drop { $0 == " " || $0 == "\t" }
        return rest.lastIndex { $0 != " " && $0 != "\t" }.map { rest[...$0] } ?? rest.prefix(0)
    }
}
