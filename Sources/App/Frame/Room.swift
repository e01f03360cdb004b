import Screen

/// The room that a mode has on the screen.
package struct Room: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        /// From 100 columns and 30 rows: two columns with descriptions.
        case wide
        /// From 72 columns and 22 rows: two columns.
        case normal
        /// From 40 columns and 10 rows: one pane at a time.
        case tabs
        case tooSmall
    }

    package let kind: Kind
    package let size: Size
    /// Whether the terminal shows ASCII only.
    package var isASCII: Bool
    /// Whether another mode covers the right column, or in one column everything but the URL.
    package var isColumnCovered = false
    /// Whether the mode is the one with the keys.
    package var isOnTop = true

    package init(size: Size, isASCII: Bool) {
        self.size = size
        self.isASCII = isASCII
        if size.width >= 100, size.height >= 30 {
            kind = .wide
        } else if size.width >= 72, size.height >= 22 {
            kind = .normal
        } else if size.width >= 40, size.height >= 10 {
            kind = .tabs
        } else {
            kind = .tooSmall
        }
    }

    /// The rows of a page over the panes; its title is in the row above.
    package var page: Rect { Rect(x: 0, y: 2, width: size.width, height: size.height - 4) }

    var explanationRow: Int { size.height - 2 }
    var footerRow: Int { size.height - 1 }

    /// The columns of Clients and Scopes where the screen is in two halves.
    var leftColumns: Int { kind == .normal ? 31 : size.width < 116 ? 50 : 56 }

    /// The rows of a mode that covers the right column, below the rule that carries its title.
    ///
    /// - Parameter urlLines: The lines of the URL, of which some stay in sight below.
    func column(urlLines: Int) -> Rect {
        let url = columnURLRows(urlLines)
        switch kind {
        case .wide, .normal:
            return Rect(
                x: leftColumns + 1, y: 2, width: size.width - leftColumns - 1, height: page.height - url - 1)
        case .tabs, .tooSmall:
            return Rect(x: 0, y: 3, width: size.width, height: size.height - 5 - (url > 0 ? url + 1 : 0))
        }
    }

    /// The rows that the URL keeps then: what covers the column has more to show than a URL that has gone out.
    func columnURLRows(_ urlLines: Int) -> Int {
        switch kind {
        case .wide: min(urlLines, size.height / 3)
        case .normal: min(urlLines, 3)
        case .tabs: size.height < 16 ? 0 : min(urlLines, 2)
        case .tooSmall: 0
        }
    }
}
