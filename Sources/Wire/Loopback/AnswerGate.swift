import OAuth

/// Decides what to do with each request to the listener. At most one of them is accepted as the answer (S4.4, S4.5).
struct AnswerGate {
    enum Step {
        /// The request is one that browsers send by themselves. It has no effect.
        case aside(HTTPResponse)
        case refused(Refusal, HTTPResponse)
        case answered(AnswerVerdict, answer: String, HTTPResponse)
        /// The browser gets its last page.
        case parted(HTTPResponse)
    }

    /// The path to which the browser is redirected after the answer, to remove the code from the address bar (RFC 6749
    /// §3.1.2.5).
    static let farewell = "/done"

    private let address: LoopbackAddress
    private let origin: String
    private let hosts: [String]
    private let check: @Sendable (String) -> AnswerVerdict
    /// The page after the answer; nil before it.
    private var page: AnswerPage?
    private var isOver = false

    init(_ sockets: LoopbackSockets, check: @escaping @Sendable (String) -> AnswerVerdict) {
        address = sockets.address
        origin = sockets.address.origin(port: sockets.port)
        hosts = sockets.address.hostFields(port: sockets.port)
        self.check = check
    }

    /// Ends the wait. No later request is accepted as the answer.
    mutating func shut() { isOver = true }

    mutating func step(for request: HTTPRequest) -> Step {
        // Host names are case-insensitive (RFC 3986 §3.2.2).
        guard let host = request.values(of: "Host").first, hosts.contains(host.lowercased()) else {
            return refuse(.wrongHost)
        }
        // The user has not followed a prefetched link yet. The browser will send the request again, or discard the
        // response.
        guard !request.isPrefetch else { return .aside(AnswerPage.early.response(status: 503)) }
        if request.path == "/favicon.ico", address.path != "/favicon.ico" {
            return .aside(HTTPResponse(status: 404))
        }
        // Fetch Metadata: a window that navigates requests a document. Navigation by GET has no Origin.
        guard request.values(of: "Sec-Fetch-Dest").allSatisfy({ $0 == "document" }),
            request.values(of: "Origin").isEmpty
        else { return refuse(.notNavigated) }
        if let page, request.target == Self.farewell { return .parted(page.response(status: 200)) }
        guard request.path.utf8.elementsEqual(address.path.utf8) else { return refuse(.wrongPath) }
        guard !isOver else { return refuse(.late) }
        let query = request.query ?? ""
        guard !query.isEmpty, !query.utf8.elementsEqual((address.query ?? "").utf8) else { return refuse(.emptyAnswer) }
        return receive(request)
    }

    mutating func step(for fault: RequestFault) -> Step { refuse(.fault(fault)) }

    private mutating func receive(_ request: HTTPRequest) -> Step {
        let answer = origin + request.target
        let verdict = check(answer)
        switch verdict {
        case .stray(let finding, let response):
            let isElsewhere = finding?.rule == .responseRedirectMismatch
            return refuse(isElsewhere ? .otherAddress : response.state == nil ? .missingState : .wrongState)
        case .refused: return end(verdict, answer, .refused, request)
        case .accepted: return end(verdict, answer, .accepted, request)
        }
    }

    private mutating func end(
        _ verdict: AnswerVerdict, _ answer: String, _ page: AnswerPage, _ request: HTTPRequest
    ) -> Step {
        isOver = true
        self.page = page
        // The sockets are closed, so only this connection can fetch the page. A client that closes it gets the page at
        // once.
        guard request.isPersistent else { return .answered(verdict, answer: answer, page.response(status: 200)) }
        var response = HTTPResponse(
            status: 303, fields: AnswerPage.fields + [HTTPField(name: "Location", value: Self.farewell)])
        response.keepsConnection = true
        return .answered(verdict, answer: answer, response)
    }

    private func refuse(_ refusal: Refusal) -> Step {
        .refused(refusal, AnswerPage(refusal).response(status: refusal.status))
    }
}

extension HTTPRequest {
    /// Whether the browser prefetches this (Fetch: `Sec-Purpose`; older browsers: `Purpose`).
    fileprivate var isPrefetch: Bool {
        (values(of: "Sec-Purpose") + values(of: "Purpose")).contains { $0.lowercased().contains("prefetch") }
    }
}
