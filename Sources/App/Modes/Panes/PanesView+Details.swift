import OAuth
import Screen
import Text

/// Details follows the cursor of the pane with the focus. Lines are made for that row only, and only as many as fit.
extension PanesView {
    func drawDetails(on frame: inout Frame) {
        guard !layout.details.isEmpty else { return }
        frame.draw(details(width: layout.details.width, height: layout.details.height), in: layout.details)
    }

    private func details(width: Int, height: Int) -> Details {
        // One more line than fits shows that there are more.
        let most = height + 1
        switch panes.pane {
        case .clients:
            guard let client = panes.client(on: desk) else { return Details() }
            return Details(subject: client.name, lines: desk.session.pageLines(of: client, width: width, desk.key))
        case .scopes:
            guard panes.scopeRows.contains(panes.scopeCursor) else { return Details() }
            return Details(
                subject: provider.scopes.name(at: panes.scopeCursor),
                lines: desk.session.pageLines(ofScope: panes.scopeCursor, width: width, most: most, desk.key),
                rest: "Enter shows all")
        case .request: return requestDetails(width: width)
        case .validation: return findingDetails(width: width)
        case .url: return urlDetails(width: width, most: most)
        }
    }

    // MARK: A row of Request

    private func requestDetails(width: Int) -> Details {
        guard case .text(let subject, let text, _, _) = explanation else { return Details() }
        var page = PageText(width: width)
        page.paragraph(text)
        guard let name = parameterName else { return Details(subject: subject, lines: page.lines) }
        if let value = outcome.request[name] {
            page.gap()
            page.heading("\(name), \(value.unicodeScalars.count.counted("character"))")
            page.value(value)
        }
        for finding in outcome.diagnostics where finding.parameter == name {
            page.gap()
            for line in Line.finding(finding.severity, finding.message, id: "", indent: 2, width: width) {
                page.append(line)
            }
            page.field("Fix", finding.fix?.title ?? finding.advice)
            page.field("See", finding.reference)
        }
        return Details(subject: subject, lines: page.lines, rest: "\(desk.title(of: .validation)) has the findings")
    }

    /// The name of the parameter of the URL that the row sets. The verifier is never in the URL by this name.
    private var parameterName: String? {
        let name: String? =
            switch panes.requestCursor {
            case .client: "client_id"
            case .redirect, .otherRedirect: "redirect_uri"
            case .method: "code_challenge_method"
            case .challenge: "code_challenge"
            case .state, .stateValue: "state"
            case .extra(let index): draft.extras[safely: index]?.parameter.name
            case .variable, .verifier, .version, .newExtra: nil
            }
        return name.map { provider.habits.names.sent($0) }
    }

    // MARK: A finding

    private func findingDetails(width: Int) -> Details {
        switch panes.validationRows(on: desk)[safely: panes.findingCursor] {
        case .finding(let finding):
            return Details(
                subject: finding.rule.rawValue,
                lines: RulePage.lines(of: finding, fixedBy: desk.keys.label(.fix, in: [.validation]), width: width),
                rest: "\(desk.keys.label(.explainRule, in: [.validation])) shows all")
        case .passed(let confirmation):
            return Details(subject: confirmation.parameter, lines: passed([confirmation], width: width))
        case .summary:
            let confirmations = outcome.validationRows(isUnfolded: true).compactMap { row in
                if case .passed(let confirmation) = row { confirmation } else { nil }
            }
            return Details(subject: "passed", lines: passed(confirmations, width: width))
        case nil: return Details()
        }
    }

    private func passed(_ confirmations: [Confirmation], width: Int) -> [Line] {
        confirmations.flatMap { confirmation in
            wrap(confirmation.text, width: max(1, width - 6)).enumerated().map { number, text in
                Line(number == 0 ? "  ✓ " : "    ", Style(.ok)) + Line(text)
            }
        }
    }

    // MARK: The URL

    /// Returns the parameters as the server decodes them. In their own view, only the parameter under the cursor.
    private func urlDetails(width: Int, most: Int) -> Details {
        let parameters = desk.shownRequest.parameters
        let current = desk.urlView == .parameters ? parameters[safely: panes.urlCursor] : nil
        var page = PageText(width: width)
        for parameter in current.map({ [$0] }) ?? parameters {
            guard page.lines.count < most else { break }
            page.append(Line("  " + safe(parameter.name, columns: width - 4), Style(.name)))
            // A value may have a megabyte.
            page.value(
                String(String.UnicodeScalarView(parameter.value.unicodeScalars.prefix(most * width))), indent: 4)
        }
        return Details(
            subject: current?.name ?? "parameters", lines: page.lines,
            rest: current == nil ? "\(desk.key(.urlView)) lists them" : "Enter shows all")
    }
}
