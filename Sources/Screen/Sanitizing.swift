import Text

/// Makes foreign text safe for a terminal (`docs/architecture.md`, "Foreign text"). There is no other way to a
/// terminal.
///
/// All text except the program's literals is foreign: arguments, files, pastes, answers of servers.
package enum Sanitizing {
    /// The maximum number of scalars in a result. The rest of a longer text is ignored.
    package static let longest = 4_096
    /// The maximum number of combining marks over one character. Further marks are shown as escapes.
    package static let mostMarks = 4

    /// A piece of sanitised text: one character with its marks, or one escape such as `<U+202E>`.
    package struct Cluster {
        package var base: Unicode.Scalar
        package var marks = SIMD4<UInt32>.zero
        package var markCount = 0
        /// The scalar's value if the cluster is an escape; then `base` is "<".
        package var escaped: UInt32?
        /// The number of UTF-8 octets of the original text in the cluster.
        package var octets: Int

        package var columns: Int {
            escaped.map(Self.escapeLength) ?? TextWidth.columns(base)
        }

        /// The number of scalars that are shown for the cluster.
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

        /// Returns `<U+XXXX>` in ASCII.
        package static func escape(_ value: UInt32) -> String { "<U+\(CodePoint.digits(of: value))>" }

        private static func escapeLength(_ value: UInt32) -> Int {
            value < 0x1_0000 ? 8 : value < 0x10_0000 ? 9 : 10
        }
    }

    /// Returns whether the scalar must never reach a terminal: controls, invisible and direction-changing characters,
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

    /// Returns whether the scalar is U+FE0E or U+FE0F directly after a character that has an emoji form.
    ///
    /// After a digit, `#` or `*` it has no visible effect unless a keycap follows.
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
        /// The cluster to which the next scalar may still belong.
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
                    // An additional mark is shown as an escape, not dropped. Without a base, a dotted circle carries
                    // the mark.
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

        /// Stores the next cluster, and returns the previous one, which is complete.
        private mutating func exchange(for cluster: Cluster?) -> Cluster? {
            defer { pending = cluster }
            return pending
        }
    }
}

/// Returns the text with everything that a terminal must not see written as `<U+XXXX>`, cut to the given columns.
///
/// If the text is cut, the last column is `…`. The result has no control, invisible or direction-changing character,
/// and sanitising it again changes nothing.
///
/// - Parameter columns: The width of the widest result in terminal columns; nil for no limit.
package func safe(_ text: String, columns limit: Int? = nil) -> String {
    if let plain = plain(text, limit: limit) { return plain }
    var result = ""
    var width = 0
    var scalars = 0
    /// The number of octets of the result after which `…` still fits.
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

/// Returns the text, or the part that fits, if all characters that matter fill one column each. This is the usual case.
private func plain(_ text: String, limit: Int?) -> String? {
    var text = text
    let limit = min(limit ?? .max, Sanitizing.longest)
    guard limit > 0 else { return nil }
    // One character more than fits is read: a mark there would belong to the last one.
    guard let part = text.withUTF8({ TextWidth.plainPrefix(of: $0, columns: limit + 1) }) else { return nil }
    guard part.columns > limit else { return text }
    let cut = text.withUTF8 { TextWidth.plainPrefix(of: $0, columns: limit - 1) }?.octets ?? 0
    return String(decoding: text.utf8.prefix(cut), as: UTF8.self) + "…"
}
