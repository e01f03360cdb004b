extension Frame {
    /// Writes text and returns the column after it. The text is sanitised.
    ///
    /// - Parameter right: The first column that must not be changed. Text that does not fit ends in `…` before it.
    @discardableResult
    package mutating func write(_ text: String, x: Int, y: Int, _ style: Style = .plain, until right: Int) -> Int {
        let right = min(right, size.width)
        guard y >= 0, y < size.height, x < right else { return x }
        var text = text
        if x >= 0, let end = text.withUTF8({ writePlain($0, x: x, y: y, style, until: right) }) { return end }
        return writeClusters(of: text, x: x, y: y, style, until: right)
    }

    /// Writes a range of the octets of a text, and returns the column after it. The range may begin or end inside a
    /// character.
    @discardableResult
    package mutating func write(
        _ text: String, octets: Range<Int>, x: Int, y: Int, _ style: Style = .plain, until right: Int
    ) -> Int {
        let right = min(right, size.width)
        guard x >= 0, y >= 0, y < size.height, x < right else { return x }
        var text = text
        let end = text.withUTF8 {
            writePlain(UnsafeBufferPointer(rebasing: $0[octets]), x: x, y: y, style, until: right)
        }
        if let end { return end }
        let part = text.withUTF8 { String(decoding: UnsafeBufferPointer(rebasing: $0[octets]), as: UTF8.self) }
        return writeClusters(of: part, x: x, y: y, style, until: right)
    }

    /// Writes text that has only printable ASCII and this program's lines and signs, which is nearly always the case.
    /// Returns nil for other text, which then has to be written over the cells again.
    private mutating func writePlain(
        _ octets: UnsafeBufferPointer<UInt8>, x: Int, y: Int, _ style: Style, until right: Int
    ) -> Int? {
        let start = y * size.width
        return cells.withUnsafeMutableBufferPointer { [isASCII] cells in
            var cell = Cell(" ", style)
            var column = x
            var place = 0
            while place < octets.count {
                let octet = octets[place]
                if octet >= 0x20, octet < 0x7F {
                    place += 1
                    cell.base = UInt32(octet)
                } else {
                    guard let symbol = TextWidth.symbol(in: octets, at: place) else { return nil }
                    cell.base = Self.glyph(symbol, isASCII: isASCII).value
                    place += octet == 0xC2 ? 2 : 3
                }
                // Only here, because a mark after the last shown character would belong to it.
                guard column < right else {
                    cell.base = Self.glyph("…", isASCII: isASCII).value
                    cells[start + right - 1] = cell
                    return right
                }
                cells[start + column] = cell
                column += 1
            }
            return column
        }
    }

    /// Writes any text.
    private mutating func writeClusters(of text: String, x: Int, y: Int, _ style: Style, until right: Int) -> Int {
        var column = x
        var scalars = 0
        /// The last column where `…` still fits.
        var lastCut = x
        var isCut = false
        for cluster in Sanitizing.Clusters(of: text) {
            if column < right { lastCut = column }
            scalars += cluster.scalarCount
            guard column + cluster.columns <= right, scalars <= Sanitizing.longest else {
                isCut = true
                break
            }
            put(cluster, x: column, y: y, style)
            column += cluster.columns
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
        forEachCell(in: rect) { $0 = cell }
    }

    /// Empties a rectangle, and the other halves of the wide characters at its edges.
    package mutating func clear(_ rect: Rect) {
        for y in rect.y..<rect.bottom {
            if self[rect.x, y]?.isContinuation == true { put(.blank, x: rect.x - 1, y: y) }
            if self[rect.right, y]?.isContinuation == true { put(.blank, x: rect.right, y: y) }
        }
        fill(rect)
    }

    /// Gives the cells of a rectangle a style. Their characters stay.
    package mutating func restyle(_ rect: Rect, _ style: Style) {
        forEachCell(in: rect) { $0.style = style }
    }

    /// Adds attributes to the cells of a rectangle. Their characters stay.
    package mutating func mark(_ rect: Rect, _ attributes: Style.Attributes) {
        forEachCell(in: rect) { $0.style = $0.style.with(attributes) }
    }

    /// Highlights a rectangle as the current row: all its cells are reversed, in the same colour.
    package mutating func highlight(_ rect: Rect) {
        forEachCell(in: rect) { $0.style = Style(.text, $0.style.attributes.union(.reverse)) }
    }

    @inline(__always)
    private mutating func forEachCell(in rect: Rect, _ change: (inout Cell) -> Void) {
        let (left, right) = (max(0, rect.x), min(rect.right, size.width))
        let (top, bottom) = (max(0, rect.y), min(rect.bottom, size.height))
        guard left < right, top < bottom else { return }
        let width = size.width
        cells.withUnsafeMutableBufferPointer { cells in
            for y in top..<bottom {
                for index in (y * width + left)..<(y * width + right) { change(&cells[index]) }
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
        put(Cell(cluster.base, style), marks: cluster.marks, x: x, y: y)
        if cluster.columns == 2 { put(.continuation(style), x: x + 1, y: y) }
    }

    private func glyph(_ scalar: Unicode.Scalar) -> Unicode.Scalar { Self.glyph(scalar, isASCII: isASCII) }

    /// Returns the character, or its ASCII replacement if the terminal shows only ASCII.
    private static func glyph(_ scalar: Unicode.Scalar, isASCII: Bool) -> Unicode.Scalar {
        guard isASCII, scalar.value >= 0x7F else { return scalar }
        switch scalar {
        case "─": return "-"
        case "│": return "|"
        case "┬", "┴", "├", "┤", "┼", "┌", "┐", "└", "┘": return "+"
        case "▸": return ">"
        case "≠": return "#"
        case "✓": return "+"
        case "∙", "•": return "*"
        case "·": return "-"
        // As in `RFC 6749 S3.1`.
        case "§": return "S"
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
    /// The number of terminal columns that the text fills after sanitising.
    package var columns: Int {
        var text = self
        let plain = text.withUTF8 { TextWidth.plainPrefix(of: $0, columns: .max) }
        return plain?.columns ?? Sanitizing.Clusters(of: self).reduce(0) { $0 + $1.columns }
    }
}
