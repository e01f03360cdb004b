/// Percent-encoding on octets (RFC 3986 §2.1).
@usableFromInline package enum PercentCoding {
    /// Appends the octets, with all but unreserved characters as upper-case triplets (RFC 3986 §2.3, §6.2.2.1).
    package static func encode(_ value: String, to text: inout [UInt8]) {
        var value = value
        value.withUTF8 { octets in
            let triplets = octets.count { !$0.isUnreserved }
            guard triplets > 0 else { return text.append(contentsOf: octets) }
            let length = octets.count + 2 * triplets
            text += [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
                for octet in octets {
                    if octet.isUnreserved {
                        buffer[count] = octet
                        count += 1
                    } else {
                        buffer[count] = ascii("%")
                        buffer[count + 1] = hexDigit(octet >> 4)
                        buffer[count + 2] = hexDigit(octet & 0x0f)
                        count += 3
                    }
                }
            }
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? ascii("0") + value : ascii("A") + value - 10
    }

    package static func appendTriplet(_ octet: UInt8, to text: inout [UInt8]) {
        text.append(ascii("%"))
        text.append(hexDigit(octet >> 4))
        text.append(hexDigit(octet & 0x0f))
    }

    /// Returns the octet encoded by the triplet at `index`, or nil if there is no triplet.
    @inlinable @inline(__always)
    package static func triplet(in text: Octets, at index: Int) -> UInt8? {
        guard index + 2 < text.endIndex, text[index] == ascii("%"), let high = text[index + 1].hexValue,
            let low = text[index + 2].hexValue
        else { return nil }
        return high << 4 | low
    }

    /// Decodes a name or value of a query: `+` is a space, `%HH` an octet (RFC 6749 Appendix B).
    ///
    /// Text that cannot be decoded stays as it is: a `%` without two digits, and triplets that are not UTF-8.
    package static func decode(_ text: ArraySlice<UInt8>) -> String {
        var octets: [UInt8] = []
        octets.reserveCapacity(text.count)
        var index = text.startIndex
        while index < text.endIndex {
            if let octet = triplet(in: text, at: index) {
                octets.append(octet)
                index += 3
            } else {
                octets.append(text[index] == ascii("+") ? 0x20 : text[index])
                index += 1
            }
        }
        return repaired(octets[...])
    }

    /// Returns the octets as text. Octets that are not UTF-8 become triplets again.
    package static func repaired(_ octets: Octets) -> String {
        if let text = String(validating: octets, as: UTF8.self) { return text }
        var repaired: [UInt8] = []
        var index = octets.startIndex
        while index < octets.endIndex {
            if let scalar = UTF8Scanner.scalar(in: octets, at: index) {
                repaired.append(contentsOf: octets[index..<index + scalar.length])
                index += scalar.length
            } else {
                appendTriplet(octets[index], to: &repaired)
                index += 1
            }
        }
        return String(octets: repaired)
    }

    /// Returns the decoded octets, with the place of each. Here `+` is a plus.
    package static func units(of text: Octets) -> [(octet: UInt8, range: Range<Int>)] {
        var units: [(octet: UInt8, range: Range<Int>)] = []
        var index = text.startIndex
        while index < text.endIndex {
            let octet = triplet(in: text, at: index)
            let length = octet == nil ? 1 : 3
            units.append((octet ?? text[index], index..<index + length))
            index += length
        }
        return units
    }

    /// Returns whether the text contains a triplet.
    package static func holdsTriplet(_ text: Octets) -> Bool {
        var index = text.startIndex
        while let percent = text[index...].firstIndex(of: ascii("%")) {
            if triplet(in: text, at: percent) != nil { return true }
            index = percent + 1
        }
        return false
    }
}
