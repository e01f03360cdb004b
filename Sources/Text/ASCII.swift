/// The octets of a text, often a part of a larger buffer.
@usableFromInline package typealias Octets = ArraySlice<UInt8>

// The protocols use ASCII only: `isHexDigit` and `isNumber` of `Character` accept full-width digits, and `lowercased()`
// turns U+212A into "k".
extension UInt8 {
    @inlinable package var isDigit: Bool { self &- 0x30 < 10 }

    @inlinable package var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }

    /// RFC 3986 §2.3: letters, digits, `-`, `.`, `_` and `~`, a bit for each of the 128 characters.
    @inlinable package var isUnreserved: Bool {
        let bits: UInt64 = self < 64 ? 0x03FF_6000_0000_0000 : 0x47FF_FFFE_87FF_FFFE
        return self < 128 && bits >> UInt64(self & 63) & 1 == 1
    }

    /// RFC 3986 §2.2: characters that separate parts of a URI.
    package var isReserved: Bool {
        let bits: UInt64 = self < 64 ? 0xAC00_9FDA_0000_0000 : 0x0000_0000_2800_0001
        return self < 128 && bits >> UInt64(self & 63) & 1 == 1
    }

    /// RFC 4648 §5, without the padding.
    @inlinable package var isBase64URL: Bool { isLetter || isDigit || self == ascii("-") || self == ascii("_") }

    /// The value of a hexadecimal digit, or nil.
    @inlinable package var hexValue: UInt8? {
        if isDigit { return self &- 0x30 }
        let letter = (self | 0x20) &- 0x61
        return letter < 6 ? letter + 10 : nil
    }

    @inlinable package var isHexDigit: Bool { isDigit || (self | 0x20) &- 0x61 < 6 }

    @inlinable package var lowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }

    /// Whether the octet is SP, TAB, CR or LF, which T1 trims.
    @inlinable package var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0d || self == 0x0a }
}

/// Returns the octet of an ASCII character.
@inlinable @inline(__always)
package func ascii(_ scalar: Unicode.Scalar) -> UInt8 { UInt8(truncatingIfNeeded: scalar.value) }

extension RandomAccessCollection<UInt8> {
    /// Returns whether the octets are exactly those of the text. String's `==` is canonical equivalence.
    @inlinable package func equals(_ text: String) -> Bool {
        count == text.utf8.count && elementsEqual(text.utf8)
    }

    @inlinable package var asciiLowercased: [UInt8] { map(\.lowercased) }
}

extension String {
    /// Returns whether both texts have the same octets.
    package func hasSameOctets(as other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        // Texts with the same octets are canonically equal, which is fast to check. Equal texts may have different
        // octets.
        guard self == other else { return false }
        return utf8.withContiguousStorageIfAvailable { octets in
            other.utf8.withContiguousStorageIfAvailable { others in
                octets.indices.allSatisfy { octets[$0] == others[$0] }
            }
        }.flatMap { $0 } ?? utf8.elementsEqual(other.utf8)
    }

    @inlinable package init(octets: some Collection<UInt8>) {
        self.init(decoding: octets, as: UTF8.self)
    }
}
