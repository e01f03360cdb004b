/// A run of the linter over a text with parameters. The rules are in extensions, by group.
///
/// It is a class because each message is a closure over the run. Tens of thousands of copies would take longer than the
/// rules.
class LintRun {
    /// The kind of text.
    enum Subject {
        case authorizationRequest, authorizationResponse
        /// The URL of a token request, and its body.
        case tokenEndpoint, tokenBody
    }

    final let subject: Subject
    final let reading: ParameterReading
    final let placement: Placement
    final let fields: [RequestInput.Field]
    final let expectations: Expectations
    private final var findings: Findings

    init(
        _ subject: Subject, reading: ParameterReading, placement: Placement, fields: [RequestInput.Field] = [],
        expectations: Expectations
    ) {
        self.subject = subject
        self.reading = reading
        self.placement = placement
        self.fields = fields
        self.expectations = expectations
        findings = Findings(names: reading.names.count)
    }

    final var context: LintContext { expectations.context }

    /// The fix that joins the lines of a wrapped paste. Nil when the URL has no line breaks, or only between the words
    /// of a list.
    final lazy var joinedLines = JoinedLines.fix(of: reading, endpoint: context.endpoint)

    /// Whether findings have fixes, which only authorization requests do.
    private var offersFixes: Bool { subject == .authorizationRequest }

    /// Returns the findings, in the order in which they are shown.
    final func sortedFindings() -> [Diagnostic] { findings.sorted() }

    // MARK: Reporting

    /// Reports a finding about a parameter, with its standard name. The range is one of the URL.
    final func report(
        _ rule: RuleID, _ severity: Severity, _ parameter: String, at range: Range<Int>? = nil,
        _ message: @autoclosure () -> String, advice: String, fix: @autoclosure () -> Fix? = nil
    ) {
        let names = expectations.names
        let sent = names.sent(parameter)
        let subject = reading.index(ofName: parameter) ?? findings.subject(sent)
        report(
            rule, severity, subject: subject, name: sent, at: range, names.named(in: message()),
            advice: names.named(in: advice), fix: fix())
    }

    /// Reports a finding about the name with this number.
    final func report(
        _ rule: RuleID, _ severity: Severity, subject: Int, name: String, at range: Range<Int>?,
        _ message: @autoclosure () -> String, advice: String, fix: @autoclosure () -> Fix? = nil
    ) {
        findings.add(rule, severity, subject: subject) {
            Diagnostic(
                rule: rule, severity: severity, parameter: name, message: message(), advice: advice,
                part: placement.part, range: range.flatMap { placement.range($0) }, fix: offersFixes ? fix() : nil)
        }
    }

    /// Reports a finding about a header field or the whole text. The range is one of the input.
    final func report(
        _ rule: RuleID, _ severity: Severity, _ parameter: String, inputRange: Range<Int>?, _ message: String,
        advice: String, fix: Fix?
    ) {
        let subject = reading.index(ofName: parameter) ?? findings.subject(parameter)
        findings.add(rule, severity, subject: subject) {
            Diagnostic(
                rule: rule, severity: severity, parameter: parameter, message: message, advice: advice,
                range: inputRange, fix: offersFixes ? fix : nil)
        }
    }

    /// Reports a missing parameter, with the paragraph that requires it.
    final func reportMissing(
        _ severity: Severity, _ parameter: String, _ message: String, advice: String,
        fix: @autoclosure () -> Fix? = nil,
        reference: String
    ) {
        let names = expectations.names
        let sent = names.sent(parameter)
        let subject = reading.index(ofName: parameter) ?? findings.subject(sent)
        findings.add(.parameterMissing, severity, subject: subject) {
            Diagnostic(
                rule: .parameterMissing, severity: severity, parameter: sent, message: names.named(in: message),
                advice: names.named(in: advice),
                fix: offersFixes ? fix() : nil, reference: reference)
        }
    }

    /// Reports a finding about a known parameter.
    final func report(
        _ rule: RuleID, _ severity: Severity, _ parameter: KnownParameter, at range: Range<Int>? = nil,
        _ message: @autoclosure () -> String, advice: String, fix: @autoclosure () -> Fix? = nil
    ) {
        report(rule, severity, parameter.name, at: range, message(), advice: advice, fix: fix())
    }

    /// Returns the fix that gives the parameter this value. Nil removes it.
    final func setting(_ parameter: KnownParameter, to value: String?, _ label: String) -> Fix {
        .set(parameter: expectations.names.sent(parameter.name), values: value.map { [$0] } ?? [], label: label)
    }
}
