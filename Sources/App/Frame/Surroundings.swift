import OAuth
import Screen

/// The rows around the modes: the title with the corner, the explanation and the footer. They are drawn from the face
/// and the keys of the mode on top, so a key that they show always does what they say.
struct Surroundings {
    let desk: Desk
    let mode: any ModeState
    let face: Face
    /// The contexts of the mode on top, which decide what each key does.
    let contexts: [Binding.Context]
    /// The badges of the background work, the most urgent first.
    let badges: [Badge]

    init(_ mode: any ModeState, _ face: Face, _ badges: [Badge], on desk: Desk) {
        self.desk = desk
        self.mode = mode
        self.face = face
        self.badges = badges
        contexts = mode.contexts(on: desk)
    }

    private var room: Room { desk.room }
    private var width: Int { desk.room.size.width }
    private var gap: Int { width < 72 ? 2 : 3 }

    /// Whether an action is not possible now.
    private func isRefused(_ action: Action) -> Bool {
        mode.whyNot(action, on: desk) != nil
    }

    // MARK: Row 1

    /// Draws the provider at the left, the corner at the right, and the badge of the background work before it.
    func drawTitle(on frame: inout Frame) {
        let roomBesideName = width < 60 ? width * 7 / 10 : width - 16 - min(24, desk.provider.name.columns)
        let corner = line(of: face.corner, most: badges.isEmpty ? roomBesideName : width / 4)
        var start = max(0, width - corner.columns - 1)
        frame.write(corner, x: start, y: 0, until: width)
        let all = badges.flatMap { lines(of: $0) }.filter { $0.columns + 3 < start }
        // A long badge leaves room for the provider's name, or its beginning.
        let nameEnd = start - 3 - min(8, desk.provider.name.columns)
        if let badge = all.first(where: { $0.columns + 3 < nameEnd }) ?? all.dropLast().last ?? all.last {
            start -= badge.columns + 3
            frame.write(badge, x: start, y: 0, until: width)
            frame.write("│", x: start + badge.columns + 1, y: 0, Style(.dim), until: width)
        }
        let limit = start - 1
        let trip = desk.jobs.attempt
        let name = desk.provider.name
        let gap = room.kind == .tabs ? 2 : 3
        var x = 1
        if badges.isEmpty || 10 + gap + name.columns <= limit {
            guard limit > 10 else { return }
            x = frame.write("authscope", x: x, y: 0, Style(.accent, .bold), until: limit) + gap
        }
        x = frame.write(name, x: x, y: 0, Style(.text, .bold), until: limit)
        let isRehearsal = trip?.place == .rehearsal
        // A word that would be cut is left out.
        if isRehearsal, x + 2 + 9 <= limit {
            x = frame.write("rehearsal", x: x + 2, y: 0, Style(.warning, .bold), until: limit)
        }
        guard room.kind == .wide, let host = (trip?.provider ?? desk.provider).authority,
            x + 3 + host.columns < limit
        else { return }
        frame.write(host, x: x + 3, y: 0, isRehearsal ? Style(.warning) : Style(.dim), until: limit)
    }

    /// Returns the verdict with as many of its keys as fit. The first key is always there.
    private func line(of corner: Corner, most: Int) -> Line {
        guard desk.showsHints else { return corner.verdict.withoutLead }
        var line = corner.verdict
        for (number, hint) in corner.hints.enumerated() {
            // "Next:" and its key form one sentence.
            let gap = number == 0 && corner.verdict.endsInColon ? 1 : gap
            let next = line + Line(String(repeating: " ", count: gap)) + self.line(of: hint)
            guard number == 0 || next.columns <= most else { break }
            line = next
        }
        return line
    }

    /// Returns a badge in several lengths, the longest first. The key is shown only when it works in the present mode.
    private func lines(of badge: Badge) -> [Line] {
        let sign = Line("● ", Style(badge.tone, .bold))
        var lines: [Line] = []
        if let hint = badge.hint, !isRefused(hint.action), desk.keys.key(of: hint.action, in: contexts) != nil {
            let key = line(of: hint)
            // A click anywhere on the badge presses the key.
            lines = badge.texts.map { (sign + Line($0 + "  ") + key).pressing(key) } + [(sign + key).pressing(key)]
        }
        return lines + badge.texts.map { sign + Line($0) } + [Line("●", Style(badge.tone, .bold))]
    }

    // MARK: The explanation row

