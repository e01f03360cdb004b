import Catalog
import OAuth
import Scan
import Screen

/// A pasted message, part by part, with the findings under their octets.
package struct Inspect: ModeState {
    /// The text, and the provider and client to check it as. It may have secrets, and is forgotten with the mode.
    struct Subject: Equatable, Sendable {
        var text: String
        var message: PastedMessage.Kind
        /// The provider that it is checked as; nil for the standards alone.
        var provider: Provider?
        /// The place of that provider in the catalogue; nil if it is the session's.
        var source: ProviderListing.Source?
        var client: Client?
        /// The new verifier of a fix.
        var verifier: CodeVerifier?
    }

    /// The line for a text, while there is none yet or another one is to be inspected.
    package private(set) var editor: LineEditor?
    private(set) var subject: Subject?
    package private(set) var inspection: Inspection?
    private var past: [Subject] = []
    private var future: [Subject] = []
    /// The finding under the cursor.
    package private(set) var cursor = 0
    /// The first line of the parts that is shown, and the first finding.
    package private(set) var top = 0
    private(set) var findingsTop = 0
    /// Whether the cursor has moved, so that the part of its finding must be in sight.
    private var followsCursor = true
    /// Identifies the search for the provider that the text belongs to.
    private var number: Int?
    /// Seconds since 1970; nil until the platform reports them.
    private var now: Int?
    /// Whether the new verifier of a fix is shown.
    private var isVerifierShown = false
    var lines = Kept(InspectLines())

    /// The half that is drawn, for the mouse.
    enum Half: Int {
        case parts, findings
    }

    /// Creates the mode without a text.
    init() { editor = LineEditor() }

    init(_ subject: Subject, number: Int?, on desk: Desk) {
        self.number = number
        begin(with: subject, on: desk)
    }

    package var cover: Cover { .screen }
    package var isTyping: Bool { editor != nil }

    package func contexts(on desk: Desk) -> [Binding.Context] { isTyping ? [.text] : [.inspecting] }

    package func refusal(of action: Action, on desk: Desk) -> String? {
        guard !isTyping else { return nil }
        switch action {
        case .fix:
            guard let finding else { return "Nothing to fix here" }
            return finding.fix == nil ? "No fix by key: \(finding.advice)" : nil
        case .fixAll:
            if inspection?.report == nil { return "Only authorization requests are fixed" }
            return inspection?.findings.contains { $0.fix != nil } == true ? nil : "Nothing to fix here"
        case .inspectUse, .compare: return inspection?.report == nil ? "This is not an authorization request" : nil
        case .explainRule: return finding?.rule == nil ? "This finding has no rule" : nil
        case .inspectKind: return (inspection?.kinds.count ?? 0) > 1 ? nil : "It cannot be treated as anything else"
        case .inspectClient:
            return subject?.provider?.clients.isEmpty == false
                ? nil : "No client is known here: \(desk.key(.inspectProvider, in: .inspecting)) chooses a provider"
        case .undo: return past.isEmpty ? "Nothing to undo here" : nil
        case .redo: return future.isEmpty ? "Nothing to redo here" : nil
        default: return nil
        }
    }

    var finding: Inspection.Finding? { inspection?.findings[safely: cursor] }

    // MARK: Actions

    package mutating func perform(_ action: Action, on desk: inout Desk, in room: Room) -> Bool {
        if isTyping { return performWhileTyping(action, on: &desk) }
        if let distance = action.distance(page: max(1, InspectView.layout(of: self, in: room).parts.height - 1)) {
            move(action, by: distance)
            return true
        }
        switch action {
        case .fix: fix(with: nil, on: &desk)
        case .fixAll: desk.effects.append(.drawValues(.inspection(nil)))
        case .inspectUse: use(on: &desk)
        case .compare: compare(on: &desk)
        case .copy: copy(on: &desk)
        case .accept: accept(on: &desk)
        case .explainRule: if let rule = finding?.rule { desk.open(Page(.rule(rule))) }
        case .inspectKind: chooseKind(on: &desk)
        case .inspectProvider: desk.listProviders(for: .inspection)
        case .inspectClient: chooseClient(on: &desk)
        case .edit: editor = LineEditor()
        case .undo: undo(on: desk)
        case .redo: redo(on: desk)
        case .back: desk.close()
        default: return false
        }
        return true
    }

    private mutating func move(_ action: Action, by distance: Int) {
        let count = inspection?.findings.count ?? 0
        guard count > 0, action == .up || action == .down || action == .first || action == .last else {
            top += distance
            followsCursor = false
            return
        }
        cursor = clamp(cursor, by: distance, count: count)
        followsCursor = true
    }

    /// Handles Enter: shows the rule of the finding, or the new verifier of a fix.
    private mutating func accept(on desk: inout Desk) {
        if let rule = finding?.rule { return desk.open(Page(.rule(rule))) }
        if subject?.verifier != nil { showVerifier(on: &desk) }
    }

    private mutating func showVerifier(on desk: inout Desk) {
        isVerifierShown.toggle()
        if isVerifierShown { desk.hideSecretsLater() }
    }

    package mutating func hideSecrets() { isVerifierShown = false }

    // MARK: The text

    package mutating func insert(_ text: String, on desk: inout Desk) { editor?.insert(text) }

    package mutating func paste(_ text: String, on desk: inout Desk) -> Bool {
        if !inspect(text, on: &desk) {
            guard isTyping else {
                desk.sayWhyNotRecognised(text)
                return true
            }
            editor?.insert(text.trimmed)
        }
        return true
    }

    private mutating func performWhileTyping(_ action: Action, on desk: inout Desk) -> Bool {
        switch action {
        case .accept, .acceptAndGoOn:
            let text = editor?.text.trimmed ?? ""
            if text.isEmpty {
                desk.say("Paste or type a text first", .warning)
            } else if !inspect(text, on: &desk) {
                desk.sayWhyNotRecognised(text)
            }
        case .back:
            editor = nil
            if subject == nil { desk.close() }
        default: _ = editor?.apply(action)
        }
        return true
    }

    /// Inspects another text. Returns false if it is not recognised.
    private mutating func inspect(_ text: String, on desk: inout Desk) -> Bool {
        guard let opened = desk.inspection(of: text) else { return false }
        editor = nil
        self = opened
        return true
    }

    private mutating func begin(with subject: Subject, on desk: Desk) {
        self.subject = subject
        guard let message = PastedMessage(subject.text, as: subject.message) else { return }
        inspection = inspector(on: desk).inspect(message, as: subject.message)
        cursor = min(cursor, max(0, (inspection?.findings.count ?? 0) - 1))
    }

    /// Changes the text or its kind, provider or client, in one step of undo.
    mutating func change(on desk: Desk, _ change: (inout Subject) -> Void) {
        guard var next = subject else { return }
        change(&next)
        guard let before = subject, next != before else { return }
        past.append(before)
        future = []
        begin(with: next, on: desk)
    }

    private mutating func undo(on desk: Desk) {
        guard let next = past.popLast(), let subject else { return }
        future.append(subject)
        begin(with: next, on: desk)
    }

    private mutating func redo(on desk: Desk) {
        guard let next = future.popLast(), let subject else { return }
        past.append(subject)
        begin(with: next, on: desk)
    }

    /// Checks against the expectations of the provider and the client.
    func inspector(on desk: Desk) -> Inspector {
        var inspector = Inspector(
            provider: subject?.provider, client: subject?.client, profile: desk.session.profile, now: now)
        inspector.context.verifier = subject?.verifier?.text
        return inspector
    }

    // MARK: What comes from elsewhere

    package mutating func receive(_ event: Event, on desk: inout Desk) {
        switch event {
        case .providerRecognised(let number, let found, let now) where number == self.number:
            self.number = nil
            self.now = now
            guard var subject else { return }
            if let found {
                (subject.provider, subject.source) = (found.provider, found.source)
                if let message = PastedMessage(subject.text, as: subject.message) {
                    let recognition = ProviderRecognition(message, as: subject.message)
                    subject.client = recognition.client(of: found.provider)
                }
            }
            begin(with: subject, on: desk)
        case .providerChecked(let found):
            change(on: desk) { subject in
                subject.provider = found?.provider
                subject.source = found?.source
                subject.client = nil
                guard let provider = found?.provider, let message = PastedMessage(subject.text, as: subject.message)
                else { return }
                subject.client = ProviderRecognition(message, as: subject.message).client(of: provider)
            }
        case .valuesDrawn(let fresh, .inspection(nil)): fixAll(with: fresh, on: &desk)
        case .valuesDrawn(let fresh, .inspection(_?)): fix(with: fresh, on: &desk)
        default: break
        }
    }

    package mutating func choose(_ choice: Step.InspectionChoice, on desk: inout Desk) {
        switch choice {
        case .kind(let kind):
            change(on: desk) { $0.message = kind }
            cursor = 0
        case .client(let client): change(on: desk) { $0.client = client }
        }
    }

    // MARK: Settling and drawing

    package mutating func settle(on desk: inout Desk, in room: Room) {
        guard let inspection, room.kind != .tooSmall else { return }
        let layout = InspectView.layout(of: self, in: room)
        lines.value.update(
            for: inspection, verifier: subject?.verifier.map { isVerifierShown ? $0.text : nil },
            width: layout.parts.width)
        let range = lines.value.range(of: cursor)
        if followsCursor, let range {
            top = scrolled(top, toShow: range, of: lines.value.count, height: layout.parts.height)
        }
        top = clamped(top, of: lines.value.count, height: layout.parts.height)
        let findings = lines.value.findingRange(cursor)
        findingsTop = scrolled(
            findingsTop, toShow: findings, of: lines.value.findings.count, height: layout.findings.height)
    }

    package mutating func point(at row: Int?, of list: Int, on desk: inout Desk, in room: Room) {
        guard list == Half.findings.rawValue, let row, inspection?.findings.indices.contains(row) == true else {
            return
        }
        cursor = row
        followsCursor = true
    }

    package mutating func scroll(_ list: Int, by rows: Int, on desk: inout Desk, in room: Room) {
        if list == Half.parts.rawValue {
            top += rows
            followsCursor = false
        } else {
            move(rows > 0 ? .down : .up, by: rows)
        }
    }

    package func face(on desk: Desk, in room: Room) -> Face { InspectView(self, desk, room).face }

    package func draw(on desk: Desk, in room: Room, to frame: inout Frame) {
        InspectView(self, desk, room).draw(on: &frame)
    }
}

