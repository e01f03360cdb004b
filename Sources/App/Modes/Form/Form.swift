import Catalog
import OAuth
import Screen

/// A form for a client, a scope, or the variables of the provider's addresses.
package struct Form: ModeState {
    /// The entry that the form is about.
    package enum Subject: Hashable, Sendable {
        case newClient
        /// A copy of the client with this `client_id`.
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
        /// The note of a client, or the description of a scope.
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
    /// The findings for the values of the fields.
    package internal(set) var findings: [Finding] = []
    /// The first line shown.
    package internal(set) var top = 0
    var popup = Kept<Size?>(nil)
    /// Whether the user has tried to save. From then on, empty fields are reported.
    var isTried = false

    /// The linter's findings for each redirect URI, so that a key typed in one of 200 does not check all of them again.
    var checkedURIs: [[UInt8]: [Diagnostic]] = [:]

    let initial: Texts
    private let isExample: Bool
    private var name = LineEditor()
    private var clientID = LineEditor()
    /// The last one is empty, for a new URI. Of the others, only the current one can be empty.
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

    /// - Parameter variables: The provider's variables with their values.
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

    /// Discards the typed text.
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
        // With another id it is no longer the example client of the documentation.
        return Client(
            name: texts.name, clientID: texts.clientID, redirectURIs: texts.redirectURIs, kind: texts.kind,
            isExample: isExample && texts.clientID == initial.clientID, note: texts.note,
            authentication: texts.kind == .confidential ? texts.authentication : nil)
    }

    package var scope: OwnEntries.OwnScope { OwnEntries.OwnScope(name: texts.name, summary: texts.note) }

    /// Returns the editor of a field, or nil for a field with radio buttons.
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

    /// Whether the user has left the field or changed its value.
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

    /// Goes to another field. After the last one comes the first.
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

    /// Selects the next radio button of the current field.
    mutating func changeChoice() {
        guard current == .authentication else { return kind = kind == .public ? .confidential : .public }
        let all = Self.authentications
        authentication = all[((all.firstIndex(of: authentication) ?? 0) + 1) % all.count]
    }

    /// Selects a radio button of the current field by its number.
    mutating func choose(box: Int) {
        if current == .authentication {
            if Self.authentications.indices.contains(box) { authentication = Self.authentications[box] }
        } else if let chosen = Client.Kind.allCases[safely: box] {
            kind = chosen
        }
    }

    /// The radio buttons of the field. Nil means the provider's way.
    static let authentications: [ClientAuthenticationMethod?] = [nil, .basic, .body]

    /// Changes the text of the current field.
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

    /// Pastes text into the current field. Each line of redirect URIs becomes a field of its own.
    ///
    /// - Returns: The number of control characters left out, and of redirect URIs that a client has no room for.
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

    /// Removes the empty redirect URIs, except the current one, and adds an empty one at the end.
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
