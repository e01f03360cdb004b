/// One run of the linter over one request; the rules are in extensions, by group.
///
/// A class, since each message is a closure over the run: tens of thousands of copies would take longer than the rules.
final class RequestCheck {
    let input: RequestInput
    let fields: [RequestInput.Field]
    let expectations: Expectations
    let reading: RequestReading
    private var findings: Findings

    init(input: RequestInput, fields: [RequestInput.Field], expectations: Expectations) {
        self.input = input
        self.fields = fields
        self.expectations = expectations
        // T3: nothing is read of what is far too long.
        reading = RequestReading(input.url.count > Self.longest ? [] : input.url)
        findings = Findings(names: reading.names.count)
    }

    var context: LintContext { expectations.context }

    func run() {
        checkLength()
        guard input.url.count <= Self.longest else { return }
        // The endpoint first: its fixes mend what names have at `url`, too, but not the other way round.
        checkEndpoint()
        checkText()
        checkNames()
        checkClient()
        checkRedirectURIs()
        checkScope()
        checkState()
        checkPKCE()
        checkOpenID()
        checkRequestObject()
        checkVersion()
    }

    /// The findings, in the order in which they are shown.
    func sortedFindings() -> [Diagnostic] { findings.sorted() }

    // MARK: Reporting

    /// Reports a finding about a parameter; the range is one of the URL.
    func report(
        _ rule: RuleID, _ severity: Severity, _ parameter: String, at range: Range<Int>? = nil,
        _ message: @autoclosure () -> String, advice: String, fix: @autoclosure () -> Fix? = nil
    ) {
        let subject = reading.index(ofName: parameter) ?? findings.subject(parameter)
        report(rule, severity, subject: subject, name: parameter, at: range, message(), advice: advice, fix: fix())
    }

    /// Reports a finding about the name with this number.
    func report(
        _ rule: RuleID, _ severity: Severity, subject: Int, name: String, at range: Range<Int>?,
        _ message: @autoclosure () -> String, advice: String, fix: @autoclosure () -> Fix? = nil
    ) {
        findings.add(rule, severity, subject: subject) {
            Diagnostic(
                rule: rule, severity: severity, parameter: name, message: message(), advice: advice,
                range: range.flatMap { input.range($0) }, fix: fix())
        }
    }

    /// Reports a finding about a header field; the range is one of the input.
    func report(
        _ rule: RuleID, _ severity: Severity, header: String, inputRange: Range<Int>?, _ message: String,
        advice: String, fix: Fix
    ) {
        let subject = reading.index(ofName: header) ?? findings.subject(header)
        findings.add(rule, severity, subject: subject) {
            Diagnostic(
                rule: rule, severity: severity, parameter: header, message: message, advice: advice,
                range: inputRange, fix: fix)
        }
    }

    /// Reports a finding about a known parameter.
    func report(
        _ rule: RuleID, _ severity: Severity, _ parameter: KnownParameter, at range: Range<Int>? = nil,
        _ message: @autoclosure () -> String, advice: String, fix: @autoclosure () -> Fix? = nil
    ) {
        report(rule, severity, parameter.name, at: range, message(), advice: advice, fix: fix())
    }
}

/// How characters are named in messages.
enum Wording {
    /// `"x"`, `a space`, or `U+0442`.
    static func character(_ value: UInt32) -> String {
        switch value {
        case 0x20: "a space"
        case 0x22: "a quotation mark"
        case 0x21...0x7e: "\"\(Unicode.Scalar(value).map(String.init) ?? "")\""
        default: codePoint(value)
        }
    }

    /// `U+001B`
    static func codePoint(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// `a, b and c`, at most three of them.
    static func list(_ texts: [String]) -> String {
        let shown = texts.prefix(3)
        if texts.count > 3 { return shown.joined(separator: ", ") + " and \(texts.count - 3) more" }
        guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
        return shown.dropLast().joined(separator: ", ") + " and " + last
    }
}
