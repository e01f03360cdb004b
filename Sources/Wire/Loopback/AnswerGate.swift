import OAuth

/// Decides what becomes of each request to the listener; only one is ever taken for the answer (S4.4, S4.5).
struct AnswerGate {
    enum Step {
        /// Nothing happened: a browser's own business.
        case aside(HTTPResponse)
        case refused(Refusal, HTTPResponse)
        case answered(AnswerVerdict, answer: String, HTTPResponse)
        /// The browser gets its last page.
        case parted(HTTPResponse)
    }

    /// Where the browser is sent after the answer, so that the code leaves its address bar (RFC 6749 §3.1.2.5).
    static let farewell = "/done"

    private let address: LoopbackAddress
    private let origin: String
    private let hosts: [String]
    private let judge: @Sendable (String) -> AnswerVerdict
    /// What the browser sees after the answer, nil before it.
    private var page: AnswerPage?
    private var isOver = false

    init(_ sockets: LoopbackSockets, judge: @escaping @Sendable (String) -> AnswerVerdict) {
        address = sockets.address
        origin = sockets.address.origin(port: sockets.port)
        hosts = sockets.address.hostFields(port: sockets.port)
        self.judge = judge
    }

    /// From now on nothing is an answer.
    mutating func shut() { isOver = true }

    mutating func step(for request: HTTPRequest) -> Step {
        // A host's name is the same in any case (RFC 3986 §3.2.2).
        guard let host = request.values(of: "Host").first, hosts.contains(host.lowercased()) else {
            return refuse(.wrongHost)
        }
        // What is fetched in advance nobody has gone to: the browser comes again, or drops what it has got.
        guard !request.isPrefetch else { return .aside(AnswerPage.early.response(status: 503)) }
        if request.path == "/favicon.ico", address.path != "/favicon.ico" {
            return .aside(HTTPResponse(status: 404))
        }
        // Fetch Metadata: a window that goes somewhere wants a document. Navigation by GET has no Origin.
        guard request.values(of: "Sec-Fetch-Dest").allSatisfy({ $0 == "document" }),
            request.values(of: "Origin").isEmpty
        else { return refuse(.notNavigated) }
        if let page, request.target == Self.farewell { return .parted(page.response(status: 200)) }
        guard request.path.utf8.elementsEqual(address.path.utf8) else { return refuse(.wrongPath) }
        guard !isOver else { return refuse(.late) }
        let query = request.query ?? ""
        guard !query.isEmpty, !query.utf8.elementsEqual((address.query ?? "").utf8) else { return refuse(.emptyAnswer) }
        return judge(request)
    }

    mutating func step(for fault: RequestFault) -> Step { refuse(.fault(fault)) }

    private mutating func judge(_ request: HTTPRequest) -> Step {
        let answer = origin + request.target
        let verdict = judge(answer)
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
        // Nobody listens any more, so that only this connection can lead to the page; a client that closes it gets the
        // page right away.
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
    /// Whether a browser fetches this in advance (Fetch: `Sec-Purpose`; older browsers: `Purpose`).
    fileprivate var isPrefetch: Bool {
        (values(of: "Sec-Purpose") + values(of: "Purpose")).contains { $0.lowercased().contains("prefetch") }
    }
}
