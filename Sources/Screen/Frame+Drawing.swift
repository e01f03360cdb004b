extension Frame {
    /// Writes text and returns the column after it. The text passes the sanitiser on its way to the cells.
    ///
    /// - Parameters:
    ///   - right: The first column that must stay untouched; text that does not fit ends in `…` before it.
    @discardableResult
    package mutating func write(_ text: String, x: Int, y: Int, _ style: Style = .plain, until right: Int) -> Int {
        let right = min(right, size.width)
        guard y >= 0, y < size.height, x < right else { return x }
        var text = text
        let octets = text.utf8.count
        if x >= 0, x + octets <= right {
            let isPlain = text.withUTF8 { $0.allSatisfy { $0 >= 0x20 && $0 < 0x7F } }
            if isPlain {
                var column = x
                for octet in text.utf8 {
                    put(Cell(Unicode.Scalar(octet), style), x: column, y: y)
                    column += 1
                }
                return column
            }
        }
        return writeClusters(of: text, x: x, y: y, style, until: right)
    }

    /// The same for text that is not plain ASCII or does not fit.
    private mutating func writeClusters(of text: String, x: Int, y: Int, _ style: Style, until right: Int) -> Int {
        var column = x
        var scalars = 0
        /// The last column where `…` still fits.
        var lastCut = x
        var isCut = false
        Sanitizing.forEachCluster(of: text) { cluster in
            if column < right { lastCut = column }
            scalars += cluster.scalarCount
            guard column + cluster.columns <= right, scalars <= Sanitizing.longest else {
                isCut = true
                return false
            }
            put(cluster, x: column, y: y, style)
            column += cluster.columns
            return true
        }
        guard isCut else { return column }
        put(Cell(glyph("…"), style), x: lastCut, y: y)
        fill(Rect(x: lastCut + 1, y: y, width: column - lastCut - 1, height: 1), " ", style)
        return lastCut + 1
    }

    /// Writes text so that it ends before a column, and returns the column where it starts.
    @discardableResult
    package mutating func write(
        _ text: String, endingAt right: Int, y: Int, _ style: Style = .plain, from left: Int = 0
    ) -> Int {
        let shown = safe(text, columns: max(0, right - left))
        let start = right - shown.columns
        write(shown, x: start, y: y, style, until: right)
        return start
    }

    /// Fills a rectangle with one character.
    package mutating func fill(_ rect: Rect, _ scalar: Unicode.Scalar = " ", _ style: Style = .plain) {
        let cell = Cell(glyph(scalar), style)
        for y in rect.y..<max(rect.y, rect.bottom) {
            for x in rect.x..<max(rect.x, rect.right) { put(cell, x: x, y: y) }
        }
    }

    /// Adds attributes to the cells of a rectangle, keeping what they show.
    package mutating func mark(_ rect: Rect, _ attributes: Style.Attributes) {
        for y in rect.y..<max(rect.y, rect.bottom) {
            for x in rect.x..<max(rect.x, rect.right) {
                guard var cell = self[x, y] else { continue }
                cell.style = cell.style.with(attributes)
                put(cell, x: x, y: y)
            }
        }
    }

    /// Makes a rectangle the bar of the current row: reversed, in one colour, whatever its cells show.
    package mutating func highlight(_ rect: Rect) {
        for y in rect.y..<max(rect.y, rect.bottom) {
            for x in rect.x..<max(rect.x, rect.right) {
                guard var cell = self[x, y] else { continue }
                cell.style = Style(.text, cell.style.attributes.union(.reverse))
                put(cell, x: x, y: y)
            }
        }
    }

    private mutating func put(_ cluster: Sanitizing.Cluster, x: Int, y: Int, _ style: Style) {
        if let value = cluster.escaped {
            for (offset, octet) in Sanitizing.Cluster.escape(value).utf8.enumerated() {
                put(Cell(Unicode.Scalar(octet), style), x: x + offset, y: y)
            }
            return
        }
        if isASCII, cluster.base.value >= 0x7F || cluster.markCount > 0 {
            let twin = Cell(cluster.markCount > 0 ? "?" : glyph(cluster.base), style)
            for offset in 0..<cluster.columns { put(twin, x: x + offset, y: y) }
            return
        }
        var cell = Cell(cluster.base, style)
        cell.marks = cluster.marks
        put(cell, x: x, y: y)
        if cluster.columns == 2 { put(.continuation(style), x: x + 1, y: y) }
    }

    /// The character itself, or its ASCII twin where the terminal shows nothing else.
    private func glyph(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard isASCII, scalar.value >= 0x7F else { return scalar }
        switch scalar {
        case "─": return "-"
        case "│": return "|"
        case "┬", "┴", "├", "┤", "┼", "┌", "┐", "└", "┘": return "+"
        case "▸": return ">"
        case "✓", "∙", "•": return "*"
        case "✗": return "x"
        case "…": return "~"
        case "↑": return "^"
        case "↓": return "v"
        case "←": return "<"
        case "→": return ">"
        case "█": return "#"
        default: return "?"
        }
    }
}

extension String {
    /// The number of terminal columns the text fills once it has passed the sanitiser.
    package var columns: Int {
        var text = self
        let isPlain = text.withUTF8 { $0.allSatisfy { $0 >= 0x20 && $0 < 0x7F } }
        if isPlain { return utf8.count }
        var total = 0
        Sanitizing.forEachCluster(of: self) { cluster in
            total += cluster.columns
            return true
        }
        return total
    }
}
