/// A provider's scopes in the order the provider lists them (RFC 6749 §3.3).
///
/// Names and descriptions lie end to end in two byte buffers, so that a list of 100,000 scopes costs two
/// allocations instead of 200,000. Names are compared octet by octet, never by canonical equivalence.
public struct ScopeList: Sendable, Equatable {
    private var names: [UInt8] = []
    private var nameEnds: [Int32] = []
    private var summaries: [UInt8] = []
    private var summaryEnds: [Int32] = []
    /// Open addressing; its size is a power of two.
    private var slots: [Slot] = []

    /// A place of the hash table. The hash spares a look at the name, and hashing again when the table grows.
    private struct Slot {
        var hash: Int32 = 0
        /// The row's number plus one; 0 where the place is free.
        var entry: Int32 = 0
    }

    public init() {}

    public init(_ scopes: some Sequence<(name: String, summary: String)>) {
        for scope in scopes {
            append(name: Array(scope.name.utf8), summary: Array(scope.summary.utf8))
        }
    }

    /// Whether the same scopes stand in the same order, with the same descriptions; octet by octet.
    public static func == (left: ScopeList, right: ScopeList) -> Bool {
        // How large a table has grown to is no part of it.
        left.nameEnds == right.nameEnds && left.names == right.names && left.summaryEnds == right.summaryEnds
            && left.summaries == right.summaries
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
        return name.withUTF8 { index(of: $0, hash: Self.hash($0)) }
    }

    public func index(of name: some Collection<UInt8>) -> Int? {
        name.withContiguousStorageIfAvailable { index(of: $0, hash: Self.hash($0)) }
            ?? Array(name).withUnsafeBufferPointer { index(of: $0, hash: Self.hash($0)) }
    }

    /// Adds a scope at the end; false, and nothing changes, when the name is there already.
    @discardableResult
    public mutating func append(name: some Collection<UInt8>, summary: some Collection<UInt8>) -> Bool {
        append(name: ArraySlice(name), summary: ArraySlice(summary))
    }

    /// The same for slices of an array, which are not copied on the way.
    @discardableResult
    public mutating func append(name: ArraySlice<UInt8>, summary: ArraySlice<UInt8>) -> Bool {
        let hash = name.withUnsafeBufferPointer(Self.hash)
        guard name.withUnsafeBufferPointer({ index(of: $0, hash: hash) }) == nil else { return false }
        names.append(contentsOf: name)
        nameEnds.append(Int32(names.count))
        summaries.append(contentsOf: summary)
        summaryEnds.append(Int32(summaries.count))
        if count * 2 > slots.count { growSlots(for: count * 2) }
        enter(Slot(hash: hash, entry: Int32(count)))
        return true
    }

    public mutating func reserveCapacity(_ scopes: Int, octets: Int) {
        nameEnds.reserveCapacity(scopes)
        summaryEnds.reserveCapacity(scopes)
        names.reserveCapacity(octets / 2)
        summaries.reserveCapacity(octets / 2)
        if scopes * 2 > slots.count { growSlots(for: scopes) }
    }

    private func index(of name: UnsafeBufferPointer<UInt8>, hash: Int32) -> Int? {
        guard !slots.isEmpty else { return nil }
        var place = Int(hash) & (slots.count - 1)
        while slots[place].entry != 0 {
            let row = Int(slots[place].entry) - 1
            if slots[place].hash == hash, nameOctets(at: row).elementsEqual(name) { return row }
            place = (place + 1) & (slots.count - 1)
        }
        return nil
    }

    private mutating func growSlots(for scopes: Int) {
        var size = 16
        while size < scopes * 2 { size *= 2 }
        let entered = slots
        slots = Array(repeating: Slot(), count: size)
        for slot in entered where slot.entry != 0 { enter(slot) }
    }

    private mutating func enter(_ slot: Slot) {
        var place = Int(slot.hash) & (slots.count - 1)
        while slots[place].entry != 0 { place = (place + 1) & (slots.count - 1) }
        slots[place] = slot
    }

    /// Calls the body with both buffers and where each name and description ends in them.
    func withOctets<Result>(
        _ body: (
            _ names: UnsafeBufferPointer<UInt8>, _ nameEnds: UnsafeBufferPointer<Int32>,
            _ summaries: UnsafeBufferPointer<UInt8>, _ summaryEnds: UnsafeBufferPointer<Int32>
        ) -> Result
    ) -> Result {
        names.withUnsafeBufferPointer { names in
            nameEnds.withUnsafeBufferPointer { nameEnds in
                summaries.withUnsafeBufferPointer { summaries in
                    summaryEnds.withUnsafeBufferPointer { body(names, nameEnds, summaries, $0) }
                }
            }
        }
    }

    private static func start(of index: Int, in ends: [Int32]) -> Int {
        index == 0 ? 0 : Int(ends[index - 1])
    }

    /// Eight octets at a time, seeded anew in each process: the author of a list cannot make its names collide.
    private static func hash(_ octets: UnsafeBufferPointer<UInt8>) -> Int32 {
        let raw = UnsafeRawBufferPointer(octets)
        var hash = seed ^ UInt64(raw.count)
        var start = 0
        while start + 8 <= raw.count {
            hash = mixed(hash ^ raw.loadUnaligned(fromByteOffset: start, as: UInt64.self))
            start += 8
        }
        var rest: UInt64 = 0
        for octet in raw[start...] { rest = rest << 8 | UInt64(octet) }
        return Int32(truncatingIfNeeded: mixed(hash ^ rest)) & .max
    }

    private static let seed = UInt64(truncatingIfNeeded: Hasher().finalize())

    private static func mixed(_ value: UInt64) -> UInt64 {
        let (high, low) = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return high ^ low
    }
}
