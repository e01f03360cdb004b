import Text

/// Texts as octets without duplicates, in the order in which they were added. They are compared octet by octet, not by
/// canonical equivalence.
///
/// The texts are stored end to end in one buffer, so 100,000 of them need few allocations. `Set` and `Dictionary` are
/// generic: the first use of each kind makes the runtime search all conformances of the program, which takes a large
/// part of a start.
package struct OctetTable: Sendable, Equatable {
    private(set) var octets: [UInt8] = []
    /// The end of each text in `octets`.
    private(set) var ends: [Int32] = []
    /// Slots for open addressing. Their number is a power of two.
    private var slots: [Slot] = []

    /// A slot of the hash table. The hash avoids comparing texts, and hashing again when the table grows.
    private struct Slot {
        var hash: Int32 = 0
        /// The text's number plus one; 0 if the slot is free.
        var entry: Int32 = 0
    }

    package init() {}

    /// Creates a table of the texts without duplicates.
    init(_ texts: [Octets]) {
        for text in texts { append(text) }
    }

    /// Whether both tables have the same texts in the same order.
    package static func == (left: OctetTable, right: OctetTable) -> Bool {
        // The capacity of a table does not matter.
        left.ends == right.ends && left.octets == right.octets
    }

    /// Whether both tables have the same texts in any order.
    func hasSameTexts(as other: OctetTable) -> Bool {
        count == other.count && (0..<count).allSatisfy { other.contains(self[$0]) }
    }

    package var count: Int { ends.count }

    package subscript(index: Int) -> ArraySlice<UInt8> { octets[start(of: index)..<Int(ends[index])] }

    /// Returns the number of octets of a text.
    func length(at index: Int) -> Int { Int(ends[index]) - start(of: index) }

    package func contains(_ text: String) -> Bool { index(of: text) != nil }

    func contains(_ text: Octets) -> Bool { index(of: text) != nil }

    /// Returns the number of the text with exactly these octets, or nil.
    func index(of text: String) -> Int? {
        var text = text
        return text.withUTF8 { index(of: $0, hash: Self.hash($0)) }
    }

    func index(of text: some Collection<UInt8>) -> Int? {
        text.withContiguousStorageIfAvailable { index(of: $0, hash: Self.hash($0)) }
            ?? Array(text).withUnsafeBufferPointer { index(of: $0, hash: Self.hash($0)) }
    }

    /// Adds a text at the end. Returns false, without a change, if the table has it already.
    @discardableResult
    mutating func append(_ text: Octets) -> Bool {
        text.withUnsafeBufferPointer { append($0) }
    }

    @discardableResult
    package mutating func append(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { append($0) }
    }

    private mutating func append(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let hash = Self.hash(text)
        guard index(of: text, hash: hash) == nil else { return false }
        octets.append(contentsOf: text)
        ends.append(Int32(octets.count))
        if count * 2 > slots.count { growSlots(for: count * 2) }
        enter(Slot(hash: hash, entry: Int32(count)))
        return true
    }

    mutating func reserveCapacity(_ texts: Int, octets: Int) {
        ends.reserveCapacity(texts)
        self.octets.reserveCapacity(octets)
        if texts * 2 > slots.count { growSlots(for: texts) }
    }

    private func start(of index: Int) -> Int { index == 0 ? 0 : Int(ends[index - 1]) }

    private func index(of text: UnsafeBufferPointer<UInt8>, hash: Int32) -> Int? {
        guard !slots.isEmpty else { return nil }
        var place = Int(hash) & (slots.count - 1)
        while slots[place].entry != 0 {
            let index = Int(slots[place].entry) - 1
            if slots[place].hash == hash, self[index].elementsEqual(text) { return index }
            place = (place + 1) & (slots.count - 1)
        }
        return nil
    }

    private mutating func growSlots(for texts: Int) {
        var size = 16
        while size < texts * 2 { size *= 2 }
        let entered = slots
        slots = Array(repeating: Slot(), count: size)
        for slot in entered where slot.entry != 0 { enter(slot) }
    }

    private mutating func enter(_ slot: Slot) {
        var place = Int(slot.hash) & (slots.count - 1)
        while slots[place].entry != 0 { place = (place + 1) & (slots.count - 1) }
        slots[place] = slot
    }

    /// Hashes eight octets at a time, with a random seed for each process, so the author of a list cannot cause
    /// collisions.
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
