/// One terminal cell: a base scalar, a style, and combining marks, which the frame stores.
///
/// A wide character fills two cells; the right one has no scalar (`isContinuation`). A cell has eight octets, so rows
/// are compared and filled as memory.
package struct Cell: Equatable, Sendable {
    /// The base scalar's value; 0 in the right half of a wide character.
    package var base: UInt32
    package var style: Style
    /// The number of the cell's marks in the frame, from 1; 0 if it has none.
    package internal(set) var marks: UInt16 = 0

    package init(_ base: Unicode.Scalar, _ style: Style = .plain) {
        self.base = base.value
        self.style = style
    }

    package static let blank = Cell(" ")

    /// Returns the right half of a wide character.
    package static func continuation(_ style: Style) -> Cell {
        var cell = Cell(" ", style)
        cell.base = 0
        return cell
    }

    package var isContinuation: Bool { base == 0 }
}
