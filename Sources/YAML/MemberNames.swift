/// The names of one mapping, as they stand in the output, to find one that comes twice.
struct MemberNames {
    /// From here on names are looked up by their hash: a mapping has seldom more.
    private static let many = 12

    private var names: [Range<Int>] = []
    /// By the hash of a name, which is seeded anew in each process; the few that share one are not told apart here.
    private var byHash: [Int: Int] = [:]

    /// Adds a name that was written to the output; false when the mapping has it.
    mutating func insert(_ name: Range<Int>, in octets: [UInt8]) -> Bool {
        guard !contains(octets[name], in: octets) else { return false }
        names.append(name)
        if names.count > Self.many {
            if byHash.isEmpty {
                for (index, name) in names.enumerated() { byHash[Self.hash(octets[name])] = index }
            } else {
                byHash[Self.hash(octets[name])] = names.count - 1
            }
        }
        return true
    }

    /// Whether the mapping has the name.
    func contains(_ name: ArraySlice<UInt8>, in octets: [UInt8]) -> Bool {
        guard byHash.isEmpty else {
            guard let index = byHash[Self.hash(name)] else { return false }
            return octets[names[index]].elementsEqual(name)
        }
        return names.contains { $0.count == name.count && octets[$0].elementsEqual(name) }
    }

    private static func hash(_ name: ArraySlice<UInt8>) -> Int {
        var hasher = Hasher()
        name.withUnsafeBytes { hasher.combine(bytes: $0) }
        return hasher.finalize()
    }
}
