import JSON

/// The members of a JSON object that an `Output` wrote: well-formed and without white space.
struct Members: Sequence, IteratorProtocol {
    /// The ranges of the name, including its quotes, and of the whole member.
    struct Member {
        var name: Range<Int>
        var whole: Range<Int>
    }

    private var reader: JSONReader

    init(of octets: [UInt8]) {
        let limits = JSONLimits(octets: .max, depth: .max, allowsRepeatedNames: true)
        reader = Self.known { () throws(JSONError) in
            var reader = try JSONReader(octets, limits: limits)
            try reader.beginObject()
            return reader
        }
    }

    mutating func next() -> Member? {
        Self.known { () throws(JSONError) in
            guard try reader.nextMemberOctets() != nil else { return nil }
            // The reader is at the octet after the colon.
            let name = reader.nameOffset..<(reader.position - 1)
            try reader.skip()
            return Member(name: name, whole: name.lowerBound..<reader.position)
        }
    }

    private static func known<Value>(_ read: () throws(JSONError) -> Value) -> Value {
        do { return try read() } catch { preconditionFailure("what was written is JSON: \(error)") }
    }
}
