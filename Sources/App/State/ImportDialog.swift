import Catalog
import OAuth

/// An import on the screen: a document is read, and what is in it is offered. Nothing is written before consent.
package struct ImportDialog: Equatable, Sendable {
    /// Tells imports apart: what comes late from one that was cancelled is not for this one.
    package let number: Int
    /// The path or URL as it was typed.
    package let source: String
    /// What is in the document, once it is read.
    package internal(set) var offer: ImportOffer?
    /// The provider under the cursor.
    package private(set) var cursor = 0
    /// The providers that were chosen; with none, Enter takes the one under the cursor.
    package private(set) var chosen: Set<Int> = []
    /// The first line shown of what is said of the provider.
    package internal(set) var top = 0

    package init(number: Int, source: String) {
        self.number = number
        self.source = source
    }

    /// The last part of the path or URL, for places with little room.
    package var name: String { source.split(separator: "/").last.map { String($0) } ?? source }

    /// What Enter imports, in the order of the document.
    package var indices: [Int] { chosen.isEmpty ? [cursor] : chosen.sorted() }

    /// The providers that Enter imports.
    package var providers: [Provider] {
        let all = offer?.providers ?? []
        return indices.compactMap { all[safely: $0] }
    }

    /// The endpoints among them that move to another host.
    package var changedHosts: [ImportComparison.HostChange] {
        let items = offer?.preview.items ?? []
        return indices.flatMap { items[safely: $0]?.comparison?.changedHosts ?? [] }
    }

    /// Whether there is a list to choose from.
    package var hasSeveral: Bool { offer.map { $0.preview.items.count > 1 } ?? false }

    mutating func move(by rows: Int) {
        let count = offer?.preview.items.count ?? 0
        let next = max(0, min(cursor + rows, count - 1))
        if next != cursor { top = 0 }
        cursor = next
    }

    mutating func toggle() {
        if chosen.remove(cursor) == nil { chosen.insert(cursor) }
    }
}
