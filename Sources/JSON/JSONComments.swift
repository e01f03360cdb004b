import Text

/// Comments in JSON, which RFC 8259 does not allow, but some files have: `// …` and `/* … */`.
package enum JSONComments {
    /// Returns the text with a space in place of each octet of a comment, so that all places stay the same. Returns nil
    /// when there is no comment.
    package static func blanked(_ octets: [UInt8]) -> [UInt8]? {
        guard let first = start(in: octets, from: 0) else { return nil }
        var text = Array(octets[..<first])
        var at = first
        while at < octets.count {
            let end = end(ofCommentAt: at, in: octets)
            for octet in octets[at..<end] {
                if octet == ascii("\n") { text.append(octet) } else if octet & 0xC0 != 0x80 { text.append(0x20) }
            }
            at = start(in: octets, from: end) ?? octets.count
            text += octets[end..<at]
        }
        return text
    }

    /// Returns the offset of the next comment, or nil. The search starts at an offset outside of strings.
    private static func start(in octets: [UInt8], from start: Int) -> Int? {
        octets.withUnsafeBufferPointer { octets in
            var at = start
            var isString = false
            while at < octets.count {
                switch octets[at] {
                case ascii("\""): isString.toggle()
                case ascii("\\") where isString: at += 1
                case ascii("/") where !isString:
                    if at + 1 < octets.count, octets[at + 1] == ascii("/") || octets[at + 1] == ascii("*") { return at }
                default: break
                }
                at += 1
            }
            return nil
        }
    }

    /// Returns the offset after a comment: that of the line break, or of the octet after `*/`.
    private static func end(ofCommentAt start: Int, in octets: [UInt8]) -> Int {
        let rest = octets[(start + 2)...]
        if octets[start + 1] == ascii("/") { return rest.firstIndex(of: ascii("\n")) ?? octets.count }
        var star = rest.firstIndex(of: ascii("*"))
        while let index = star {
            if index + 1 < octets.count, octets[index + 1] == ascii("/") { return index + 2 }
            star = octets[(index + 1)...].firstIndex(of: ascii("*"))
        }
        return octets.count
    }
}
