import Text

/// The only way from foreign text to a terminal (`docs/architecture.md`, "Foreign text").
///
/// Foreign is everything that is not a literal of the program: arguments, files, pastes, answers of servers.
package enum Sanitizing {
    /// The result has at most this many scalars; the rest of a longer text is not looked at.
    package static let longest = 4_096
    /// More combining marks than this over one character are shown as escapes.
    package static let mostMarks = 4

    /// A piece of sanitised text: one character with its marks, or one escape such as `<U+202E>`.
    package struct Cluster {
        package var base: Unicode.Scalar
        package var marks = SIMD4<UInt32>.zero
        package var markCount = 0
        /// The scalar's value when the cluster is an escape; `base` is then "<".
        package var escaped: UInt32?
        /// The UTF-8 octets of the text that it is made of.
        package var octets: Int

        package var columns: Int {
            escaped.map(Self.escapeLength) ?? TextWidth.columns(base)
        }

        /// The number of scalars the cluster is shown with.
        package var scalarCount: Int {
            escaped.map(Self.escapeLength) ?? 1 + markCount
        }

        package func append(to text: inout String) {
            if let escaped { return text += Self.escape(escaped) }
            text.unicodeScalars.append(base)
            for index in 0..<markCount {
                if let mark = Unicode.Scalar(marks[index]) { text.unicodeScalars.append(mark) }
            }
        }

        /// `<U+XXXX>` in ASCII.
        package static func escape(_ value: UInt32) -> String {
            let digits = String(value, radix: 16, uppercase: true)
            return "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
        }

        private static func escapeLength(_ value: UInt32) -> Int {
            value < 0x1_0000 ? 8 : value < 0x10_0000 ? 9 : 10
        }
    }

    /// True when the scalar must never reach a terminal: controls, invisible and direction-changing characters,
    /// private use, unassigned, and non-characters.
    package static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        if value < 0x7F { return value < 0x20 }
        if value < 0xA0 || value == 0xAD { return true }
        if value < 0x300 || TextWidth.isSymbol(value) { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: return true
        default: return CodePoint.isInvisible(value)
        }
    }

    /// True for U+FE0E or U+FE0F directly after a character that has an emoji form.
    ///
    /// After a digit, `#` or `*` it changes nothing that can be seen, unless a keycap follows.
    private static func isSelector(
        _ scalar: Unicode.Scalar, after cluster: Cluster?, before next: @autoclosure () -> Unicode.Scalar?
    ) -> Bool {
        guard CodePoint.isEmojiSelector(scalar.value), let cluster, cluster.escaped == nil, cluster.markCount == 0
        else { return false }
        return cluster.base.properties.isEmoji && (!cluster.base.isASCII || next() == "\u{20E3}")
    }

    /// The clusters of a text that a terminal may show.
    package struct Clusters: Sequence, IteratorProtocol {
        private let scalars: String.UnicodeScalarView
        private var index: String.Index
        /// What the next scalar may still belong to.
        private var pending: Cluster?

        package init(of text: String) {
            scalars = text.unicodeScalars
            index = scalars.startIndex
        }

        package mutating func next() -> Cluster? {
            while index < scalars.endIndex {
                let scalar = scalars[index]
                index = scalars.index(after: index)
                let isEscape = isUnprintable(scalar)
                let isMark = !isEscape && TextWidth.isCombining(scalar)
                if isMark || isSelector(scalar, after: pending, before: scalars[index...].first) {
                    if var cluster = pending, cluster.escaped == nil, cluster.markCount < mostMarks {
                        cluster.marks[cluster.markCount] = scalar.value
                        cluster.markCount += 1
                        cluster.octets += UTF8.width(scalar)
                        pending = cluster
                        continue
                    }
                    // One mark too many is said, not dropped. Over nothing, a dotted circle carries it.
                    var mark = Cluster(base: "\u{25CC}", octets: UTF8.width(scalar))
                    mark.marks[0] = scalar.value
                    mark.markCount = 1
                    if let cluster = pending, cluster.escaped == nil {
                        mark = Cluster(base: "<", escaped: scalar.value, octets: UTF8.width(scalar))
                    }
                    if let complete = exchange(for: mark) { return complete }
                    continue
                }
                let cluster = Cluster(
                    base: isEscape ? "<" : scalar, escaped: isEscape ? scalar.value : nil, octets: UTF8.width(scalar))
                if let complete = exchange(for: cluster) { return complete }
            }
            return exchange(for: nil)
        }

        /// Takes the next cluster, and returns the one before it, which is complete.
        private mutating func exchange(for cluster: Cluster?) -> Cluster? {
            defer { pending = cluster }
            return pending
        }
    }
}

/// The text with everything a terminal must not see written out as `<U+XXXX>`, cut to the columns given.
///
/// Where it is cut, the last column holds `…`. The result holds no control, invisible or direction-changing
/// character, and doing it twice changes nothing.
/// - Parameter columns: The widest result in terminal columns; nil for no limit.
package func safe(_ text: String, columns limit: Int? = nil) -> String {
    if let fast = plainASCII(text, limit: limit) { return fast }
    var result = ""
    var width = 0
    var scalars = 0
    /// Octets of the result behind which `…` still fits.
    var lastCut = 0
    var isCut = false
    let widest = limit ?? .max - 2
    for cluster in Sanitizing.Clusters(of: text) {
        if width < widest, scalars < Sanitizing.longest { lastCut = result.utf8.count }
        width += cluster.columns
        scalars += cluster.scalarCount
        guard width <= widest, scalars <= Sanitizing.longest else {
            isCut = true
            break
        }
        cluster.append(to: &result)
    }
    guard isCut else { return result }
    guard widest > 0 else { return "" }
    return String(decoding: result.utf8.prefix(lastCut), as: UTF8.self) + "…"
}

/// The text, or what fits of it, when all that decides it is printable ASCII, which it nearly always is.
private func plainASCII(_ text: String, limit: Int?) -> String? {
    var text = text
    let limit = min(limit ?? .max, Sanitizing.longest)
    // A mark after the last character shown would belong to it.
    let isPlain = text.withUTF8 { $0.prefix(limit + 1).allSatisfy { $0 >= 0x20 && $0 < 0x7F } }
    guard limit > 0, isPlain else { return nil }
    return text.utf8.count <= limit ? text : String(decoding: text.utf8.prefix(limit - 1), as: UTF8.self) + "…"
}
