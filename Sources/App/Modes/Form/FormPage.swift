import OAuth
import Screen
import Text

/// The lines of a form: one for each field, and below it the findings for its value.
struct FormLines: Equatable, Sendable {
    enum Content: Equatable, Sendable {
        case field(Form.Field)
        case finding(Line)
    }

    private(set) var lines: [Content] = []
    /// The lines of the current field.
    private(set) var current = 0..<0

    init(_ form: Form, width: Int) {
        for field in form.fields {
            let start = lines.count
            lines.append(.field(field))
            let indent = width < 72 ? 4 : form.labelColumns(width: width)
            for finding in form.shownFindings(of: field) {
                // Only what prevents saving has the sign of an error.
                let severity = finding.blocks ? finding.severity : min(finding.severity, .warning)
                lines += Line.finding(
                    severity, finding.text, id: finding.rule?.rawValue ?? "", indent: indent, width: width
                ).map { .finding($0) }
            }
            if field == form.current { current = start..<lines.count }
        }
    }

    static func isNarrow(_ width: Int) -> Bool { width < 60 }
}

extension Form {
    /// The heading of the page.
    package var title: String {
        switch subject {
        case .newClient, .copy: "New client"
        case .client: "Edit client"
        case .newScope: "New scope"
        case .scope: "Edit scope"
        case .variables: "Addresses"
        }
    }

    package func label(of field: Field) -> String {
        switch field {
        case .name: "Name"
        case .clientID: "Client ID"
        case .redirectURI: "Redirect URI"
        case .kind: "Kind"
        case .authentication: "Secret"
        case .variable(let index): variables[safely: index]?.name ?? ""
        case .note: isAboutScope ? "Description" : "Note"
        }
    }

    /// Returns the text shown in an empty field.
    fileprivate func hint(of field: Field) -> String {
        switch field {
        case .name: isAboutScope ? "such as orders:read" : "what you call it"
        case .clientID: "as the provider gave it to you"
        case .redirectURI(0): "such as http://127.0.0.1:8765/callback"
        case .redirectURI: "add another"
        case .kind, .authentication: ""
        case .variable(let index):
            variables[safely: index].map { variable in
                variable.standard.map { "\($0)by default" } ?? variable.allowed.joined(separator: ", ")
            } ?? ""
        case .note: "optional"
        }
    }

    /// Returns the column where the values begin.
    fileprivate func labelColumns(width: Int) -> Int {
        FormLines.isNarrow(width) && !isAboutScope ? 11 : 15
    }

    /// Returns the explanation of the current field.
    func explanation(_ key: KeyNames) -> (subject: String, text: String) {
        switch current {
        case .name:
            isAboutScope
                ? ("Name", "sent as typed: printable ASCII without space, \" and \\")
                : ("Name", "only for you; never sent")
        case .clientID: ("client_id", "identifies your app; issued by the provider, not a secret")
        case .redirectURI: redirectExplanation(key)
        case .kind:
            chosenKind == .public
                ? ("public", "cannot keep a secret: runs on a phone, on a desktop or in a browser")
                : ("confidential", "keeps its secret on your server; authscope never stores it")
        case .authentication:
            ("Client secret", "how this client sends it: the provider's way, in the header, or in the body")
        case .variable(let index):
            variables[safely: index].map {
                ($0.name, $0.summary.isEmpty ? "a part of the provider's addresses" : $0.summary)
            }
                ?? ("", "")
        case .note: isAboutScope ? ("Description", "only for you") : ("Note", "only for you; never sent")
        }
    }

    private func redirectExplanation(_ key: KeyNames) -> (subject: String, text: String) {
        let subject = "redirect_uri"
        guard let uri = line(of: current)?.text, !uri.isEmpty else {
            return (subject, "must match the registered URI exactly; you can paste several lines")
        }
        guard !shownFindings(of: current).contains(where: \.blocks) else {
            return (subject, "must match the registered URI exactly")
        }
        return uri.isLoopbackURI
            ? (subject, "loopback address: \(key(.tryIt)) receives the redirect by itself")
            : (subject, "not a loopback address: after login, paste the address your browser ends at")
    }
}

