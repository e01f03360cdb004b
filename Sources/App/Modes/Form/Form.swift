import Catalog
import OAuth
import Screen

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
        /// The variables of the provider's addresses.
        case variables
    }

    package enum Field: Hashable, Sendable {
        case name, clientID
        case redirectURI(Int)
        case kind
        /// How a confidential client sends its secret.
        case authentication
        case variable(Int)
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
        var authentication: ClientAuthenticationMethod?
        var values: [String] = []
    }

    package let subject: Subject
    package internal(set) var current = Field.name
    /// Whether some fields were filled in from Request.
    var isFromRequest = false
    /// Findings for what was typed.
    package internal(set) var findings: [Finding] = []
    /// The first line shown.
    package internal(set) var top = 0
    var popup = Kept<Size?>(nil)
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
    private var authentication: ClientAuthenticationMethod?
    let variables: [AddressVariable]
    private var values: [LineEditor] = []
    /// The fields that the user has been in and has left.
    private var left: Set<Field> = []

    package init(_ subject: Subject, _ client: Client) {
        self.subject = subject
        isExample = client.isExample
        initial = Texts(
            name: client.name, clientID: client.clientID, redirectURIs: client.redirectURIs, kind: client.kind,
            note: client.note, authentication: client.authentication)
        variables = []
        fill()
    }

    package init(_ subject: Subject, _ scope: OwnEntries.OwnScope) {
        self.subject = subject
        isExample = false
        initial = Texts(name: scope.name, note: scope.summary)
        variables = []
        fill()
    }

    /// - Parameter variables: those of the provider, with the values that they have.
    package init(_ variables: [AddressVariable]) {
        subject = .variables
        isExample = false
        initial = Texts(values: variables.map { $0.chosen ?? "" })
        self.variables = variables
        current = .variable(variables.firstIndex { $0.value == nil } ?? 0)
        fill()
    }

    private mutating func fill() {
        name = LineEditor(initial.name)
        clientID = LineEditor(initial.clientID)
        redirectURIs = initial.redirectURIs.map { LineEditor($0) }
        kind = initial.kind
        note = LineEditor(initial.note)
        authentication = initial.authentication
        values = initial.values.map { LineEditor($0) }
        tidy()
    }

    /// Discards what was typed.
    mutating func reset() {
        current = fields.first ?? .name
        isTried = false
        left = []
        fill()
    }

    package var isAboutScope: Bool {
        switch subject {
        case .newScope, .scope: true
        case .newClient, .copy, .client, .variables: false
        }
    }

    var isAboutClient: Bool { !isAboutScope && subject != .variables }

    // MARK: Values

    /// The fields from top to bottom.
    package var fields: [Field] {
        guard subject != .variables else { return variables.indices.map { .variable($0) } }
        guard !isAboutScope else { return [.name, .note] }
        let secret: [Field] = kind == .confidential ? [.authentication] : []
        return [.name, .clientID] + redirectURIs.indices.map { .redirectURI($0) } + [.kind] + secret + [.note]
    }

    var texts: Texts {
        Texts(
            name: name.text, clientID: clientID.text,
            redirectURIs: redirectURIs.map(\.text).filter { !$0.isEmpty }, kind: kind, note: note.text,
            authentication: authentication, values: values.map(\.text))
    }

    package var isChanged: Bool { texts != initial }

    package var client: Client {
        let texts = texts
        // With another id it is no longer the one that the documentation prints.
        return Client(
            name: texts.name, clientID: texts.clientID, redirectURIs: texts.redirectURIs, kind: texts.kind,
            isExample: isExample && texts.clientID == initial.clientID, note: texts.note,
            authentication: texts.kind == .confidential ? texts.authentication : nil)
    }

    package var scope: OwnEntries.OwnScope { OwnEntries.OwnScope(name: texts.name, summary: texts.note) }

    /// The line of a field that is typed in; nil for one that is chosen.
    package func line(of field: Field) -> LineEditor? {
        switch field {
        case .name: name
        case .clientID: clientID
        case .redirectURI(let index): redirectURIs[safely: index]
        case .kind, .authentication: nil
        case .variable(let index): values[safely: index]
        case .note: note
        }
    }

    package var chosenKind: Client.Kind { kind }

    package var chosenAuthentication: ClientAuthenticationMethod? { authentication }

    /// Whether the field has been left, or what it holds is not what it held at first.
    func isTouched(_ field: Field) -> Bool {
        switch field {
        case .name: return left.contains(field) || name.text != initial.name
        case .clientID: return left.contains(field) || clientID.text != initial.clientID
        case .redirectURI: return left.contains(.redirectURI(0)) || texts.redirectURIs != initial.redirectURIs
        case .variable: return left.contains(field)
        case .kind, .authentication, .note: return true
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

    /// The next choice in the current field.
    mutating func changeChoice() {
        guard current == .authentication else { return kind = kind == .public ? .confidential : .public }
        let all = Self.authentications
        authentication = all[((all.firstIndex(of: authentication) ?? 0) + 1) % all.count]
    }

    /// Chooses a box of the current field.
    mutating func choose(box: Int) {
        if current == .authentication {
            if Self.authentications.indices.contains(box) { authentication = Self.authentications[box] }
        } else if let chosen = Client.Kind.allCases[safely: box] {
            kind = chosen
        }
    }

    /// The choices of the field; nil is the provider's way.
    static let authentications: [ClientAuthenticationMethod?] = [nil, .basic, .body]

    /// Changes the line of the current field.
    mutating func edit<Result>(_ change: (inout LineEditor) -> Result) -> Result? {
        defer { tidy() }
        switch current {
        case .name: return change(&name)
        case .clientID: return change(&clientID)
        case .redirectURI(let index):
            guard redirectURIs.indices.contains(index) else { return nil }
            return change(&redirectURIs[index])
        case .kind, .authentication: return nil
        case .variable(let index):
            guard values.indices.contains(index) else { return nil }
            return change(&values[index])
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
        guard isAboutClient else { return }
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
