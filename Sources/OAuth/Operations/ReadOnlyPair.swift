/// A scope and its read-only form, such as `orders` and `orders.readonly`, in the same set.
///
/// A set needs all of its scopes. Authors who put both into one set often mean that one of them is enough, but the
/// description does not show that.
package struct ReadOnlyPair: Equatable, Sendable {
    package let whole: String
    package let readOnly: String

    private static let endings = ["readonly", "read_only", "read-only", "read"]

    /// Finds the first pair that is in each of the sets. Returns nil when there is none.
    package init?(inEachOf sets: [[String]]) {
        var found: ReadOnlyPair?
        for set in sets {
            guard let pair = ReadOnlyPair(in: set) else { return nil }
            found = found ?? pair
        }
        guard let found else { return nil }
        self = found
    }

    private init?(in set: [String]) {
        guard set.count > 1 else { return nil }
        var names: Set<String>?
        for name in set {
            // Most names have another ending.
            guard let last = name.utf8.last, last == UInt8(ascii: "y") || last == UInt8(ascii: "d") else { continue }
            for ending in Self.endings where name.utf8.count > ending.utf8.count + 1 && name.hasSuffix(ending) {
                let stem = name.dropLast(ending.utf8.count)
                guard let separator = stem.last, ".:/_-".contains(separator) else { continue }
                let known = names ?? Set(set)
                names = known
                guard known.contains(String(stem.dropLast())) else { continue }
                self.init(whole: String(stem.dropLast()), readOnly: name)
                return
            }
        }
        return nil
    }

    private init(whole: String, readOnly: String) {
        self.whole = whole
        self.readOnly = readOnly
    }

    /// Returns a sentence with an example about the operations that have a pair in each set, or nil when there are
    /// none.
    package static func hint(on operations: [Operation]) -> String? {
        var first: (operation: Operation, pair: ReadOnlyPair)?
        var count = 0
        for operation in operations {
            guard let pair = ReadOnlyPair(inEachOf: operation.alternatives) else { continue }
            first = first ?? (operation, pair)
            count += 1
        }
        guard let (operation, pair) = first else { return nil }
        let more = count > 1 ? ", and so it is with \(count - 1) more" : ""
        return
            "each set of \(operation.name) holds \(pair.whole) and \(pair.readOnly)\(more): the description may mean "
            + "that either is enough"
    }
}
