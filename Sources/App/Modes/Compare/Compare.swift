import Catalog
import OAuth
import Screen

/// Another request beside the one on the screen, part by part.
package struct Compare: ModeState {
    /// The other request, at the left.
    let left: ComparedRequest
    let name: String
    /// The draft at the start of the comparison. `l` restores parts of it.
    private let before: Draft
    package private(set) var comparison: RequestComparison
    /// The rows that differed at the start. They stay in the list, so that the user can choose either side.
    private let differed: [String]
    /// Whether the list also has the parts that are the same or must differ.
    package private(set) var showsAll: Bool
    /// The row under the cursor, among those listed.
    package private(set) var cursor = 0
    package private(set) var top = 0

    /// - Parameters:
    ///   - name: The name of the other request.
    ///   - before: The draft that `l` restores parts of; nil for the present one.
    init(
        _ left: ComparedRequest, called name: String, showsAll: Bool = false, before: Draft? = nil, on desk: Desk
    ) {
        self.left = left
        self.name = name
        self.showsAll = showsAll
        self.before = before ?? desk.draft
        comparison = RequestComparison(left, desk.session.compared)
        differed = comparison.rows.filter(\.isListed).map(\.label)
    }

    package var cover: Cover { .screen }
    package func contexts(on desk: Desk) -> [Binding.Context] { [.comparing] }

    /// The listed rows. Without `A`, those that differ or differed at the start.
    var rows: [RequestComparison.Row] {
        showsAll ? comparison.rows : comparison.rows.filter { $0.isListed || differed.contains($0.label) }
    }

    var row: RequestComparison.Row? { rows[safely: cursor] }

    package func refusal(of action: Action, on desk: Desk) -> String? {
        switch action {
        case .left, .right:
            row.map { whyNotTaken($0, by: action, on: desk) } ?? "Nothing differs here"
        case .undo: desk.session.history.canUndo ? nil : "Nothing to undo"
        case .redo: desk.session.history.canRedo ? nil : "Nothing to redo"
        default: nil
        }
    }

    private func whyNotTaken(_ row: RequestComparison.Row, by action: Action, on desk: Desk) -> String? {
        switch row.place {
        case .address:
            return "The address is the provider's: \(desk.key(.provider)) in the panes changes to another one"
        case .token: return "The provider decides the form of the token request"
        case .field:
            let isVersion = row.name == desk.provider.apiVersions?.header.lowercased()
            return isVersion ? nil : "This field is not a part of the request"
        case .parameter: break
        }
        if action == .left, Redaction.hides(parameter: row.name) {
            return "\(row.name) is a secret, which must not be in a URL"
        }
        if row.verdict == .same { return action == .left ? "Both are the same" : nil }
        if row.verdict == .newEachTime {
            return "It is new in each attempt: \(desk.key(.newValues)) in the panes makes a new one"
        }
        if row.verdict == .spelling { return "Only the spelling differs, and authscope writes its own" }
        return row.name == "response_type" ? "authscope always requests a code: the safe flow" : nil
    }

    package mutating func perform(_ action: Action, on desk: inout Desk, in room: Room) -> Bool {
        if let distance = action.distance(page: max(1, room.page.height - 1)) {
            cursor = clamp(cursor, by: distance, count: rows.count)
            return true
        }
        switch action {
        case .left: take(from: left.request, headers: left.fields, "that of \(quotedName)", on: &desk)
        case .right:
            let headers = before.headers(for: desk.provider)
            take(from: before.request(to: desk.provider), headers: headers, "the one before", on: &desk)
        case .all: showsAll.toggle()
        case .copy: desk.effects.append(.copy(CompareText(self).text, .comparison))
        case .accept: explain(on: &desk)
        case .undo: desk.effects += desk.session.undo()
        case .redo: desk.effects += desk.session.redo()
        case .back: desk.close()
        default: return false
        }
        return true
    }

    var quotedName: String { "\"\(abridge(name, columns: 24))\"" }

    /// Copies the part under the cursor from one of the two sides into the draft.
    private func take(
        from request: AuthorizationRequest, headers: [HTTPField]?, _ words: String, on desk: inout Desk
    ) {
        guard let row else { return }
        let draft = desk.draft
        desk.edit { [provider = desk.provider, outcome = desk.outcome] in
            $0.takePart(row, from: request, headers: headers, of: outcome, provider: provider)
        }
        guard desk.draft != draft else {
            return desk.say("The request already has \(words), as far as possible", .warning)
        }
        let lost = row.name == "scope" ? desk.session.unknownScopes(of: request) : 0
        guard lost == 0 else {
            return desk.say(
                "Without \(lost.counted("scope")) that this provider does not list\(desk.undoTip(in: .comparing))",
                .warning)
        }
        desk.say("\(row.name): \(words) now\(desk.undoTip(in: .comparing))")
    }

    /// Handles Enter: shows the whole values of the row.
    private func explain(on desk: inout Desk) {
        guard let row else { return }
        let separator = row.name == "scope" ? desk.provider.habits.scopeSeparator : nil
        let values = { (values: [String]?) -> [String] in
            guard let values else { return ["(missing)"] }
            let all = separator.map { one in values.flatMap { one.names(in: $0) } } ?? values
            return all.isEmpty || all == [""] ? ["(empty)"] : all
        }
        desk.open(
            Page(
                .sides(
                    title: row.name,
                    [
                        .init(name: quotedName, values: values(row.left)),
                        .init(name: "now", values: values(row.right)),
                    ])))
    }

    package mutating func settle(on desk: inout Desk, in room: Room) {
        let present = RequestComparison(left, desk.session.compared)
        if present != comparison { comparison = present }
        cursor = clamp(cursor, by: 0, count: rows.count)
        let lines = CompareView.lines(of: self, width: room.size.width)
        let range = lines.range(of: cursor)
        top = scrolled(top, toShow: range, of: lines.count, height: room.page.height)
    }

    package mutating func point(at row: Int?, of list: Int, on desk: inout Desk, in room: Room) {
        if let row, rows.indices.contains(row) { cursor = row }
    }

    package mutating func scroll(_ list: Int, by rows: Int, on desk: inout Desk, in room: Room) {
        cursor = clamp(cursor, by: rows, count: self.rows.count)
    }

    package func face(on desk: Desk, in room: Room) -> Face { CompareView(self, desk, room).face }

    package func draw(on desk: Desk, in room: Room, to frame: inout Frame) {
        CompareView(self, desk, room).draw(on: &frame)
    }
}

