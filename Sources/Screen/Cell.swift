/// One terminal cell: a base scalar, up to four combining marks, and a style.
///
/// A wide character takes two cells; the right one holds no scalar (`isContinuation`).
package struct Cell: Equatable, Sendable {
    // The marks come first: in this order a cell has 32 bytes, in the other 48.
    /// Combining marks, 0 where there is none.
    package var marks: SIMD4<UInt32>
    /// The base scalar's value; 0 in the right half of a wide character.
    package var base: UInt32
    package var style: Style

    package init(_ base: Unicode.Scalar, _ style: Style = .plain) {
        self.base = base.value
        self.marks = .zero
        self.style = style
    }

    package static let blank = Cell(" ")

    /// The right half of a wide character.
    package static func continuation(_ style: Style) -> Cell {
        var cell = Cell(" ", style)
        cell.base = 0
        return cell
    }

    package var isContinuation: Bool { base == 0 }
}
