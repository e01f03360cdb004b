import CYaml

extension Converter {
    /// Writes the mapping that starts at the current event, including merged members. Returns the result of `value`.
    mutating func mapping(depth: Int) throws(DocumentError) -> Int {
        guard depth <= Self.deepest else { throw events.error(Self.tooDeep) }
        _ = try tag(events.current.data.mapping_start.tag)
        var height = 0
        var names = MemberNames()
        var merged: [Output] = []
        var isFirst = true
        output.write(UInt8(ascii: "{"))
        try events.advance()
        while events.type != YAML_MAPPING_END_EVENT {
            if isMergeKey {
                try events.advance()
                let value = try mergedValue(depth: depth)
                height = max(height, value.height)
                merged += value.mappings
            } else {
                if !isFirst { output.write(UInt8(ascii: ",")) }
                isFirst = false
                try key(&names)
                output.write(UInt8(ascii: ":"))
                try events.advance()
                height = max(height, try value(depth: depth))
            }
            try events.advance()
        }
        for mapping in merged {
            merge(mapping, &names, isFirst: &isFirst)
            try checkSize()
        }
        output.write(UInt8(ascii: "}"))
        return height
    }

    /// Writes the current event as the name of a member. Throws if the mapping already has it.
    private mutating func key(_ names: inout MemberNames) throws(DocumentError) {
        try count(1)
        let start = output.end
        switch events.type {
        case YAML_SCALAR_EVENT:
            let anchor = try openAnchor()
            _ = try tag(events.current.data.scalar.tag)
            mark()
            let scalar = events.current.data.scalar
            output.writeString(UnsafeBufferPointer(start: scalar.value, count: scalar.length))
            if let anchor {
                anchors[anchor] = Anchor(
                    piece: output.piece(since: start), valueCount: 1, height: 0, isComplete: true)
            }
        case YAML_ALIAS_EVENT: try keyOfAlias()
        default: throw events.error("a key must be a text, not a list or a mapping; write a text")
        }
        try checkSize()
        guard names.insert(start.octets..<output.end.octets, in: output.octets) else {
            throw events.error("the key \(quoted(start.octets)) occurs twice in this mapping; keep one")
        }
    }

    /// Writes the value of an alias as a name.
    private mutating func keyOfAlias() throws(DocumentError) {
        let anchor = try anchorOfAlias().1
        let first = output.octets[anchor.piece.octets.lowerBound]
        guard anchor.height == 0 else {
            throw events.error("a key must be a text, not a list or a mapping; write a text")
        }
        if first == UInt8(ascii: "\"") {
            output.copy(anchor.piece)
        } else {
            mark()
            Array(output.octets[anchor.piece.octets]).withUnsafeBufferPointer { output.writeString($0) }
        }
    }

    // MARK: - Merge keys (YAML 1.1, yaml.org/type/merge.html)

    /// Whether the current event is the key `<<` without quotes.
    private var isMergeKey: Bool {
        guard events.type == YAML_SCALAR_EVENT else { return false }
        let scalar = events.current.data.scalar
        return scalar.length == 2 && scalar.style == YAML_PLAIN_SCALAR_STYLE && scalar.tag == nil
            && scalar.value[0] == UInt8(ascii: "<") && scalar.value[1] == UInt8(ascii: "<")
    }

    /// Reads the value of a merge key: its mappings, in order of precedence.
    private mutating func mergedValue(depth: Int) throws(DocumentError) -> (height: Int, mappings: [Output]) {
        let wrong = events.error("the value of << must be a mapping or a list of mappings; correct it")
        mergeDepth += 1
        defer { mergeDepth -= 1 }
        guard events.type == YAML_SEQUENCE_START_EVENT else {
            return try mergedMapping(depth: depth - 1, orThrow: wrong)
        }
        var height = 0
        var mappings: [Output] = []
        try events.advance()
        while events.type != YAML_SEQUENCE_END_EVENT {
            let value = try mergedMapping(depth: depth - 1, orThrow: wrong)
            height = max(height, value.height)
            mappings += value.mappings
            try events.advance()
        }
        return (height, mappings)
    }

    private mutating func mergedMapping(
        depth: Int, orThrow wrong: DocumentError
    ) throws(DocumentError) -> (height: Int, mappings: [Output]) {
        let start = output.end
        let height = try value(depth: depth)
        let mapping = output.cut(output.piece(since: start))
        guard mapping.octets.first == UInt8(ascii: "{") else { throw wrong }
        return (height - 1, [mapping])
    }

    /// Writes the members whose names the mapping does not have yet.
    private mutating func merge(_ mapping: Output, _ names: inout MemberNames, isFirst: inout Bool) {
        var mark = 0
        for member in Members(of: mapping.octets) {
            while mapping.marks[mark].offset < member.whole.lowerBound { mark += 1 }
            let first = mark
            while mark < mapping.marks.count, mapping.marks[mark].offset < member.whole.upperBound { mark += 1 }
            guard !names.contains(mapping.octets[member.name], in: output.octets) else { continue }
            if !isFirst { output.write(UInt8(ascii: ",")) }
            isFirst = false
            let start = output.end.octets
            output.copy(Output.Piece(octets: member.whole, marks: first..<mark), of: mapping)
            guard !output.isTooLarge else { return }
            _ = names.insert(start..<start + member.name.count, in: output.octets)
        }
    }

    /// Returns the name written from `start` on, for a message: at most 40 scalars.
    private func quoted(_ start: Int) -> String {
        let name = String(decoding: output.octets[(start + 1)..<(output.end.octets - 1)], as: UTF8.self)
        let scalars = name.unicodeScalars
        guard scalars.count > 40 else { return "\"\(name)\"" }
        return "\"\(String(String.UnicodeScalarView(scalars.prefix(40))))…\""
    }
}
