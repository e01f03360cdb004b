import Catalog
import OAuth
import Screen

/// A list over the panes: typing filters it, Enter takes the row under the cursor.
package struct Menu: Equatable, Sendable {
    package enum Subject: Equatable, Sendable {
        case commands
        case providers
    }

    /// What Enter does with a row.
    package enum Choice: Equatable, Sendable {
        case command(Action)
        case provider(ProviderListing.Source)
        /// Nothing can be done with it; its refusal says why.
        case nothing
    }

    package struct Row: Equatable, Sendable {
        /// The name, which is what one types.
        package var text: String
        /// What it is, in a few words.
        package var detail: String
        /// What stands at the right end: keys, or a number.
        package var remark: String
        /// For a choice of one among several: whether this is the present one.
        package var isPresent: Bool?
        /// Why it cannot be taken now, or nil when it can.
        package var refusal: String?
        /// What is said of it while the cursor is on it.
        package var explanation: String
        package var choice: Choice
    }

    /// A row that the filter lets through, and which of its scalars the filter has picked.
    package struct Hit: Equatable, Sendable {
        package var row: Int
        package var places: [Int]
        /// Whether the places are those of the detail and not of the name.
        package var isInDetail: Bool
    }

    package let subject: Subject
    /// What a row costs to look for is paid when the filter changes.
    package private(set) var rows: [Row]
    package private(set) var filter = LineEditor()
    /// What is shown, the best first.
    package private(set) var hits: [Hit] = []
    /// The hit under the cursor.
    package private(set) var cursor = 0
    /// The first hit shown.
    package private(set) var top = 0
    /// What is said while there is nothing to list, or nil.
    package internal(set) var note: String?

    package init(_ subject: Subject, _ rows: [Row]) {
        self.subject = subject
        self.rows = rows
        search()
    }

    package var title: String {
        switch subject {
        case .commands: "Commands"
        case .providers: "Providers"
        }
    }

    /// The row under the cursor, or nil where nothing is listed.
    package var current: Row? { hits[safely: cursor].map { rows[$0.row] } }

    // MARK: Changing

    /// Puts other rows in place; the filter stays, and the cursor goes to the row of the present choice.
    mutating func list(_ rows: [Row]) {
        self.rows = rows
        note = nil
        search()
        if filter.isEmpty, let present = rows.firstIndex(where: { $0.isPresent == true }) { cursor = present }
    }

    mutating func move(by count: Int) {
        cursor = max(0, min(cursor + count, hits.count - 1))
    }

    /// Changes the filter.
    mutating func retype(_ change: (inout LineEditor) -> Void) {
        let before = filter.text
        change(&filter)
        if filter.text != before { search() }
    }

    /// Keeps the cursor in sight of a list of that many rows.
    mutating func settle(height: Int) {
        guard height > 0 else { return }
        if cursor >= top + height { top = cursor - height + 1 }
        if cursor < top { top = cursor }
        top = max(0, min(top, hits.count - height))
    }

    /// Finds the rows anew: names before details, better matches before worse ones.
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
                // A name is shorter than what is said of it, and is what one types.
                found.append((match.score + 1_000, Hit(row: index, places: match.places, isInDetail: false)))
            } else if let match = pattern.match(in: row.detail, .wordStarts) {
                found.append((match.score, Hit(row: index, places: match.places, isInDetail: true)))
            }
        }
        found.sort { ($1.score, $0.hit.row) < ($0.score, $1.hit.row) }
        hits = found.map(\.hit)
    }
}
