/// The member names of all open objects, to detect duplicates.
///
/// A name is stored as its place in the text, so an object costs no allocation. An object with many names gets a set of
/// its own, so that detection stays fast.
struct NameStack {
    /// The place of a name: in the text, or in `decoded` if it was written with escapes.
    private struct Name {
        var start: Int
        var end: Int
        var isDecoded: Bool

        var count: Int { end - start }
    }

    private static let many = 12

    private var names: [Name] = []
    /// The number of valid entries in `names`. The others are room for the next names.
    private(set) var count = 0
    private var decoded: [UInt8] = []
    /// Sets of the open objects with many names, the innermost last.
    private var sets: [(first: Int, names: Set<ArraySlice<UInt8>>)] = []

    /// Adds a name to the object whose first name is `first`.
    ///
    /// - Parameter place: The range of the name in `text`; nil if it was written with escapes.
    /// - Returns: False if the object already has the name. Then nothing changes.
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

    /// Removes the names of an object that ends.
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
