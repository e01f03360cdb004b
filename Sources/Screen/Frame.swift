/// The contents of the whole terminal: a grid of cells, and the place of the hardware cursor.
///
/// Everything drawn is clipped to the grid, so a pane can draw without checking the size.
package struct Frame: Equatable, Sendable {
    /// The place of the hardware cursor.
    package struct Cursor: Equatable, Sendable {
        package var x: Int
        package var y: Int
        /// Whether the cursor is visible. If not, it only marks the current row for a screen reader.
        package var isVisible: Bool

        package init(x: Int, y: Int, isVisible: Bool) {
            self.x = x
            self.y = y
            self.isVisible = isVisible
        }
    }

    package let size: Size
    /// Whether the terminal gets only ASCII. Other characters are then drawn as their ASCII replacements, or as `?`.
    package let isASCII: Bool
    /// The cells, row by row from the top, `size.width` cells each.
    package internal(set) var cells: [Cell]
    /// The combining marks over characters: up to four scalars each, the rest 0. Cells refer to them by number.
    package private(set) var marks: [SIMD4<UInt32>] = []
    package var cursor = Cursor(x: 0, y: 0, isVisible: false)
    /// The places that can be clicked, or nil when they are not recorded, as in frames that are only shown.
    package internal(set) var spots: [Spot]?
    /// The layer of the screen that is being drawn, which is recorded in its spots.
    package var layer = 0

    /// - Parameters:
    ///   - notesSpots: Whether to record the places that can be clicked.
    ///   - spare: A frame that is no longer needed. This one reuses its memory if both have the same number of cells.
    package init(size: Size, isASCII: Bool = false, notesSpots: Bool = false, in spare: consuming Frame? = nil) {
        self.size = size
        self.isASCII = isASCII
        if notesSpots { spots = [] }
        cells = spare.take()?.cells ?? []
        if cells.count == size.width * size.height {
            cells.withUnsafeMutableBufferPointer { $0.update(repeating: .blank) }
        } else {
            cells = Array(repeating: .blank, count: size.width * size.height)
        }
    }

    /// Returns the cell at a place, or nil outside the grid.
    package subscript(x: Int, y: Int) -> Cell? {
        guard x >= 0, y >= 0, x < size.width, y < size.height else { return nil }
        return cells[y * size.width + x]
    }

    package func row(_ y: Int) -> ArraySlice<Cell> {
        cells[(y * size.width)..<((y + 1) * size.width)]
    }

    /// Returns the combining marks of a cell of this frame: up to four scalars, the rest 0.
    package func marks(of cell: Cell) -> SIMD4<UInt32> {
        cell.marks == 0 ? .zero : marks[Int(cell.marks) - 1]
    }

    /// Sets a cell. Does nothing outside the grid.
    package mutating func put(_ cell: Cell, marks: SIMD4<UInt32> = .zero, x: Int, y: Int) {
        guard x >= 0, y >= 0, x < size.width, y < size.height else { return }
        var cell = cell
        if marks != .zero {
            // More marks than a screen can have. A character that cannot be shown whole becomes `?`.
            if self.marks.count < UInt16.max {
                self.marks.append(marks)
                cell.marks = UInt16(self.marks.count)
            } else {
                cell.base = 0x3F
            }
        }
        cells[y * size.width + x] = cell
    }
}
