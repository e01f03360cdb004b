import Catalog
import OAuth
import Screen

/// A list over other modes. Typing filters it, and Enter takes the row under the cursor.
package struct Menu: ModeState {
    package struct Row: Equatable, Sendable {
        /// The name, which the user types to find the row.
        package var text: String
        /// A few words about it.
        package var detail: String
        /// The text at the right end: keys, or a count.
        package var remark: String
        /// Whether this is the present choice, or nil when the menu is not a choice of one.
        package var isPresent: Bool?
        /// The reason why the row cannot be taken now, or nil when it can.
        package var refusal: String?
        /// The text for the explanation row while the cursor is on it.
        package var explanation: String
        /// The steps that Enter takes. Empty when the row is a problem: Enter then shows its whole text.
        package var steps: [Step]
        /// The preview that is shown while the cursor is on the row.
        package var preview: Effect?

        package var isProblem: Bool { steps.isEmpty }
    }

    /// A row that matches the filter, and the scalars that match.
    package struct Hit: Equatable, Sendable {
        package var row: Int
        package var places: [Int]
        /// Whether the places are those of the detail and not of the name.
        package var isInDetail: Bool
    }

    package let title: String
    /// The effect of Enter on a row, in one word.
    let verb: String
    /// All rows. They are searched only when the filter changes.
    package private(set) var rows: [Row]
    package private(set) var filter = LineEditor()
    /// The rows that are shown, the best first.
    package private(set) var hits: [Hit] = []
    /// The hit under the cursor.
    package private(set) var cursor = 0
    /// The first hit shown.
    package private(set) var top = 0
    /// The text to show while the rows are still being read, or nil.
    package internal(set) var note: String?
    /// Ends the preview if no row is chosen. Nil if the rows have no preview.
    var endOfPreview: Effect?
    /// The row whose preview is shown.
    private var previewed: Int?
    private var popup = Kept<Size?>(nil)
    /// The use of the chosen provider, in a list of providers.
    var providerUse = ProviderUse.opening
    /// Whether a pasted request is compared with the present one, and is not a text to find.
    var comparesPastes = false
    /// The scan whose findings the rows are. Such a list stays when one of them is taken.
    private var scan: Int?
    /// Whether that scan is under way, so that Esc cancels it.
    private(set) var isScanning = false

    package init(_ title: String, verb: String, _ rows: [Row], note: String? = nil) {
        self.title = title
        self.verb = verb
        self.rows = rows
        self.note = note
        search()
        if let present = rows.firstIndex(where: { $0.isPresent == true }) {
            cursor = present
            previewed = present
        }
    }

    /// The row under the cursor, or nil when no row is listed.
    package var current: Row? { hits[safely: cursor].map { rows[$0.row] } }

    // MARK: Changing

    /// Replaces the rows. The filter stays, and the cursor goes to the row of the present choice.
    private mutating func list(_ rows: [Row]) {
        self.rows = rows
        note = nil
        search()
        if filter.isEmpty, let present = rows.firstIndex(where: { $0.isPresent == true }) { cursor = present }
    }

    // MARK: The mode

    package var cover: Cover { .screen(or: popup.value) }
    package var isTyping: Bool { true }
    package var losesText: Bool { !filter.isEmpty }

    package func contexts(on desk: Desk) -> [Binding.Context] { [.listing, .text] }

    package mutating func perform(_ action: Action, on desk: inout Desk, in room: Room) -> Bool {
        if let distance = action.distance(page: room.page.height) {
            cursor = clamp(cursor, by: distance, count: hits.count)
            return true
        }
        switch action {
        case .accept: accept(on: &desk)
        case .back where isScanning:
            isScanning = false
            note = "Cancelling the search"
            if let scan { desk.effects.append(.cancelScan(scan)) }
        case .back:
            if let endOfPreview { desk.effects.append(endOfPreview) }
            desk.close()
        default: retype { _ = $0.apply(action) }
        }
        return true
    }

    package mutating func insert(_ text: String, on desk: inout Desk) {
        retype { $0.insert(text) }
    }

    package mutating func paste(_ text: String, on desk: inout Desk) -> Bool {
        if comparesPastes, PastedMessage(text, as: .request) != nil {
            desk.close()
            desk.compare(withText: text)
            return true
        }
        retype { $0.insert(text) }
        return true
    }

    package mutating func point(at row: Int?, of list: Int, on desk: inout Desk, in room: Room) {
        if let row, hits.indices.contains(row) { cursor = row }
    }

    package mutating func scroll(_ list: Int, by rows: Int, on desk: inout Desk, in room: Room) {
        let height = room.page.height
        top = clamped(top + rows, of: hits.count, height: height)
        cursor = inSight(cursor, from: top, of: hits.count, height: height) ?? cursor
    }

    /// Handles Enter: takes the steps of the row, or shows the problem.
    private func accept(on desk: inout Desk) {
        guard let row = current else { return }
        if row.isProblem { return desk.open(Page(.message(title: row.text, text: row.refusal ?? ""))) }
        if let refusal = row.refusal { return desk.say(refusal, .warning) }
        if scan == nil { desk.close() }
        desk.steps += row.steps
    }

    package mutating func receive(_ event: Event, on desk: inout Desk) {
        guard note != nil else { return }
        switch event {
        case .scanned(let number, let result): if number == scan { show(result, on: &desk) }
        case .providersListed(let listings):
            let rows = listings.map { Row($0, for: providerUse, on: desk) }
            list(providerUse == .opening ? rows : rows + [.standards])
        case .timeElapsed(.reading(let number)):
            if number == desk.timers.listing { note = "Reading the provider files" }
        default: break
        }
    }

    package mutating func settle(on desk: inout Desk, in room: Room) {
        popup.value = wantedPopup(in: room)
        let height = room.with(popup: popup.value).page.height
        top = scrolled(top, toShow: cursor..<cursor + 1, of: hits.count, height: height)
        guard endOfPreview != nil, let row = hits[safely: cursor]?.row, row != previewed else { return }
        previewed = row
        if let preview = rows[row].preview { desk.effects.append(preview) }
    }

    /// Returns the size of the popup: the rows that match. Its upper edge keeps its place while the user types.
    private func wantedPopup(in room: Room) -> Size? {
        guard room.kind == .normal || room.kind == .wide else { return nil }
        // A note about missing rows may need two lines.
        let count = hits.isEmpty ? 2 : hits.count
        return room.popup(rows: min(count, 16, room.popupRows - 2), columns: 84)
    }

    /// Changes the filter.
    private mutating func retype(_ change: (inout LineEditor) -> Void) {
        let before = filter.text
        change(&filter)
        if filter.text != before { search() }
    }

    /// Finds the rows that match the filter: first by name, then by detail, the best matches first.
    private mutating func search() {
        (cursor, top) = (0, 0)
        let pattern = FuzzyPattern(filter.text)
        guard !pattern.isEmpty else {
            hits = rows.indices.map { Hit(row: $0, places: [], isInDetail: false) }
            return
        }
        var found: [(score: Int, hit: Hit)] = []
        for (index, row) in rows.enumerated() {
            if let match = pattern.match(in: row.text) {
                // Users type names, so a match in a name comes before all matches in details.
                found.append((match.score + 1_000, Hit(row: index, places: match.places, isInDetail: false)))
            } else if let match = pattern.match(in: row.detail, .wordStarts) {
                found.append((match.score, Hit(row: index, places: match.places, isInDetail: true)))
            }
        }
        found.sort { ($1.score, $0.hit.row) < ($0.score, $1.hit.row) }
        hits = found.map(\.hit)
    }
}

