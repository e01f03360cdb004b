import Commands
import JSON
import OAuth

/// The result of `authscope lint` for one input.
struct LintResult {
    /// A request after the fixes.
    struct Fixed {
        var report: LintReport
        /// The fixed URL; nil if the input is not a URL and cannot become one. Then nothing is fixed.
        var url: AuthorizationURL?
        /// The fixed head, if the input was one.
        var head: HTTPRequestHead?
        /// The changes in order, each with the rule that requested it.
        var changes: [(rule: RuleID, title: String)] = []
        /// The verifier of the challenge in the URL, if this run created it.
        var verifier: CodeVerifier?
    }

    /// The report on the original input.
    var original: any FindingReport
    /// The texts in which the places of the findings are counted.
    var texts: [Diagnostic.Part: String]
    /// Whether the input has more than one part, so each finding names its part.
    var showsParts = false
    var fixed: Fixed?

    init(original: any FindingReport, texts: [Diagnostic.Part: String], showsParts: Bool = false) {
        self.original = original
        self.texts = texts
        self.showsParts = showsParts
    }

    /// The report that counts: on the fixed request, if there is one.
    var report: any FindingReport { fixed?.report ?? original }

    /// The texts in which the places of `report` are counted.
    var reportTexts: [Diagnostic.Part: String] { fixed?.url.map { [.input: $0.text] } ?? texts }
}

extension LintResult.Fixed {
    /// - Parameters:
    ///   - request: The fixed request.
    ///   - original: The report on the original input.
    init(_ request: FixedRequest, of original: LintReport) {
        guard request.url.isURLOrPath else {
            report = original
            return
        }
        report = request.report
        url = request.url
        changes = request.changes
        verifier = request.verifier
        if let method = original.method {
            let others = request.headers.filter { !$0.isNamed("Host") }
            head = HTTPRequestHead(request: request.request, headers: others, method: method)
        }
    }

    /// The head, or otherwise the URL, in printable ASCII.
    var text: SafeText {
        guard let head else { return line }
        // An empty line ends a head (RFC 9112 §2.1).
        return (head.lines + [""]).map { SafeText(whole: $0) + "\n" }.joined()
    }

    /// The URL as a line of printable ASCII. All other characters are made visible.
    var line: SafeText { url.map { SafeText(whole: $0.text) + "\n" } ?? "" }

    /// Returns a line for each change, and one for a new verifier.
    ///
    /// - Parameter number: The line number in the input, if it has many.
    func changeText(line number: Int? = nil) -> SafeText {
        let place: SafeText = number.map { "\($0): " } ?? ""
        guard url != nil else {
            return "\(place)not fixed: the input is not a URL: it has neither a scheme nor a host\n"
        }
        let text = changes.map { "\(place)fixed[\($0.rule.rawValue)]: \($0.title)\n" as SafeText }.joined()
        return text + (verifier.map { "\(place)the code challenge is new; its verifier is \($0.text)\n" } ?? "")
    }

    /// The members that a fixed request adds to a report.
    var members: [JSONValue.Member] {
        var members = [JSONValue.Member("url", .optional(url?.text))]
        if head != nil { members.append(.init("headers", headers)) }
        return members + [
            .init("verifier", .optional(verifier?.text)),
            .init("fixed", .array(changes.map { .string($0.rule.rawValue) })),
        ]
    }

    /// The header fields except `Host`. Values of one name are joined (RFC 9110 §5.3).
    private var headers: JSONValue {
        var fields: [HTTPField] = []
        for field in report.headers where !field.isNamed("Host") {
            if let index = fields.firstIndex(where: { $0.isNamed(field.name) }) {
                fields[index].value += ", " + field.value
            } else {
                fields.append(field)
            }
        }
        return .object(fields.map { .init($0.name, .string($0.value)) })
    }
}

extension AuthorizationURL {
    /// Whether the text is a URL or a path of one, and not any other text.
    fileprivate var isURLOrPath: Bool {
        segments.contains { [.scheme, .host].contains($0.role) } || text.hasPrefix("/")
    }
}
