import Catalog
import OAuth

/// A page over the panes in which a client or a scope is typed.
package struct Form: ModeState {
    /// What is typed, by what it was before.
    package enum Subject: Hashable, Sendable {
        case newClient
        /// A new client that is like the one with this `client_id`.
        case copy(of: String)
        case client(id: String)
        case newScope
        case scope(name: String)
    }

    package enum Field: Hashable, Sendable {
        case name, clientID
        case redirectURI(Int)
        case kind
        /// What is to be remembered of a client; what a scope allows.
        case note
    }

    /// The texts of all fields.
    struct Texts: Equatable, Sendable {
        var name = ""
        var clientID = ""
        var redirectURIs: [String] = []
        var kind = Client.Kind.public
        var note = ""
    }

    package let subject: Subject
    package internal(set) var current = Field.name
    /// Whether some fields were filled in from Request.
    var isFromRequest = false
    /// Findings for what was typed.
    package internal(set) var findings: [Finding] = []
    /// The first line shown.
    package internal(set) var top = 0
    /// Whether saving was tried: from then on what is missing is reported.
    var isTried = false

    /// What the linter has said of each redirect URI, so that a key in one of 200 does not judge them all again.
    var judgedURIs: [[UInt8]: [Diagnostic]] = [:]

    let initial: Texts
    private let isExample: Bool
    private var name = LineEditor()
    private var clientID = LineEditor()
    /// The last one is empty, to be typed in; of the others only the current one can be.
    private var redirectURIs: [LineEditor] = []
    private var kind = Client.Kind.public
    private var note = LineEditor()
    /// The fields that the user has been in and has left.
    private var left: Set<Field> = []

    package init(_ subject: Subject, _ client: Client) {
        self.subject = subject
        isExample = client.isExample
        initial = Texts(
            name: client.name, clientID: client.clientID, redirectURIs: client.redirectURIs, kind: client.kind,
            note: client.note)
        fill()
    }

    package init(_ subject: Subject, _ scope: OwnEntries.OwnScope) {
        self.subject = subject
        isExample = false
        initial = Texts(name: scope.name, note: scope.summary)
        fill()
    }

    private mutating func fill() {
        name = LineEditor(initial.name)
        clientID = LineEditor(initial.clientID)
        redirectURIs = initial.redirectURIs.map { LineEditor($0) }
        kind = initial.kind
        note = LineEditor(initial.note)
        tidy()
    }

    /// Discards what was typed.
    mutating func reset() {
        current = .name
        isTried = false
        left = []
        fill()
    }

    package var isAboutScope: Bool {
        switch subject {
        case .newScope, .scope: true
        case .newClient, .copy, .client: false
        }
    }

    // MARK: Values

    /// The fields from top to bottom.
    package var fields: [Field] {
        guard !isAboutScope else { return [.name, .note] }
        return [.name, .clientID] + redirectURIs.indices.map { .redirectURI($0) } + [.kind, .note]
    }

    var texts: Texts {
        Texts(
            name: name.text, clientID: clientID.text,
            redirectURIs: redirectURIs.map(\.text).filter { !$0.isEmpty }, kind: kind, note: note.text)
    }

    package var isChanged: Bool { texts != initial }

    package var client: Client {
        let texts = texts
        // With another id it is no longer the one that the documentation prints.
        return Client(
            name: texts.name, clientID: texts.clientID, redirectURIs: texts.redirectURIs, kind: texts.kind,
            isExample: isExample && texts.clientID == initial.clientID, note: texts.note)
    }

    package var scope: OwnEntries.OwnScope { OwnEntries.OwnScope(name: texts.name, summary: texts.note) }

    /// The line of a field that is typed in; nil for one that is chosen.
    package func line(of field: Field) -> LineEditor? {
        switch field {
        case .name: name
        case .clientID: clientID
        case .redirectURI(let index): redirectURIs[safely: index]
        case .kind: nil
        case .note: note
        }
    }

    package var chosenKind: Client.Kind { kind }

    /// Whether the field has been left, or what it holds is not what it held at first.
    func isTouched(_ field: Field) -> Bool {
        switch field {
        case .name: return left.contains(field) || name.text != initial.name
        case .clientID: return left.contains(field) || clientID.text != initial.clientID
        case .redirectURI: return left.contains(.redirectURI(0)) || texts.redirectURIs != initial.redirectURIs
        case .kind, .note: return true
        }
    }

    // MARK: Keys

    /// Goes to another field, round the form.
    mutating func moveToField(by step: Int) {
        let all = fields
        guard let index = all.firstIndex(of: current) else { return }
        go(to: all[(index + step + all.count) % all.count])
    }

    mutating func go(to field: Field) {
        if case .redirectURI = current { left.insert(.redirectURI(0)) } else { left.insert(current) }
        current = field
        tidy()
    }

    mutating func changeKind() { choose(kind == .public ? .confidential : .public) }

    mutating func choose(_ kind: Client.Kind) { self.kind = kind }

    /// Changes the line of the current field.
    mutating func edit<Result>(_ change: (inout LineEditor) -> Result) -> Result? {
        defer { tidy() }
        switch current {
        case .name: return change(&name)
        case .clientID: return change(&clientID)
        case .redirectURI(let index):
            guard redirectURIs.indices.contains(index) else { return nil }
            return change(&redirectURIs[index])
        case .kind: return nil
        case .note: return change(&note)
        }
    }

    /// Puts pasted text into the current field; of redirect URIs each line is one.
    ///
    /// - Returns: How many controls were left out, and how many redirect URIs for which there is no room.
    mutating func paste(_ text: String) -> (controls: Int, uris: Int) {
        guard case .redirectURI(let index) = current else {
            return (edit { $0.insert(text.trimmed) } ?? 0, 0)
        }
        var lines = text.split { $0.isNewline }.map { String($0).trimmed }.filter { !$0.isEmpty }
        guard !lines.isEmpty else { return (0, 0) }
        var dropped = edit { $0.insert(lines.removeFirst()) } ?? 0
        defer { tidy() }
        let filled = redirectURIs.count { !$0.isEmpty }
        for (offset, line) in lines.enumerated() {
            guard filled + offset < EntryCheck.mostRedirectURIs else { return (dropped, lines.count - offset) }
            var editor = LineEditor()
            dropped += editor.insert(line)
            redirectURIs.insert(editor, at: index + 1 + offset)
            current = .redirectURI(index + 1 + offset)
        }
        return (dropped, 0)
    }

    /// Removes emptied redirect URIs, except the current one, and offers an empty one at the end.
    private mutating func tidy() {
        guard !isAboutScope else { return }
        var kept: [LineEditor] = []
        var place: Int?
        for (index, line) in redirectURIs.enumerated() {
            let isCurrent = current == .redirectURI(index)
            if isCurrent { place = kept.count }
            if isCurrent || !line.isEmpty { kept.append(line) }
        }
        if kept.last.map({ !$0.isEmpty }) ?? true, kept.count < EntryCheck.mostRedirectURIs {
            kept.append(LineEditor())
        }
        redirectURIs = kept
        if let place { current = .redirectURI(place) }
    }
}
