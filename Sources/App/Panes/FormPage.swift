import OAuth
import Screen

/// What a form shows from top to bottom: a line for each field, and below it what there is to say of its value.
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
                lines += Line.finding(
                    finding.severity, finding.text, id: finding.rule?.rawValue ?? "", indent: indent, width: width
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
        }
    }

    package func label(of field: Field) -> String {
        switch field {
        case .name: "Name"
        case .clientID: "Client id"
        case .redirectURI: "Redirect URI"
        case .kind: "Kind"
        case .note: isAboutScope ? "Description" : "Note"
        }
    }

    /// What is said in a field that is empty.
    fileprivate func hint(of field: Field) -> String {
        switch field {
        case .name: isAboutScope ? "such as orders:read" : "what you call it"
        case .clientID: "as the provider gave it to you"
        case .redirectURI(0): "such as http://127.0.0.1:8765/callback"
        case .redirectURI: "another one"
        case .kind: ""
        case .note: isAboutScope ? "what it allows, if you like" : "what you want to remember, if anything"
        }
    }

    /// Where the values begin.
    fileprivate func labelColumns(width: Int) -> Int {
        FormLines.isNarrow(width) && !isAboutScope ? 11 : 15
    }

    /// What the explanation row says of the current field.
    var explanation: (subject: String, text: String) {
        switch current {
        case .name:
            isAboutScope
                ? ("Name", "sent as it stands: printable ASCII without space, \" and \\")
                : ("Name", "for you alone; it is never sent")
        case .clientID: ("client_id", "who asks; given by the provider, not a secret")
        case .redirectURI: redirectExplanation
        case .kind:
            chosenKind == .public
                ? ("public", "runs where it can keep no secret: on a phone, a desktop, in a browser")
                : ("confidential", "has a secret on a server of yours; authscope never stores it")
        case .note: isAboutScope ? ("Description", "for you alone") : ("Note", "for you alone; it is never sent")
        }
    }

    private var redirectExplanation: (subject: String, text: String) {
        let subject = "redirect_uri"
        guard let uri = line(of: current)?.text, !uri.isEmpty else {
            return (subject, "as registered, octet for octet; several lines can be pasted")
        }
        guard !shownFindings(of: current).contains(where: \.blocks) else { return (subject, "as registered") }
        return uri.isLoopbackURI
            ? (subject, "loopback: t catches the answer by itself")
            : (subject, "t cannot catch this one: you paste where the browser ends")
    }
}

extension Model {
    /// The lines of the form that lies over the panes.
    var formLines: FormLines? { form.map { FormLines($0, width: size.width) } }

    /// Keeps the current field of the form in sight, and what there is to say of it.
    mutating func settleForm() {
        guard let form, let lines = formLines else { return }
        let height = layout.page.height
        var top = form.top
        if lines.current.upperBound > top + height { top = lines.current.upperBound - height }
        if lines.current.lowerBound < top { top = lines.current.lowerBound }
        self.form?.top = max(0, min(top, lines.lines.count - height))
    }

    func drawForm(_ form: Form, in body: Rect, on frame: inout Frame) {
        let y = body.y - 1
        frame.fill(Rect(x: 0, y: y, width: size.width, height: 1), "─", Style(.dim))
        let style = Style(.accent, [.bold, .reverse])
        let end = frame.write(" \(form.title) ", x: 1, y: y, style, until: size.width - 2)
        let lines = FormLines(form, width: size.width).lines
        let hidden = lines.count - form.top - body.height
        let remarks = [hidden > 0 ? " \(hidden) more " : nil, form.isFromRequest ? " as typed in Request " : nil]
        if let remark = remarks.compactMap({ $0 }).first {
            frame.write(remark, endingAt: size.width - 2, y: y, Style(.dim), from: end + 1)
        }
        for row in 0..<body.height {
            switch lines[safely: form.top + row] {
            case .field(let field): draw(field, of: form, y: body.y + row, on: &frame)
            case .finding(let line): frame.write(line, x: 0, y: body.y + row, until: size.width)
            case nil: return
            }
        }
    }

    private func draw(_ field: Form.Field, of form: Form, y: Int, on frame: inout Frame) {
        let x = form.labelColumns(width: size.width)
        let right = size.width - 1
        let isCurrent = field == form.current
        if isCurrent { frame.write("▸", x: 0, y: y, until: right) }
        let isLaterURI = if case .redirectURI(1...) = field { true } else { false }
        let label = FormLines.isNarrow(size.width) && field == .redirectURI(0) ? "Redirect" : form.label(of: field)
        if !isLaterURI { frame.write(label, x: 1, y: y, Style(.accent), until: x) }
        guard let line = form.line(of: field) else {
            drawChoices(
                [("public", form.chosenKind == .public), ("confidential", form.chosenKind == .confidential)],
                x: x, y: y, right: right, on: &frame)
            if isCurrent { markCurrent(Rect(x: 0, y: y, width: size.width, height: 1), row: 0, on: &frame) }
            return
        }
        if isCurrent {
            drawEditor(line, x: x, y: y, right: right, on: &frame)
        } else if line.isEmpty {
            frame.write(form.hint(of: field), x: x, y: y, Style(.dim), until: right)
        } else {
            frame.write(abridge(line.text, columns: right - x), x: x, y: y, until: right)
        }
    }

    /// The corner while a form is filled in: what Enter will do.
    func corner(of form: Form) -> Line {
        let count = form.fields.count { form.shownFindings(of: $0).contains(where: \.blocks) }
        guard count == 0 else {
            return Line("✗ \(count) \(count == 1 ? "field" : "fields") to mend", Style(.error, .bold))
        }
        var line = Line()
        line.append(KeyTable.label(.formSave), Style(.accent, .bold))
        let isComplete = form.fieldAtFault == nil
        line.append(
            isComplete ? " saves it" : size.width < 60 ? " saves, once complete" : " saves it, once it is complete")
        return line
    }
}

extension String {
    /// Whether the redirect URI leads back to this machine (RFC 8252 §7.3).
    var isLoopbackURI: Bool {
        ["http://127.0.0.1", "http://[::1]", "http://localhost"].contains { prefix in
            hasPrefix(prefix) && [nil, "/", ":", "?"].contains(dropFirst(prefix.count).first)
        }
    }
}
