/// Breaks text at spaces so that no line is wider than `width` columns.
///
/// - Parameter cutsWords: Whether a word that is too long is cut. Otherwise it has a line of its own.
package func wrap(_ text: String, width: Int, cutsWords: Bool = true) -> [String] {
    guard width > 0 else { return [] }
    var lines: [String] = []
    var line = ""
    var columns = 0
    for word in safe(text).utf8.split(separator: UInt8(ascii: " ")) {
        var word = String(Substring(word))
        var wordColumns = word.columns
        if !line.isEmpty, columns + 1 + wordColumns <= width {
            line += " " + word
            columns += 1 + wordColumns
            continue
        }
        if !line.isEmpty { lines.append(line) }
        while cutsWords, wordColumns > width {
            let head = prefix(of: word, columns: width)
            lines.append(head)
            word = String(word.dropFirst(head.count))
            wordColumns = word.columns
        }
        line = word
        columns = wordColumns
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
}

/// Returns as many characters as fit, at least one.
private func prefix(of text: String, columns: Int) -> String {
    var result = ""
    for character in text {
        guard result.isEmpty || (result + String(character)).columns <= columns else { break }
        result.append(character)
    }
    return result
}

/// Cuts text into lines of a width, at any character. For values, which have no words.
package func wrapEverywhere(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var columns = 0
    for cluster in Sanitizing.Clusters(of: text) {
        // A character that is wider than the line has one of its own.
        if columns > 0, columns + cluster.columns > width {
            lines.append(line)
            line = ""
            columns = 0
        }
        cluster.append(to: &line)
        columns += cluster.columns
    }
    return lines + [line]
}
