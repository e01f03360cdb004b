import Screen

/// Popups: a mode with a few lines is a box of their size, and the modes below stay visible. A mode chooses the size when
/// it settles, and returns it as its `cover`. From then on, its `room.page` is the inside of the box.
extension Room {
    /// The most columns inside a popup.
    var popupColumns: Int { min(100, size.width - (kind == .tabs ? 4 : 8)) }

    /// The most rows inside a popup. Its lower edge takes one.
    var popupRows: Int { wholePage.height - 1 }

    /// Returns the size of a popup for some lines, or nil when they do not fit.
    ///
    /// - Parameter columns: The columns of the longest line. A line that does not fit is cut.
    func popup(rows: Int, columns: Int) -> Size? {
        guard rows <= popupRows else { return nil }
        return Size(width: min(columns, popupColumns), height: max(1, rows))
    }

    /// Returns the lines of a page: for a popup if they fit into one, else for the whole page.
    ///
    /// - Parameters:
    ///   - title: The title in the upper edge.
    ///   - lines: Makes the lines for a width. No more than `most` are needed.
    func lines(title: String, _ lines: (_ width: Int, _ most: Int) -> [Line]) -> (lines: [Line], popup: Size?) {
        let few = lines(popupColumns, popupRows + 1)
        let longest = few.reduce(title.columns + 8) { max($0, $1.columns + 2) }
        if let popup = popup(rows: few.count, columns: longest) { return (few, popup) }
        return (lines(size.width, .max), nil)
    }

    /// Returns the same room with a popup of this size, or with the whole page.
    func with(popup: Size?) -> Room {
        var room = self
        room.popup = popup
        return room
    }
}

extension Frame {
    /// Makes room for a popup. Everything under it becomes dim, because it does not get the keys.
    ///
    /// - Parameter body: The inside of the popup.
    mutating func beginPopup(around body: Rect) {
        restyle(Rect(x: 0, y: 1, width: size.width, height: size.height - 3), Style(.dim))
        let box = Rect(x: body.x - 1, y: body.y - 1, width: body.width + 2, height: body.height + 2)
        clear(box)
        // A click on an edge does not close the popup.
        offer(.list(0), in: box)
        cursor = Cursor(x: body.x, y: body.y, isVisible: false)
    }
}
