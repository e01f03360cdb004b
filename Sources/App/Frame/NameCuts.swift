import Screen
import Text

/// Returns the names shortened to a number of columns. A long name is cut in the middle. Two different names never
/// become the same.
func cutNames(_ names: [String], columns: Int) -> [String] {
    var cut = names.map { middleCut($0, columns: columns) }
    guard cut.count > 1, mayReadTheSame(cut) else { return cut }
    // Each round shows the next place in which names differ that still look the same. Some need several rounds.
    var window = max(1, columns / 3)
    var start: [Int: Int] = [:]
    for _ in 0..<4 {
        let groups = Dictionary(grouping: cut.indices) { cut[$0] }.values.filter { group in
            group.count > 1 && group.contains { !names[$0].hasSameOctets(as: names[group[0]]) }
        }
        guard !groups.isEmpty else { return cut }
        for group in groups {
            let place = firstDifference(of: group.map { names[$0] }, from: start[group[0]] ?? 0)
            for row in group {
                cut[row] = middleCut(names[row], columns: columns, showing: place, window: window)
                start[row] = place + window
            }
        }
        window = max(1, window - 1)
    }
    return numbered(cut, names, columns: columns)
}

/// Returns whether two of the texts may be equal: a quick check before the slow search for equal texts.
private func mayReadTheSame(_ texts: [String]) -> Bool {
    let marks = texts.map { text in
        var (text, mark) = (text, 0xCBF2_9CE4_8422_2325 as UInt64)
        // FNV-1a.
        text.withUTF8 { for octet in $0 { mark = (mark ^ UInt64(octet)) &* 0x100_0000_01B3 } }
        return mark
    }
    let sorted = marks.sorted()
    return zip(sorted, sorted.dropFirst()).contains { $0 == $1 }
}

/// Returns the start and the end of a long name, in equal parts.
///
/// - Parameters:
///   - place: The index of an octet in the middle that is shown too, between two cuts.
///   - window: The number of columns shown there.
func middleCut(_ name: String, columns: Int, showing place: Int? = nil, window: Int = 0) -> String {
    // Nearly all names are short enough.
    guard name.utf8.count > columns else { return safe(name, columns: columns) }
    let shown = safe(name)
    guard shown.columns > columns, columns > 4 else { return safe(name, columns: columns) }
    // A name can be cut anywhere only when each of its octets fills one column.
    guard shown.utf8.count == shown.columns else { return safe(name, columns: columns) }
    let tail = (columns - 1) / 2
    let head = columns - 1 - tail
    let octets = shown.utf8
    let count = octets.count
    guard let place, place >= head, place < count - tail, columns > window + 4 else {
        return "\(Substring(octets.prefix(head)))…\(Substring(octets.suffix(tail)))"
    }
    let rest = columns - window - 2
    let middle = octets.prefix(place + window).suffix(window)
    return "\(Substring(octets.prefix(rest - rest / 2)))…\(Substring(middle))…\(Substring(octets.suffix(rest / 2)))"
}

/// Returns the index of the first octet, from `start` on, in which the names differ.
private func firstDifference(of names: [String], from start: Int) -> Int {
    let all = names.map { Array($0.utf8) }
    let longest = all.reduce(0) { max($0, $1.count) }
    return (start..<max(start, longest)).first { place in
        all.contains { ($0.count > place ? $0[place] : nil) != (all[0].count > place ? all[0][place] : nil) }
    } ?? start
}

/// Appends numbers to names that look the same after cutting.
private func numbered(_ cut: [String], _ names: [String], columns: Int) -> [String] {
    var cut = cut
    for group in Dictionary(grouping: cut.indices, by: { cut[$0] }).values {
        var seen: [String] = []
        for row in group {
            guard let number = seen.firstIndex(where: { $0.hasSameOctets(as: names[row]) }) else {
                seen.append(names[row])
                if seen.count > 1 { cut[row] = safe(cut[row], columns: max(1, columns - 3)) + "#\(seen.count)" }
                continue
            }
            if number > 0 { cut[row] = safe(cut[row], columns: max(1, columns - 3)) + "#\(number + 1)" }
        }
    }
    return cut
}
