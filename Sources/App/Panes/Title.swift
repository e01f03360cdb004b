import OAuth
import Screen

extension Model {
    /// Row 1: who is asked at the left; the verdict and the next step at the right.
    func drawTitle(_ layout: Layout, on frame: inout Frame) {
        let verdict = corner(room: size.width)
        let start = max(0, size.width - verdict.columns - 1)
        frame.write(verdict, x: start, y: 0, until: size.width)
        let limit = start - 1
        guard limit > 10 else { return }
        var x = frame.write("authscope", x: 1, y: 0, Style(.accent, .bold), until: limit)
        x = frame.write(provider.name, x: x + (layout.kind == .tabs ? 2 : 3), y: 0, Style(.text, .bold), until: limit)
        let isRehearsal = roundTrip?.place == .rehearsal
        if isRehearsal { x = frame.write("rehearsal", x: x + 2, y: 0, Style(.warning, .bold), until: limit) }
        if layout.kind == .wide, let host = (roundTrip?.provider ?? provider).authority, x + 3 + host.columns < limit {
            frame.write(host, x: x + 3, y: 0, isRehearsal ? Style(.warning) : Style(.dim), until: limit)
        }
    }

    /// The one place that says how things stand and what to press next.
    func corner(room: Int) -> Line {
        if let notice { return line(of: notice, room: room) }
        if let importing {
            var line = Line()
            if importing.offer == nil {
                line.append("Reading \(safe(importing.name, columns: max(8, room / 3)))", Style(.text, .bold))
                appendKey(.back, "cancels", to: &line, room < 72)
            } else {
                line.append("Next: ", Style(.accent, .bold))
                line.append("Enter imports it")
            }
            return line
        }
        if let form { return corner(of: form) }
        if let operationsView { return corner(of: operationsView, room: room) }
        if let roundTrip { return corner(of: roundTrip, room: room) }
        let errors = outcome.count(of: .error)
        let warnings = outcome.count(of: .warning)
        let isNarrow = room < 72
        var line = Line()
        if let next = nextStep {
            line.append("Next: ", Style(.accent, .bold))
            line.append(next)
        } else if errors > 0 {
            line.append("✗ \(errors) \(errors == 1 ? "problem" : "problems")", Style(.error, .bold))
            appendKey(.validationPane, errors == 1 ? "shows it" : "shows them", to: &line, isNarrow)
        } else if warnings > 0 {
            line.append("! \(warnings) \(warnings == 1 ? "warning" : "warnings")", Style(.warning, .bold))
            appendKey(.copy, "copy", to: &line, isNarrow)
            appendKey(.validationPane, warnings == 1 ? "shows it" : "shows them", to: &line, isNarrow)
            if !isNarrow { appendKey(.tryIt, tryHint, to: &line, isNarrow) }
        } else {
            line.append("✓ Ready", Style(.ok, .bold))
            appendKey(.copy, "copy", to: &line, isNarrow)
            if !isNarrow, browserAbsence == nil { appendKey(.open, "open", to: &line, isNarrow) }
            appendKey(.tryIt, tryHint, to: &line, isNarrow)
        }
        return line
    }

    /// What is missing before there can be a verdict, in the words of what to press.
    private var nextStep: String? {
        if draft.clientID.isEmpty {
            if requestCursor == .client, pane == .request { return "Enter types a client_id" }
            guard provider.clients.isEmpty else { return "3 Request takes a client_id" }
            return pane == .clients ? "press a to add a client" : "1 Clients, a adds one"
        }
        guard draft.scopes.isEmpty, !provider.scopes.isEmpty else { return nil }
        return pane == .scopes ? "Space turns a scope on" : "2 Scopes, Space turns one on"
    }

    /// Where the next attempt goes must be known before the key is pressed.
    private var tryHint: String { place == .rehearsal ? "rehearse" : "try it" }

    func appendKey(_ action: Action, _ hint: String, to line: inout Line, _ isNarrow: Bool) {
        line.append((isNarrow ? "  " : "   ") + KeyTable.label(action), Style(.accent, .bold))
        line.append(" " + hint)
    }

    private func line(of notice: Notice, room: Int) -> Line {
        let hint = notice.whole == nil ? "" : "Enter shows it"
        let text = safe(notice.text, columns: max(0, room - 16 - (hint.isEmpty ? 0 : hint.columns + 3)))
        switch notice.tone {
        case .done: return Line(text, Style(.ok, .bold))
        case .warning: return Line("! " + text, Style(.warning, .bold))
        case .problem:
            var line = Line("✗ " + text, Style(.error, .bold))
            if !hint.isEmpty { appendKey(.accept, "shows it", to: &line, room < 72) }
            return line
        case .hint: return Line(text)
        }
    }
}