extension RequestComparison.Row {
    /// Whether it is listed among the differences.
    fileprivate var isListed: Bool { counts || verdict == .spelling }

    /// Identifies the row.
    fileprivate var label: String { "\(place.rawValue) \(name)" }
}

extension Draft {
    /// Copies one part of a request into the draft.
    fileprivate mutating func takePart(
        _ row: RequestComparison.Row, from source: AuthorizationRequest, headers: [HTTPField]?, of outcome: Outcome,
        provider: Provider
    ) {
        switch (row.place, row.name) {
        case (.field, _):
            guard let header = provider.apiVersions?.header,
                let version = headers?.first(where: { $0.isNamed(header) })?.value
            else { return }
            apiVersion = version
        case (_, "code_challenge"), (_, "code_challenge_method"):
            let name = source["code_challenge_method"] ?? ChallengeMethod.plain.rawValue
            method = source["code_challenge"] == nil ? .none : ChallengeMethod(rawValue: name) ?? method
        case (_, "state"): stateChoice = source["state"] == nil ? .none : .random
        default:
            var request = outcome.request
            var fields = outcome.headers
            let sent = provider.habits.names.sent(row.name)
            Fix.set(parameter: sent, values: source.values(of: row.name), label: "")
                .apply(to: &request, fresh: nil, headers: &fields)
            let (verifier, isOwn) = (verifier, hasOwnVerifier)
            adopt(request, headers: fields, provider: provider, fresh: nil)
            (self.verifier, hasOwnVerifier) = (verifier, isOwn)
            selectClient(of: provider)
        }
    }
}

extension Session {
    /// The number of scopes of a request that the provider's list does not have.
    func unknownScopes(of request: AuthorizationRequest) -> Int {
        let names = provider.habits.scopeSeparator.names(in: request["scope"] ?? "")
        return names.count { provider.scopes.index(of: $0) == nil }
    }
}