extension Form {
    package func face(on desk: Desk, in room: Room) -> Face {
        let (subject, text) = explanation(desk.key)
        return Face(corner: corner, explanation: .text(subject, text), hints: hints)
    }

    private var hints: [Hint] {
        [(.accept, "save"), (.down, "next field")] + (isTyping ? [] : [(.toggle, "change")]) + [
            (.back, "close"), (.up, "previous field"),
        ] + (isChanged ? [(.formReset, "discard")] : [])
    }

    /// The effect of Enter.
    private var corner: Corner {
        let count = fields.count { shownFindings(of: $0).contains(where: \.blocks) }
        guard count == 0 else {
            let text = "✗ \(count.counted("field")) \(count == 1 ? "needs" : "need") fixing"
            return Corner(Line(text, Style(.error, .bold)))
        }
        if let field = fieldAtFault { return Corner(Line("Fill in \(label(of: field)) to save")) }
        return .next([(.accept, "save")])
    }

    package func draw(on desk: Desk, in room: Room, to frame: inout Frame) {
        let body = room.page
        let lines = FormLines(self, width: body.width).lines
        let hidden = lines.count - top - body.height
        let remarks = [hidden > 0 ? "\(hidden) more" : nil, isFromRequest ? "as typed in Request" : nil]
        frame.drawRule(
            title, at: body.y - 1, body.x..<body.right,
            remarks: remarks.compactMap { $0.map { Line($0, Style(.dim)) } })
        frame.offer(.list(0), in: body)
        for row in 0..<body.height {
            switch lines[safely: top + row] {
            case .field(let field):
                let number = fields.firstIndex(of: field) ?? 0
                frame.offerRow(number, of: 0, in: body, y: body.y + row)
                draw(field, number: number, in: body, y: body.y + row, on: &frame)
            case .finding(let line): frame.write(line, x: body.x, y: body.y + row, until: body.right)
            case nil: return
            }
        }
    }

    private func choices(of field: Field) -> [(String, Bool)] {
        guard field == .authentication else {
            return [("public", chosenKind == .public), ("confidential", chosenKind == .confidential)]
        }
        return Self.authentications.map { method in
            (method.map { $0 == .basic ? "header" : "body" } ?? "provider's way", method == chosenAuthentication)
        }
    }

    private func draw(_ field: Field, number: Int, in body: Rect, y: Int, on frame: inout Frame) {
        let x = body.x + labelColumns(width: body.width)
        let right = body.right - 1
        let isCurrent = field == current
        if isCurrent { frame.write("▸", x: body.x, y: y, until: right) }
        let isLaterURI = if case .redirectURI(1...) = field { true } else { false }
        let label = FormLines.isNarrow(body.width) && field == .redirectURI(0) ? "Redirect" : label(of: field)
        if !isLaterURI { frame.write(label, x: body.x + 1, y: y, Style(.accent), until: x) }
        guard let line = line(of: field) else {
            frame.drawChoices(choices(of: field), row: number, of: 0, x: x, y: y, right: right)
            if isCurrent { frame.markCurrent(Rect(x: body.x, y: y, width: body.width, height: 1), row: 0) }
            return
        }
        if isCurrent {
            frame.draw(line, x: x, y: y, right: right)
        } else if line.isEmpty {
            frame.write(hint(of: field), x: x, y: y, Style(.dim), until: right)
        } else {
            frame.write(abridge(line.text, columns: right - x), x: x, y: y, until: right)
        }
    }
}

extension String {
    /// Whether the redirect URI is a loopback address (RFC 8252 §7.3).
    var isLoopbackURI: Bool {
        let parts = URIReference(self)
        return parts.isHTTP && parts.isLoopback
    }
}
