import NIOCore

/// The connections of a server that are open, and which of them has gone without a complete request for how long.
struct OpenConnections {
    private struct Entry {
        let channel: any Channel
        /// Since when a request is awaited, counted in connections; nil once it has come.
        var turn: Int?
    }

    private var entries: [ObjectIdentifier: Entry] = [:]
    private var turns = 0

    var count: Int { entries.count }
    var isEmpty: Bool { entries.isEmpty }
    var channels: [any Channel] { entries.values.map(\.channel) }

    /// The one longest without a complete request; nil where all have brought theirs.
    var slowest: (any Channel)? {
        entries.values.filter { $0.turn != nil }.min { ($0.turn ?? 0) < ($1.turn ?? 0) }?.channel
    }

    /// From now on a request is awaited on the connection, be it the first one or the next.
    mutating func awaitRequest(on channel: any Channel) {
        turns += 1
        entries[ObjectIdentifier(channel)] = Entry(channel: channel, turn: turns)
    }

    /// The request has come.
    mutating func completeRequest(on channel: any Channel) {
        entries[ObjectIdentifier(channel)]?.turn = nil
    }

    mutating func remove(_ channel: any Channel) {
        entries[ObjectIdentifier(channel)] = nil
    }
}
