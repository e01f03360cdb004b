import OAuth
import Screen

/// The parts that the modes are drawn with.
extension Frame {
    /// Draws a rule with a title, and with the first remark that fits at the right end.
    ///
    /// - Parameter key: The key that a click on the title presses.
    /// - Returns: The column after the title.
    @discardableResult
    mutating func drawRule(
        _ title: String, key: Key? = nil, isFocused: Bool = true, at y: Int, _ columns: Range<Int>,
        remarks: [Line] = []
    ) -> Int {
        let right = columns.upperBound
        fill(Rect(x: columns.lowerBound, y: y, width: columns.count, height: 1), "─", Style(.dim))
        let style = isFocused ? Style(.accent, [.bold, .reverse]) : Style(.accent)
        var end = write(isFocused ? " ▸ " : " ", x: columns.lowerBound + 1, y: y, style, until: right - 2)
        end = write(title, x: end, y: y, style, until: right - 2)
        end = write(" ", x: end, y: y, style, until: right - 2)
        if let key { offer(.key(key), columns.lowerBound..<end, y: y) }
        for remark in remarks {
            let width = remark.columns
            guard width > 0, end + width + 3 <= right else { continue }
            fill(Rect(x: right - width - 3, y: y, width: width + 2, height: 1))
            write(remark, x: right - width - 2, y: y, until: right)
            break
        }
        return end
    }

    /// Draws the rule over a list, with its filter. While the filter is being typed, the cursor is in it. The remark
    /// always has room: the title is shortened first, then the filter.
    ///
    /// - Parameters:
    ///   - number: The short title.
    ///   - prefix: The prefix that all names in the list share.
    mutating func drawRule(
        _ title: String, short number: String, key: Key? = nil, filter: String, isTyping: Bool, and choice: String?,
        prefix: String = "", isFocused: Bool, at y: Int, _ columns: Range<Int>, remarks: [Line]
    ) {
        let isFiltered = !filter.isEmpty || isTyping
        /// Returns the columns that a remark leaves for the title.
        func room(beside remark: Line?) -> Int {
            columns.count - 8 - (remark?.columns ?? 0) - (choice.map { $0.columns + 2 } ?? 0)
        }
        var narrowed = title
        if isFiltered {
            let shown = remarks.lazy.compactMap { remark in
                [title, number].first { $0.columns + filter.columns + 2 <= room(beside: remark) }.map { ($0, remark) }
            }.first
            let name = shown?.0 ?? number
            let kept = tail(of: filter, columns: room(beside: shown?.1 ?? remarks.last) - name.columns - 2)
            narrowed = "\(name) /\(kept)"
        }
        let end = drawRule(
            narrowed + (choice.map { ", \($0)" } ?? ""), key: key, isFocused: isFocused, at: y, columns,
            remarks: remarks)
        if !prefix.isEmpty, !isFiltered, choice == nil {
            let remark = remarks.first { end + $0.columns + 3 <= columns.upperBound }?.columns ?? 0
            let left = columns.upperBound - 4 - remark - end
            if left > 8 {
                write(tail(of: prefix, columns: left - 1) + " ", x: end, y: y, Style(.dim), until: end + left)
            }
        }
        guard isTyping else { return }
        let column = columns.lowerBound + 4 + narrowed.columns
        cursor = Cursor(x: min(column, columns.upperBound - 1), y: y, isVisible: true)
    }

    /// Draws the lines of a text from line `top` on.
    mutating func draw(_ lines: [Line], from top: Int, in body: Rect) {
        for row in 0..<body.height {
            guard let line = lines[safely: top + row] else { break }
            write(line, x: body.x, y: body.y + row, until: body.right)
        }
    }

