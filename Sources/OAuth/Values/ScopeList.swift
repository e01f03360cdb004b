/// A provider's scopes in the order the provider lists them (RFC 6749 §3.3).
///
/// Names and descriptions lie end to end in two byte buffers, so that a list of 100,000 scopes costs two
/// allocations instead of 200,000. Names are compared octet by octet, never by canonical equivalence.
public struct ScopeList: Sendable, Equatable {
    private var names: [UInt8] = []
    private var nameEnds: [Int32] = []
    private var summaries: [UInt8] = []
    private var summaryEnds: [Int32] = []
    /// Open addressing; an entry is a row number plus one, 0 is free. Its size is a power of two.
    private var slots: [Int32] = []

    public init() {}

    public init(_ scopes: some Sequence<(name: String, summary: String)>) {
        for scope in scopes {
            append(name: Array(scope.name.utf8), summary: Array(scope.summary.utf8))
        }
    }

    public var count: Int { nameEnds.count }
    public var isEmpty: Bool { nameEnds.isEmpty }
    public var indices: Range<Int> { 0..<nameEnds.count }

    /// The scope's name as the provider writes it.
    public func name(at index: Int) -> String {
        String(decoding: nameOctets(at: index), as: UTF8.self)
    }

    /// What the scope allows, in one sentence; empty when the provider does not say.
    public func summary(at index: Int) -> String {
        String(decoding: summaryOctets(at: index), as: UTF8.self)
    }

    /// The number of octets of the scope's name.
    public func nameLength(at index: Int) -> Int {
        Int(nameEnds[index]) - Self.start(of: index, in: nameEnds)
    }

    public func nameOctets(at index: Int) -> ArraySlice<UInt8> {
        names[Self.start(of: index, in: nameEnds)..<Int(nameEnds[index])]
    }

    public func summaryOctets(at index: Int) -> ArraySlice<UInt8> {
        summaries[Self.start(of: index, in: summaryEnds)..<Int(summaryEnds[index])]
    }

    public func contains(_ name: String) -> Bool { index(of: name) != nil }

    /// The row of the scope with exactly these octets, or nil.
    public func index(of name: String) -> Int? {
        var name = name
        return name.withUTF8 { index(of: $0) }
    }

    public func index(of name: some Collection<UInt8>) -> Int? {
        guard !slots.isEmpty else { return nil }
        var slot = Self.hash(name) & (slots.count - 1)
        while slots[slot] != 0 {
            let row = Int(slots[slot]) - 1
            if nameOctets(at: row).elementsEqual(name) { return row }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Adds a scope at the end; false, and nothing changes, when the name is there already.
    @discardableResult
    public mutating func append(name: some Collection<UInt8>, summary: some Collection<UInt8>) -> Bool {
        guard index(of: name) == nil else { return false }
        names.append(contentsOf: name)
        nameEnds.append(Int32(names.count))
        summaries.append(contentsOf: summary)
        summaryEnds.append(Int32(summaries.count))
        if count * 2 > slots.count { rebuildSlots() } else { enter(row: count - 1) }
        return true
    }

    public mutating func reserveCapacity(_ scopes: Int, octets: Int) {
        nameEnds.reserveCapacity(scopes)
        summaryEnds.reserveCapacity(scopes)
        names.reserveCapacity(octets / 2)
        summaries.reserveCapacity(octets / 2)
    }

    private mutating func rebuildSlots() {
        slots = Array(repeating: 0, count: max(16, slots.count * 4))
        for row in indices { enter(row: row) }
    }

    private mutating func enter(row: Int) {
        var slot = Self.hash(nameOctets(at: row)) & (slots.count - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(row + 1)
    }

    private static func start(of index: Int, in ends: [Int32]) -> Int {
        index == 0 ? 0 : Int(ends[index - 1])
    }

    /// FNV-1a, mixed once more so that names with a common prefix spread.
    private static func hash(_ octets: some Collection<UInt8>) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for octet in octets { hash = (hash ^ UInt64(octet)) &* 0x100_0000_01b3 }
        return Int(truncatingIfNeeded: (hash ^ (hash >> 32)) & 0x7fff_ffff)
    }
}
