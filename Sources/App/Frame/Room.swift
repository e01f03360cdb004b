import Screen

/// The size and layout of the screen, and the part of it that a mode has.
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
    /// Whether another mode covers the right column, or everything but the URL when there is one column.
    package var isColumnCovered = false
    /// Whether the mode is on top, so that it gets the keys.
    package var isOnTop = true
    /// The columns and rows inside the popup of the mode, or nil when the mode has the whole page.
    package var popup: Size?

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

    /// The rows of a mode over the panes: the whole page, or the inside of its popup. The title is in the row above.
    package var page: Rect {
        let whole = wholePage
        guard let popup else { return whole }
        // A popup grows downwards as long as it can, so that its rows keep their places.
        let rowsAbove = min(max(1, whole.height / 8), max(0, popupRows - popup.height))
        return Rect(
            x: (size.width - popup.width) / 2, y: whole.y + rowsAbove, width: popup.width, height: popup.height)
    }

    var wholePage: Rect { Rect(x: 0, y: 2, width: size.width, height: size.height - 4) }

    var explanationRow: Int { size.height - 2 }
    var footerRow: Int { size.height - 1 }

    // MARK: Columns

    /// Whether a third column describes the row under the cursor.
    var hasDetails: Bool { kind == .wide && size.width >= 160 }

    /// The columns of Details, or 0 when there is no third column.
    var detailsColumns: Int { hasDetails ? size.width * 32 / 100 : 0 }

    /// The columns of Clients and Scopes when the screen has several columns.
    var leftColumns: Int {
        switch kind {
        case .normal: 31
        case _ where hasDetails: min(56, size.width * 29 / 100)
        default: size.width < 116 ? 50 : 56
        }
    }

    /// The columns of Request and Validation when the screen has several columns.
    var rightColumns: Int { size.width - leftColumns - 1 - (hasDetails ? detailsColumns + 1 : 0) }

    /// Returns the rows of a mode that covers everything right of the left column, below the rule with its title.
    ///
    /// - Parameter urlLines: The lines of the URL, some of which stay in sight below.
    func column(urlLines: Int) -> Rect {
        let url = columnURLRows(urlLines)
        switch kind {
        case .wide, .normal:
            return Rect(
                x: leftColumns + 1, y: 2, width: size.width - leftColumns - 1, height: wholePage.height - url - 1)
        case .tabs, .tooSmall:
            return Rect(x: 0, y: 3, width: size.width, height: size.height - 5 - (url > 0 ? url + 1 : 0))
        }
    }

    /// Returns the rows that the URL keeps below such a mode. The mode needs the room more than the URL does.
    func columnURLRows(_ urlLines: Int) -> Int {
        switch kind {
        case .wide: min(urlLines, size.height / 3)
        case .normal: min(urlLines, 3)
        case .tabs: size.height < 16 ? 0 : min(urlLines, 2)
        case .tooSmall: 0
        }
    }
}