    /// Draws the marker of the current row and the check box of the row: five columns.
    mutating func drawBox(isOn: Bool, isCurrent: Bool, in body: Rect, y: Int) {
        write(isCurrent ? "▸ [" : "  [", x: body.x, y: y, until: body.right)
        // In ASCII, the check mark of a passed check is `*`; a selected row needs another sign.
        write(isOn ? isASCII ? "x" : "✓" : " ", x: body.x + 3, y: y, Style(.ok, .bold), until: body.right)
        write("]", x: body.x + 4, y: y, until: body.right)
    }

    /// Records that a row can be clicked, and its check box of three columns.
    mutating func offerRow(_ row: Int, of list: Int, in body: Rect, y: Int, box x: Int? = nil) {
        offer(.list(list, row: row), body.x..<body.right, y: y)
        if let x { offer(.list(list, row: row, box: 0), x..<x + 3, y: y) }
    }

    /// Draws a radio button and its text, which is bold when it is the chosen one.
    mutating func drawChoice(_ text: String, isChosen: Bool, x: Int, y: Int, right: Int) {
        write(isChosen ? "(∙)" : "( )", x: x, y: y, until: right)
        let shown = abridge(text, columns: right - x - 4)
        write(shown, x: x + 4, y: y, isChosen ? Style(.text, .bold) : .plain, until: right)
    }

    /// Draws several radio buttons in one row of a list.
    mutating func drawChoices(
        _ choices: [(String, Bool)], row: Int, of list: Int, x: Int, y: Int, right: Int
    ) {
        var x = x
        for (box, (text, isChosen)) in choices.enumerated() where x < right {
            drawChoice(text, isChosen: isChosen, x: x, y: y, right: right)
            offer(.list(list, row: row, box: box), x..<x + 3, y: y)
            x += text.utf8.count + 6
        }
    }

    /// Draws a scroll bar at the right edge of a long list.
    mutating func drawThumb(top: Int, count: Int, in body: Rect) {
        guard count > body.height, body.height > 1 else { return }
        let length = max(1, body.height * body.height / count)
        let start = top * (body.height - length) / (count - body.height)
        for y in start..<start + length {
            write(" ", x: body.right - 1, y: body.y + y, Style(.dim, .reverse), until: body.right)
        }
    }

    /// Underlines the words of a search in a text that has been written at this place.
    mutating func underline(_ text: String, _ words: SearchWords, x: Int, y: Int) {
        guard !words.isEmpty, text.utf8.count == text.columns else { return }
        for range in words.ranges(in: text) {
            mark(Rect(x: x + range.lowerBound, y: y, width: range.count, height: 1), [.underline, .bold])
        }
    }

    /// Highlights the current row of a list. The cursor goes there for screen readers, unless a line is being typed.
    mutating func markCurrent(_ body: Rect, row: Int) {
        highlight(Rect(x: body.x, y: body.y + row, width: body.width, height: 1))
        if !cursor.isVisible { cursor = Cursor(x: body.x, y: body.y + row, isVisible: false) }
    }

    /// Draws a text in place of the rows of an empty list.
    mutating func drawNote(_ text: String, in body: Rect) {
        for (row, line) in wrap(text, width: body.width - 3).enumerated() where row < body.height {
            write(line, x: body.x + 2, y: body.y + row, Style(.dim), until: body.right)
        }
    }

    /// Draws the border around a box.
    mutating func drawEdges(around body: Rect) {
        let (left, right) = (body.x - 1, body.right)
        let style = Style(.dim)
        for y in body.y..<body.bottom {
            for x in [left, right] { write("│", x: x, y: y, style, until: x + 1) }
        }
        fill(Rect(x: body.x, y: body.bottom, width: body.width, height: 1), "─", style)
        let corners = [
            ("┌", left, body.y - 1), ("┐", right, body.y - 1), ("└", left, body.bottom), ("┘", right, body.bottom),
        ]
        for (corner, x, y) in corners { write(corner, x: x, y: y, style, until: x + 1) }
    }