extension Menu {
    /// The findings of the scan with this number, which is under way.
    init(scan number: Int, of path: String) {
        self.init("Findings in \(safe(path, columns: 30))", verb: "open in the editor", [], note: "Searching")
        scan = number
        isScanning = true
    }

    /// Lists the findings of the scan.
    fileprivate mutating func show(_ result: Result<ScanOutcome, ScanProblem>, on desk: inout Desk) {
        isScanning = false
        switch result {
        case .success(let outcome):
            let folder = commonFolder(of: outcome.findings.map(\.path.text))
            list(outcome.findings.map { Row($0, in: folder) })
            if outcome.isCancelled { desk.say(outcome.summary, .warning) }
            if outcome.findings.isEmpty { note = outcome.summary }
        case .failure(let problem): note = problem.message
        }
    }

    /// Creates the menu of a mode's commands.
    init(commandsOf mode: any ModeState, on desk: Desk) {
        let rows = mode.commands(on: desk).map { binding in
            let place = binding.context.pane.map { "\($0.title): " } ?? ""
            // The key that opens a document that was read asks for one if there is none.
            let isImport = binding.action == .importAnother && desk.jobs.reading == nil
            let more = isImport ? desk.keys.row(of: .importProvider, in: .global)?.keys ?? [] : []
            return Row(
                text: binding.command ?? "", detail: place + binding.help,
                remark: (binding.keys + more).map(\.label).joined(separator: " "), isPresent: nil,
                refusal: mode.whyNot(binding.action, on: desk),
                explanation: place + binding.help, steps: [.perform(binding.action)])
        }
        self.init("Commands", verb: "run", rows)
    }
}
