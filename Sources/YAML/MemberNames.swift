/// The names of one mapping, as written to the output, to detect duplicates.
struct MemberNames {
    /// The number of names from which they are looked up by hash. Few mappings have more.
    private static let many = 12

    private var names: [Range<Int>] = []
    /// The names by hash, with a random seed for each process. Names with the same hash are not distinguished here.
    private var byHash: [Int: Int] = [:]

    /// Adds a name that was written to the output. Returns false if the mapping already has it.
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

    /// Returns whether the mapping has the name.
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