    /// Draws a line that is being typed, scrolled so that the cursor is in sight.
    mutating func draw(_ editor: LineEditor, x: Int, y: Int, right: Int) {
        let width = right - x
        guard width > 1 else { return }
        let (before, after, isCut) = editor.visible(columns: width)
        let place = write(before, x: x, y: y, Style(.text, .underline), until: right)
        let end = write(after, x: place, y: y, Style(.text, .underline), until: right)
        if isCut, place > x + 1 {
            write("…", x: x, y: y, Style(.dim, .underline), until: x + 1)
            // The sign has covered the first half of a character of two columns. This covers the second half.
            if self[x + 1, y]?.isContinuation == true {
                write(" ", x: x + 1, y: y, Style(.text, .underline), until: x + 2)
            }
        }
        if end < right {
            fill(Rect(x: end, y: y, width: right - end, height: 1), " ", Style(.text, .underline))
        }
        cursor = Cursor(x: min(place, right - 1), y: y, isVisible: true)
    }
}

/// Returns the end of a text that is too long: the end is where the user types. At least two characters are kept.
func tail(of text: String, columns: Int) -> String {
    guard text.columns > columns else { return text }
    var kept = Substring(text)
    while kept.count > 2, String(kept).columns >= columns { kept.removeFirst() }
    return "…" + kept
}

/// Returns the place in a list, such as `45/1,000`.
func placeInList(_ row: Int, of count: Int) -> String { "\(min(row + 1, count).grouped)/\(count.grouped)" }

/// Returns the columns for names: enough for the longest one, but not so many that a text beside it has no room.
func nameColumns(longest: Int, _ room: Int) -> Int {
    room < 36 ? room : min(max(longest, 12), room * 3 / 5)
}

/// Returns the first line to show, so that the given lines are in sight and no row is empty at the end.
func scrolled(_ top: Int, toShow lines: Range<Int>, of count: Int, height: Int) -> Int {
    guard height > 0 else { return top }
    var top = top
    if lines.upperBound > top + height { top = lines.upperBound - height }
    if lines.lowerBound < top { top = lines.lowerBound }
    return clamped(top, of: count, height: height)
}

/// Returns the first line to show, so that no row is empty at the end.
func clamped(_ top: Int, of count: Int, height: Int) -> Int { max(0, min(top, count - height)) }

/// Returns the row in sight that is nearest to this one, or nil when no row is in sight.
func inSight(_ row: Int, from top: Int, of count: Int, height: Int) -> Int? {
    let last = min(top + height, count) - 1
    return last < top ? nil : min(max(row, top), last)
}

/// Returns the row that is some rows further on, stopping at both ends.
func clamp(_ row: Int, by rows: Int, count: Int) -> Int {
    guard count > 0 else { return 0 }
    let (sum, overflow) = row.addingReportingOverflow(rows)
    return overflow ? (rows < 0 ? 0 : count - 1) : min(max(0, sum), count - 1)
}

extension Line {
    static func + (left: Line, right: Line) -> Line {
        right.spans.reduce(into: left) { $0.append($1.text, $1.style, key: $1.key) }
    }
}

extension Array {
    /// The element, or nil when the index is out of range.
    subscript(safely index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

extension Array where Element: Comparable {
    /// Returns the index of the first element that is not less than this one, or `count`. The array must be ascending.
    func firstPlace(from element: Element) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < element { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension [Line] {
    /// Returns a remark such as `3 more` about lines out of sight, or none when all are in sight.
    static func more(_ hidden: Int) -> [Line] { hidden > 0 ? [Line("\(hidden) more", Style(.dim))] : [] }
}

extension Int {
    /// The number of lines out of sight in words, such as `1 more line`.
    var moreLines: String { counted("more line") }
}

extension String {
    /// The text without white space at both ends, which is easily selected by accident.
    var trimmed: String {
        let start = firstIndex { !$0.isWhitespace } ?? endIndex
        let end = lastIndex { !$0.isWhitespace }.map { index(after: $0) } ?? start
        return String(self[start..<end])
    }
}
