import NIOCore

/// The open connections of a server, and how long each has waited for a complete request.
struct OpenConnections {
    private struct Entry {
        let channel: any Channel
        /// The connection number at which the wait for a request began; nil after the request.
        var turn: Int?
    }

    private var entries: [ObjectIdentifier: Entry] = [:]
    private var turns = 0

    var count: Int { entries.count }
    var isEmpty: Bool { entries.isEmpty }
    var channels: [any Channel] { entries.values.map(\.channel) }

    /// The connection that has waited longest for a complete request; nil if all requests are complete.
    var slowest: (any Channel)? {
        entries.values.filter { $0.turn != nil }.min { ($0.turn ?? 0) < ($1.turn ?? 0) }?.channel
    }

    /// Starts the wait for a request on the connection, the first or a further one.
    mutating func awaitRequest(on channel: any Channel) {
        turns += 1
        entries[ObjectIdentifier(channel)] = Entry(channel: channel, turn: turns)
    }

    /// Ends the wait: the request is complete.
    mutating func completeRequest(on channel: any Channel) {
        entries[ObjectIdentifier(channel)]?.turn = nil
    }

    mutating func remove(_ channel: any Channel) {
        entries[ObjectIdentifier(channel)] = nil
    }
}
