import Catalog
import OAuth
import Screen

/// The preview of an import: the providers in a document. Nothing is written before the user accepts.
package struct Importing: ModeState {
    /// The providers in the document, and the changes that their import would make.
    package private(set) var offer: ImportOffer
    /// The provider under the cursor.
    package private(set) var cursor = 0
    /// The chosen providers. When none is chosen, Enter imports the one under the cursor.
    package private(set) var chosen: Set<Int> = []
    /// The first line shown of the provider's description.
    package internal(set) var top = 0
    var lines = Kept(ImportLines())

    package init(_ offer: ImportOffer) { self.offer = offer }

    package var cover: Cover { .screen(or: lines.value.popup) }

    package func contexts(on desk: Desk) -> [Binding.Context] { [.importing, .viewer] }

    package func refusal(of action: Action, on desk: Desk) -> String? {
        action == .toggle && !hasSeveral ? "There is only one provider: Enter imports it" : nil
    }

    package mutating func perform(_ action: Action, on desk: inout Desk, in room: Room) -> Bool {
        let page = max(1, ImportLayout(self, in: room).details.height - 1)
        if let distance = action.distance(page: page) {
            let movesCursor = hasSeveral && action != .pageUp && action != .pageDown
            if movesCursor { move(by: distance) } else { top += distance }
            return true
        }
        switch action {
        case .accept: agree(on: &desk)
        case .importID: typeID(on: desk.jobs.reading?.number, &desk)
        case .toggle: if chosen.remove(cursor) == nil { chosen.insert(cursor) }
        case .back:
            desk.close()
            _ = desk.dropReading()
        default: return false
        }
        return true
    }

    package mutating func point(at row: Int?, of list: Int, on desk: inout Desk, in room: Room) {
        if let row { move(by: row - cursor) }
    }

    package mutating func pick(box: Int?, on desk: inout Desk) -> Action? { .toggle }

    package mutating func scroll(_ list: Int, by rows: Int, on desk: inout Desk, in room: Room) {
        if list == 0 { move(by: rows) } else { top += rows }
    }

    /// Handles Enter: imports the providers. Asks first when codes or tokens would go to another host than before.
    private func agree(on desk: inout Desk) {
        let moves = changedHosts.map(\.text)
        guard moves.isEmpty else { return desk.ask(.moveHosts(moves, then: .keepImport(providers))) }
        desk.steps.append(.keepImport(providers))
    }

    /// Handles `e`: opens a line for the id of the provider under the cursor.
    private func typeID(on number: Int?, _ desk: inout Desk) {
        guard let number else { return }
        desk.open(LineMode(.importID(number, index: cursor), offer.providers[safely: cursor]?.id ?? ""))
    }

    package mutating func receive(_ event: Event, on desk: inout Desk) {
        if case .importRenamed(let number, .success(let offer)) = event, desk.jobs.reading?.number == number {
            self.offer = offer
        }
    }

    /// Whether the offer that the mode shows is gone.
    package func isOver(on desk: Desk) -> Bool {
        if case .read? = desk.jobs.reading?.state { false } else { true }
    }

    package mutating func settle(on desk: inout Desk, in room: Room) {
        desk.jobs.reading?.isOpen = true
        guard room.kind != .tooSmall else { return }
        let present = self
        lines.value.update(for: present, in: room)
        let layout = ImportLayout(self, in: room.with(popup: lines.value.popup))
        top = clamped(top, of: lines.value.lines.count, height: layout.details.height)
    }

    /// The indices of the providers that Enter imports.
    package var indices: [Int] { chosen.isEmpty ? [cursor] : chosen.sorted() }

    /// The providers that Enter imports.
    package var providers: [Provider] {
        indices.compactMap { offer.providers[safely: $0] }
    }

    /// The endpoints of these providers that change to another host.
    package var changedHosts: [ImportComparison.HostChange] {
        indices.flatMap { offer.preview.items[safely: $0]?.comparison?.changedHosts ?? [] }
    }

    /// Whether there is a list to choose from.
    package var hasSeveral: Bool { offer.preview.items.count > 1 }

    private mutating func move(by rows: Int) {
        let next = clamp(cursor, by: rows, count: offer.preview.items.count)
        if next != cursor { top = 0 }
        cursor = next
    }
}

extension Desk {
    /// Saves the providers of an import that the user accepted, and opens the first of them.
    mutating func keepImport(_ providers: [Provider]) {
        guard let number = jobs.reading?.number else { return }
        jobs.reading = nil
        jobs.importSource = ""
        jobs.pressesBeforeOpening = presses
        effects.append(.keepProviders(number, providers))
    }
}

extension Desk {
    /// Handles `i`: opens the document that was read, or else asks for one.
    mutating func reviewImport() {
        switch jobs.reading?.state {
        case .read(let offer): open(Importing(offer))
        case .failed(let problem):
            jobs.reading = nil
            open(Page(.message(title: "Import failed", text: problem)))
        case .running, nil: startImport()
        }
    }

    /// Handles `:import`: opens a line for a path or URL. After a failure, it has the text that was typed before.
    mutating func startImport() {
        open(LineMode(.importSource, jobs.importSource))
    }
}
