/// Internationalised host labels in both directions (RFC 3492), to show a host in both spellings.
package enum Punycode {
    /// A host name has at most 253 octets (RFC 1035 §2.3.4). Longer ones are not converted.
    private static let longestHost = 253
    private static let base: UInt32 = 36
    private static let initialBias: UInt32 = 72
    private static let initialN: UInt32 = 0x80

    /// Returns the host with each `xn--` label decoded. Labels that are not Punycode stay.
    package static func decoded(host: Octets) -> String {
        guard host.count <= longestHost else { return String(octets: host) }
        let labels = host.split(separator: ascii("."), omittingEmptySubsequences: false).map { label -> String in
            let label = label.asciiLowercased
            guard label.starts(with: "xn--".utf8), let scalars = decode(label.dropFirst(4)) else {
                return String(octets: label)
            }
            return String(String.UnicodeScalarView(scalars))
        }
        return labels.joined(separator: ".")
    }

    /// Returns the host with an `xn--` label for each label that is not ASCII.
    package static func encoded(host: Octets) -> String {
        guard host.count <= longestHost else { return String(octets: host) }
        let labels = host.split(separator: ascii("."), omittingEmptySubsequences: false).map { label -> String in
            let text = String(octets: label.asciiLowercased)
            guard label.contains(where: { $0 >= 0x80 }) else { return text }
            return "xn--" + encode(text.unicodeScalars.map(\.value))
        }
        return labels.joined(separator: ".")
    }

    private static func adapt(_ delta: UInt32, count: UInt32, isFirst: Bool) -> UInt32 {
        var delta = delta / (isFirst ? 700 : 2)
        delta += delta / count
        var k: UInt32 = 0
        while delta > (base - 1) * 26 / 2 {
            delta /= base - 1
            k += base
        }
        return k + base * delta / (delta + 38)
    }

    private static func threshold(_ k: UInt32, _ bias: UInt32) -> UInt32 {
        k <= bias ? 1 : min(k - bias, 26)
    }

    private static func decode(_ label: some BidirectionalCollection<UInt8>) -> [Unicode.Scalar]? {
        // A label has at most 63 octets (RFC 1035 §2.3.4).
        guard label.count <= 63 else { return nil }
        var output: [Unicode.Scalar] = []
        var rest = Array(label)[...]
        if let hyphen = rest.lastIndex(of: ascii("-")) {
            guard rest[..<hyphen].allSatisfy({ $0 < 0x80 }) else { return nil }
            output = rest[..<hyphen].map { Unicode.Scalar($0) }
            rest = rest[(hyphen + 1)...]
        }
        var (n, i, bias) = (initialN, UInt32(0), initialBias)
        while !rest.isEmpty {
            let start = i
            var (weight, k) = (UInt32(1), base)
            while true {
                guard let octet = rest.popFirst(), let digit = digit(octet) else { return nil }
                let (product, overflow) = digit.multipliedReportingOverflow(by: weight)
                let (sum, sumOverflow) = i.addingReportingOverflow(product)
                guard !overflow, !sumOverflow else { return nil }
                i = sum
                let threshold = threshold(k, bias)
                if digit < threshold { break }
                let (next, weightOverflow) = weight.multipliedReportingOverflow(by: base - threshold)
                guard !weightOverflow else { return nil }
                weight = next
                k += base
            }
            let count = UInt32(output.count + 1)
            bias = adapt(i - start, count: count, isFirst: start == 0)
            let (sum, overflow) = n.addingReportingOverflow(i / count)
            guard !overflow, let scalar = Unicode.Scalar(sum) else { return nil }
            n = sum
            i %= count
            output.insert(scalar, at: Int(i))
            i += 1
        }
        return output
    }

    private static func digit(_ octet: UInt8) -> UInt32? {
        if octet.isDigit { return UInt32(octet - 0x30) + 26 }
        return octet.isLetter ? UInt32(octet.lowercased - 0x61) : nil
    }

    private static func encode(_ scalars: [UInt32]) -> String {
        let basic = scalars.filter { $0 < 0x80 }
        var output = basic.map { UInt8($0) }
        if !basic.isEmpty { output.append(ascii("-")) }
        var (n, delta, bias) = (initialN, UInt32(0), initialBias)
        var handled = UInt32(basic.count)
        // Longer labels are not host names. The limit keeps the sums small and bounds the work.
        guard scalars.count <= 63 else { return String(octets: output) }
        while handled < scalars.count, let next = scalars.filter({ $0 >= n }).min() {
            delta += (next - n) * (handled + 1)
            n = next
            for scalar in scalars {
                if scalar < n { delta += 1 }
                guard scalar == n else { continue }
                append(delta, bias: bias, to: &output)
                bias = adapt(delta, count: handled + 1, isFirst: handled == basic.count)
                delta = 0
                handled += 1
            }
            delta += 1
            n += 1
        }
        return String(octets: output)
    }

    private static func append(_ delta: UInt32, bias: UInt32, to output: inout [UInt8]) {
        var (q, k) = (delta, base)
        while true {
            let threshold = threshold(k, bias)
            if q < threshold { break }
            output.append(letter(threshold + (q - threshold) % (base - threshold)))
            q = (q - threshold) / (base - threshold)
            k += base
        }
        output.append(letter(q))
    }

    private static func letter(_ digit: UInt32) -> UInt8 {
        UInt8(truncatingIfNeeded: digit < 26 ? 0x61 + digit : 0x30 + digit - 26)
    }
}