    /// Draws the notice, which stays until the next key, or else the explanation of the mode. While the mode needs the
    /// row for typing, the notice is in the footer.
    func drawExplanation(on frame: inout Frame) {
        let y = room.explanationRow
        switch face.explanation {
        case .line(let label, let editor):
            let end = frame.write(label, x: 1, y: y, Style(.accent, .bold), until: width)
            frame.draw(editor, x: end, y: y, right: width - 1)
        case .text(let subject, let text, let facts, let warning):
            if let notice = desk.messages.notice { return draw(notice, y: y, on: &frame) }
            if let notice = desk.messages.pinned { return drawPinned(notice, y: y, on: &frame) }
            var right = width - 1
            if let warning {
                right = frame.write(warning, endingAt: right, y: y, Style(.warning), from: width / 3) - 2
            }
            draw(subject, text, facts, y: y, right: right, on: &frame)
        }
    }

    private func draw(_ notice: Notice, y: Int, on frame: inout Frame) {
        let (sign, style) = notice.tone.sign
        frame.write("\(sign) \(safe(notice.text, columns: width - 4))", x: 1, y: y, style, until: width - 1)
    }

    /// A pinned notice, and the command that shows all of it.
    private func drawPinned(_ notice: Notice, y: Int, on frame: inout Frame) {
        let (sign, style) = notice.tone.sign
        let hint = ":messages"
        let right = width - hint.utf8.count - 3
        frame.write("\(sign) \(safe(notice.text, columns: right - 3))", x: 1, y: y, style, until: right)
        frame.write(hint, x: right + 2, y: y, Style(.accent, .bold), until: width - 1)
        if let key = desk.keys.key(of: .palette, in: contexts) { frame.offer(.key(key), right + 2..<width - 1, y: y) }
    }

    /// Draws a subject, a text about it, and at the right end the longest fact that leaves room for the text.
    private func draw(
        _ subject: String, _ text: String, _ facts: [String], y: Int, right: Int, on frame: inout Frame
    ) {
        let start = subject.isEmpty ? 1 : 1 + subject.columns + 3
        // A text that is cut is still useful when a few words of it are left.
        let fact =
            facts.first { start + text.columns + 3 + $0.columns <= right }
            ?? facts.last.flatMap { start + min(text.columns, 16) + 3 + $0.columns <= right ? $0 : nil }
        var end = right
        if let fact { end = frame.write(fact, endingAt: right, y: y, Style(.dim)) - 3 }
        frame.write(subject, x: 1, y: y, Style(.text, .bold), until: end)
        frame.write(text, x: start, y: y, until: end)
        guard !face.words.isEmpty else { return }
        frame.underline(safe(subject, columns: max(0, end - 1)), face.words, x: 1, y: y)
        frame.underline(safe(text, columns: max(0, end - start)), face.words, x: start, y: y)
    }

    // MARK: The footer

    /// Draws the keys of the mode, the most useful first. `? help` is never left out.
    func drawFooter(on frame: inout Frame) {
        let y = room.footerRow
        if case .text = face.explanation {
        } else if let notice = desk.messages.notice {
            return draw(notice, y: y, on: &frame)
        }
        guard desk.showsHints else { return }
        var right = width - 1
        if desk.keys.key(of: .help, in: contexts) != nil {
            let help = line(of: (.help, "help"))
            right -= help.columns
            frame.write(help, x: right, y: y, until: width - 1)
            right -= 2
        }
        var x = 1
        // The shortest hint needs four columns.
        for hint in face.hints where x + 4 <= right {
            let key = desk.keys.key(of: hint.action, in: contexts)
            let label = key?.label ?? ""
            guard x + label.columns + 1 + hint.text.columns <= right else { continue }
            let styles = styles(of: hint)
            let start = x
            x = frame.write(label, x: x, y: y, styles.key, until: right)
            x = frame.write(" ", x: x, y: y, styles.text, until: right)
            x = frame.write(hint.text, x: x, y: y, styles.text, until: right)
            if let key { frame.offer(.key(key), start..<x, y: y) }
            x += gap
        }
    }

    /// Returns a key and its effect.
    private func line(of hint: Hint) -> Line {
        let styles = styles(of: hint)
        let key = desk.keys.key(of: hint.action, in: contexts)
        var line = Line()
        line.append(key?.label ?? "", styles.key, key: key)
        line.append(" " + hint.text, styles.text, key: key)
        return line
    }

    /// Returns the styles of a hint. It is dim when the action is not possible now; pressing the key then says why.
    private func styles(of hint: Hint) -> (key: Style, text: Style) {
        isRefused(hint.action) ? (Style(.dim), Style(.dim)) : (Style(.accent, .bold), .plain)
    }
}
