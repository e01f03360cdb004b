import OAuth
import Testing

@testable import Platform
@testable import Wire

@Suite struct RequestReaderTests {
    private static let form: ServerLimits = {
        var limits = ServerLimits()
        limits.methods = ["GET", "POST"]
        limits.body = 10
        return limits
    }()

    private func read(
        _ text: String, limits: ServerLimits = .listener, pieces size: Int = .max
    ) -> RequestReader.Progress {
        var reader = RequestReader(limits: limits)
        var rest = Array(text.utf8)[...]
        var progress = RequestReader.Progress.more
        while progress == .more, !rest.isEmpty {
            progress = reader.read(rest.prefix(size))
            rest = rest.dropFirst(size)
        }
        return progress
    }

    @Test(arguments: [1, 2, 3, 7, 1_000])
    func readsARequestHoweverItIsCut(size: Int) {
        let text = "GET /cb?x=1 HTTP/1.1\r\nHost: h:1\r\nX-Empty:\r\nX:\t a  b \t\r\n\r\n"
        let request = HTTPRequest(
            target: "/cb?x=1",
            fields: [
                HTTPField(name: "Host", value: "h:1"), HTTPField(name: "X-Empty", value: ""),
                HTTPField(name: "X", value: "a  b"),
            ])
        #expect(read(text, pieces: size) == .request(request))
        #expect(request.path == "/cb")
        #expect(request.query == "x=1")
    }

    @Test(arguments: [1, 4, 1_000])
    func readsABodyOfTheLengthThatWasSaid(size: Int) {
        let head = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n"
        guard case .request(let request) = read(head + "0123456789", limits: Self.form, pieces: size) else {
            Issue.record("no request")
            return
        }
        #expect(request.body == Array("0123456789".utf8))
        #expect(read(head + "012345678", limits: Self.form, pieces: size) == .more)
    }

    @Test(arguments: [
        ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 11\r\n\r\n", RequestFault.bodyTooLong),
        ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\n", .body),
        ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nabc", .malformed),
        ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n", .body),
        ("DELETE / HTTP/1.1\r\n", .method),
    ])
    func refusesABodyWhoseEndIsUnsure(text: String, fault: RequestFault) {
        #expect(read(text, limits: Self.form) == .fault(fault))
    }

    /// Faults of browsers that the user can fix.
    @Test(arguments: [
        ("POST /cb HTTP/1.1\r\n", RequestFault.post), ("PATCH /cb HTTP/1.1\r\n", .method),
        ("GET http://h/cb HTTP/1.1\r\n", .absoluteForm), ("GET HTTPS://h/cb HTTP/1.1\r\n", .absoluteForm),
        ("GET ftp://h/cb HTTP/1.1\r\n", .malformed), ("GET cb HTTP/1.1\r\n", .malformed),
    ])
    func distinguishesAFormAndAProxy(text: String, fault: RequestFault) {
        #expect(read(text) == .fault(fault))
    }

    @Test(arguments: [
        ("HTTP/1.1\r\nHost: h", true), ("HTTP/1.0\r\nHost: h", false),
        ("HTTP/1.1\r\nHost: h\r\nConnection: close", false),
        ("HTTP/1.1\r\nHost: h\r\nConnection: x, Close ", false),
        ("HTTP/1.1\r\nHost: h\r\nConnection: keep-alive", true),
    ])
    func reportsWhetherTheClientWillSendAnother(head: String, isPersistent: Bool) {
        guard case .request(let request) = read("GET / \(head)\r\n\r\n") else {
            Issue.record("no request")
            return
        }
        #expect(request.isPersistent == isPersistent)
    }

    @Test func takesALineAndAHeadOfExactlyTheGreatestLength() {
        let line = "GET /" + String(repeating: "x", count: 8_192 - 14) + " HTTP/1.1"
        #expect(line.utf8.count == 8_192)
        let start = "\(line)\r\nHost: h\r\nX: "
        let filler = String(repeating: "x", count: 16_384 - start.utf8.count - 4)
        guard case .request = read("\(start)\(filler)\r\n\r\n") else {
            Issue.record("no request")
            return
        }
        #expect(read("\(start)\(filler)x\r\n\r\n") == .fault(.headTooLong))
        #expect(read("GET /x\(line.dropFirst(5))\r\n") == .fault(.requestLineTooLong))
        let fields = (1..<64).map { "X\($0): x\r\n" }.joined()
        guard case .request = read("GET / HTTP/1.1\r\nHost: h\r\n\(fields)\r\n") else {
            Issue.record("no request")
            return
        }
        #expect(read("GET / HTTP/1.1\r\nHost: h\r\nX: x\r\n\(fields)\r\n") == .fault(.tooManyFields))
    }

    /// Each octet of a good head replaced by each of the 256: no crash, and no control character gets in.
    @Test func survivesAnyOctetAtAnyPlace() {
        let good = Array("GET /cb?x=1 HTTP/1.1\r\nHost: h:1\r\nX: y\r\n\r\n".utf8)
        for place in good.indices {
            for octet in UInt8.min...UInt8.max {
                var octets = good
                octets[place] = octet
                var reader = RequestReader(limits: .listener)
                guard case .request(let request) = reader.read(octets) else { continue }
                #expect(request.target.utf8.allSatisfy { 0x21...0x7e ~= $0 })
                let texts = request.fields.flatMap { [$0.name, $0.value] }
                #expect(texts.joined().utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f || $0 == 0x09 })
            }
        }
    }
}
