import Catalog
import OAuth

extension Form {
    /// A message about the value of a field.
    package struct Finding: Equatable, Sendable {
        package var field: Field
        package var severity: Severity
        package var text: String
        /// The linter's rule, or nil when the value cannot be stored in a provider file.
        package var rule: RuleID?
        /// Whether the form cannot be saved with this value.
        package var blocks: Bool
        /// Whether the field is empty.
        var isAbsence = false
    }

    /// Returns the findings to show for a field, worst first. An empty field is reported only after the user has left
    /// it or has tried to save.
    package func shownFindings(of field: Field) -> [Finding] {
        findings.filter { $0.field == field && (!$0.isAbsence || isTried || isTouched(field)) }
    }

    /// The first field whose value prevents saving.
    package var fieldAtFault: Field? {
        fields.first { field in findings.contains { $0.field == field && $0.blocks } }
    }

    /// Checks the values: whether a provider file can store them, and by the linter's rules.
    ///
    /// - Parameter base: The provider as in its file.
    mutating func check(for provider: Provider, base: Provider) {
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
            findings += fieldFindings(.variable(index), fault, [])
        }
        return findings
    }

    // MARK: A client

    private mutating func clientFindings(_ provider: Provider) -> [Finding] {
        let texts = texts
        let others = provider.clients.filter { other in
            if case .client(let id) = subject { other.clientID != id } else { true }
        }
        var findings = fieldFindings(
            .name, EntryCheck.faultOfName(texts.name) ?? taken(texts.name, "name", by: others), [])
        findings += fieldFindings(
            .clientID, EntryCheck.faultOfClientID(texts.clientID) ?? taken(texts.clientID, "client_id", by: others),
            texts.clientID.isEmpty ? [] : lint(client: texts, nil, provider, about: "client_id"))
        findings += redirectFindings(texts, provider)
        return findings + fieldFindings(.note, EntryCheck.faultOfNote(texts.note), [])
    }

    private mutating func redirectFindings(_ texts: Texts, _ provider: Provider) -> [Finding] {
        guard !texts.redirectURIs.isEmpty else {
            return fieldFindings(.redirectURI(0), nil, lint(client: texts, nil, provider, about: "redirect_uri"))
        }
        var known: [[UInt8]: [Diagnostic]] = [:]
        var findings: [Finding] = []
        for field in fields {
            guard case .redirectURI = field, let uri = line(of: field)?.text, !uri.isEmpty else { continue }
            let key = Array(uri.utf8)
            let diagnostics = checkedURIs[key] ?? lint(client: texts, uri, provider, about: "redirect_uri")
            let isNew = known.updateValue(diagnostics, forKey: key) == nil
            let fault = EntryCheck.faultOfRedirectURI(uri) ?? (isNew ? nil : "this URI is in the list already")
            findings += fieldFindings(field, fault, diagnostics)
        }
        checkedURIs = known
        return findings
    }

    /// Returns a fault when another client has this name or id. A client can be given by name or by id, so a name must
    /// not be another client's id either.
    private func taken(_ text: String, _ what: String, by others: [Client]) -> String? {
        let owner = others.first { $0.name.utf8.elementsEqual(text.utf8) || $0.clientID.utf8.elementsEqual(text.utf8) }
        return owner.map { "the client \"\($0.name)\" has this \(what) already" }
    }

    /// Returns the linter's findings for a request with the values of the form.
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
        return fieldFindings(.name, fault, diagnostics)
            + fieldFindings(.note, EntryCheck.faultOfSummary(texts.note), [])
    }

    // MARK: Both

    private func lint(_ parameters: [Parameter], _ context: LintContext, about name: String) -> [Diagnostic] {
        let request = AuthorizationRequest(endpoint: context.endpoint ?? "", parameters: parameters)
        return RequestLinter(context: context).lint(request.url).diagnostics.filter { $0.parameter == name }
    }

    /// Returns the findings of a field, worst first. If the linter reports an error, the reason why the file cannot
    /// store the value is not shown as well.
    private func fieldFindings(_ field: Field, _ fault: String?, _ diagnostics: [Diagnostic]) -> [Finding] {
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
        // A stable sort: findings of the same severity keep their order.
        return Severity.allCases.reversed().flatMap { severity in findings.filter { $0.severity == severity } }
    }
}
