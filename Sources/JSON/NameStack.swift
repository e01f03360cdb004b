/// The member names of all open objects, to find one that comes twice.
///
/// A name is kept as its place in the text, so an object costs no allocation. An object with many names gets a set of
/// its own, so that finding a duplicate stays quick however many there are.
struct NameStack {
    /// Where a name lies: in the text, or, when it was written with escapes, in `decoded`.
    private struct Name {
        var start: Int
        var end: Int
        var isDecoded: Bool

        var count: Int { end - start }
    }

    private static let many = 12

    private var names: [Name] = []
    /// How many of `names` count; the rest is room for the next ones.
    private(set) var count = 0
    private var decoded: [UInt8] = []
    /// Sets of the open objects with many names, the innermost last.
    private var sets: [(first: Int, names: Set<ArraySlice<UInt8>>)] = []

    /// Adds a name to the object whose first name is `first`; false, and nothing changes, when it has the name.
    ///
    /// - Parameter place: where the name lies in `text`, or nil when it was written with escapes.
    mutating func append(_ name: ArraySlice<UInt8>, at place: Range<Int>?, first: Int, in text: [UInt8]) -> Bool {
        if count - first < Self.many {
            for index in first..<count where names[index].count == name.count {
                if octets(of: names[index], in: text) == name { return false }
            }
        } else {
            if sets.last?.first != first {
                sets.append((first, Set(names[first..<count].map { octets(of: $0, in: text) })))
            }
            guard sets[sets.count - 1].names.insert(name).inserted else { return false }
        }
        if let place {
            push(Name(start: place.lowerBound, end: place.upperBound, isDecoded: false))
        } else {
            push(Name(start: decoded.count, end: decoded.count + name.count, isDecoded: true))
            decoded.append(contentsOf: name)
        }
        return true
    }

    /// Forgets the names of an object that ends.
    mutating func removeAll(from first: Int) {
        if sets.last?.first == first { sets.removeLast() }
        count = first
    }

    private mutating func push(_ name: Name) {
        if count < names.count { names[count] = name } else { names.append(name) }
        count += 1
    }

    private func octets(of name: Name, in text: [UInt8]) -> ArraySlice<UInt8> {
        name.isDecoded ? decoded[name.start..<name.end] : text[name.start..<name.end]
    }
}