extension Desk {
    /// Opens a paste for inspection. Returns false if it is not recognised.
    mutating func inspect(_ text: String) -> Bool {
        guard let mode = inspection(of: text) else { return false }
        open(mode)
        return true
    }

    mutating func sayWhyNotRecognised(_ text: String) {
        let fault = PastedMessage.fault(of: text)
        say(fault.prefix(1).uppercased() + fault.dropFirst(), .warning)
    }

    /// The mode that inspects a text; nil if the text is none of the forms. Asks for the provider that it belongs to
    /// if that is not the session's.
    mutating func inspection(of text: String) -> Inspect? {
        var text = text
        if !PastedMessage.isRecognised(text) {
            let quoted = QuotedMessages(in: text)
            guard let first = quoted.first else { return nil }
            text = first
            say(quoted.count == 1 ? "Found in the text" : "The first of \(quoted.count) messages in the text")
        }
        guard let message = PastedMessage(text) else { return nil }
        let kind = message.kinds[0]
        let recognition = ProviderRecognition(message, as: kind)
        var subject = Inspect.Subject(text: text, message: kind)
        if recognition.provider(among: [provider]) != nil {
            subject.provider = provider
            subject.client = recognition.client(of: provider)
        }
        var number: Int?
        if subject.provider == nil || kind == .jwt {
            jobs.inspectionNumber += 1
            number = jobs.inspectionNumber
            effects.append(.recogniseProvider(jobs.inspectionNumber, recognition))
        }
        return Inspect(subject, number: number, on: self)
    }
}
