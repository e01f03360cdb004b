/// Breaks text at spaces so that no line is wider than `width` columns.
///
/// - Parameter cutsWords: Whether a longer word is cut where it must be. Otherwise it has a line of its own.
package func wrap(_ text: String, width: Int, cutsWords: Bool = true) -> [String] {
    guard width > 0 else { return [] }
    var lines: [String] = []
    var line = ""
    for word in safe(text).split(separator: " ", omittingEmptySubsequences: true) {
        var word = String(word)
        let joined = line.isEmpty ? word : line + " " + word
        if joined.columns <= width {
            line = joined
            continue
        }
        if !line.isEmpty { lines.append(line) }
        while cutsWords, word.columns > width {
            let head = prefix(of: word, columns: width)
            lines.append(head)
            word = String(word.dropFirst(head.count))
        }
        line = word
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
}

/// As many characters as fit, at least one.
private func prefix(of text: String, columns: Int) -> String {
    var result = ""
    for character in text {
        guard result.isEmpty || (result + String(character)).columns <= columns else { break }
        result.append(character)
    }
    return result
}

/// Cuts text into lines of a width, at any character: for values, which have no words.
package func wrapEverywhere(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var columns = 0
    for cluster in Sanitizing.Clusters(of: text) {
        if columns + cluster.columns > width {
            lines.append(line)
            line = ""
            columns = 0
        }
        cluster.append(to: &line)
        columns += cluster.columns
    }
    return lines + [line]
}
