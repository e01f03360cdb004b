import Catalog
import OAuth

extension Form {
    /// Something to say of what was typed into a field.
    package struct Finding: Equatable, Sendable {
        package var field: Field
        package var severity: Severity
        package var text: String
        /// The rule of the linter that says so; nil where it is the file that could not hold the value.
        package var rule: RuleID?
        /// Whether it cannot be saved like this.
        package var blocks: Bool
        /// Whether it is about something that has not been typed yet.
        var isAbsence = false
    }

    /// What is to be shown of a field, the worst first: a field that nobody has come to yet is not blamed for being
    /// empty.
    package func shownFindings(of field: Field) -> [Finding] {
        findings.filter { $0.field == field && (!$0.isAbsence || isTried || isTouched(field)) }
    }

    /// The first field that keeps the form from being saved.
    package var fieldAtFault: Field? {
        fields.first { field in findings.contains { $0.field == field && $0.blocks } }
    }

    /// Judges what was typed: by what the file can hold, and by the rules of the linter.
    ///
    /// - Parameter base: the provider as its file has it.
    mutating func judge(for provider: Provider, base: Provider) {
        findings =
            subject == .variables
            ? variableFindings(base) : isAboutScope ? scopeFindings(provider) : clientFindings(provider)
    }

    // MARK: Variables

    private func variableFindings(_ base: Provider) -> [Finding] {
        var findings: [Finding] = []
        for (index, variable) in variables.enumerated() {
            let text = texts.values[index]
            guard !text.isEmpty || variable.standard == nil else { continue }
            let fault =
                text.isEmpty ? "\(variable.name) needs a value" : VariableCheck.fault(of: text, for: variable, in: base)
            findings += judged(.variable(index), fault, [])
        }
        return findings
    }

    // MARK: A client

    private mutating func clientFindings(_ provider: Provider) -> [Finding] {
        let texts = texts
        let others = provider.clients.filter { other in
            if case .client(let id) = subject { other.clientID != id } else { true }
        }
        var findings = judged(.name, EntryCheck.faultOfName(texts.name) ?? taken(texts.name, "name", by: others), [])
        findings += judged(
            .clientID, EntryCheck.faultOfClientID(texts.clientID) ?? taken(texts.clientID, "client_id", by: others),
            texts.clientID.isEmpty ? [] : lint(client: texts, nil, provider, about: "client_id"))
        findings += redirectFindings(texts, provider)
        return findings + judged(.note, EntryCheck.faultOfNote(texts.note), [])
    }

    private mutating func redirectFindings(_ texts: Texts, _ provider: Provider) -> [Finding] {
        guard !texts.redirectURIs.isEmpty else {
            return judged(.redirectURI(0), nil, lint(client: texts, nil, provider, about: "redirect_uri"))
        }
        var known: [[UInt8]: [Diagnostic]] = [:]
        var findings: [Finding] = []
        for field in fields {
            guard case .redirectURI = field, let uri = line(of: field)?.text, !uri.isEmpty else { continue }
            let key = Array(uri.utf8)
            let diagnostics = judgedURIs[key] ?? lint(client: texts, uri, provider, about: "redirect_uri")
            let isNew = known.updateValue(diagnostics, forKey: key) == nil
            let fault = EntryCheck.faultOfRedirectURI(uri) ?? (isNew ? nil : "this URI is in the list already")
            findings += judged(field, fault, diagnostics)
        }
        judgedURIs = known
        return findings
    }

    /// A name is asked for in the same places as an id, so it may not be another client's id either.
    private func taken(_ text: String, _ what: String, by others: [Client]) -> String? {
        let owner = others.first { $0.name.utf8.elementsEqual(text.utf8) || $0.clientID.utf8.elementsEqual(text.utf8) }
        return owner.map { "the client \"\($0.name)\" has this \(what) already" }
    }

    /// What the linter says of a request with the client's own values.
    private func lint(client texts: Texts, _ uri: String?, _ provider: Provider, about parameter: String)
        -> [Diagnostic]
    {
        var context = LintContext(provider: provider)
        context.scopes = nil
        context.client = .init(clientID: texts.clientID, redirectURIs: uri.map { [$0] } ?? [], kind: texts.kind)
        var parameters = [Parameter("response_type", "code"), Parameter("client_id", texts.clientID)]
        if let uri { parameters.append(Parameter("redirect_uri", uri)) }
        return lint(parameters, context, about: parameter)
    }

    // MARK: A scope

    private func scopeFindings(_ provider: Provider) -> [Finding] {
        let name = texts.name
        let isSame = if case .scope(let old) = subject { old.utf8.elementsEqual(name.utf8) } else { false }
        let isTaken = !isSame && provider.scopes.contains(name)
        var context = LintContext(provider: provider)
        context.scopes = nil
        let diagnostics = name.isEmpty ? [] : lint([Parameter("scope", name)], context, about: "scope")
        let fault = EntryCheck.faultOfScopeName(name) ?? (isTaken ? "this scope is in the list already" : nil)
        return judged(.name, fault, diagnostics) + judged(.note, EntryCheck.faultOfSummary(texts.note), [])
    }

    // MARK: Both

    private func lint(_ parameters: [Parameter], _ context: LintContext, about name: String) -> [Diagnostic] {
        let request = AuthorizationRequest(endpoint: context.endpoint ?? "", parameters: parameters)
        return RequestLinter(context: context).lint(request.url).diagnostics.filter { $0.parameter == name }
    }

    /// The findings of a field, the worst first. Where the linter has the reason why the file cannot hold the value,
    /// it is said once.
    private func judged(_ field: Field, _ fault: String?, _ diagnostics: [Diagnostic]) -> [Finding] {
        let isEmpty = line(of: field)?.isEmpty ?? false
        var findings = diagnostics.map {
            Finding(
                field: field, severity: $0.severity, text: $0.message, rule: $0.rule, blocks: false, isAbsence: isEmpty)
        }
        if let fault {
            if let index = findings.firstIndex(where: { $0.severity == .error }) {
                findings[index].blocks = true
            } else {
                let text = fault.prefix(1).uppercased() + fault.dropFirst() + "."
                findings.append(
                    Finding(
                        field: field, severity: .error, text: text, rule: nil, blocks: true, isAbsence: isEmpty))
            }
        }
        // Of the same severity, in the order in which they were found.
        return Severity.allCases.reversed().flatMap { severity in findings.filter { $0.severity == severity } }
    }
}
