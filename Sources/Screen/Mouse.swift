/// A mouse event at a cell of the screen.
package struct Mouse: Equatable, Sendable {
    package enum Action: Equatable, Sendable {
        /// The left button was pressed and released in this cell.
        case click
        /// The second of two quick clicks in the same cell.
        case doubleClick
        /// The wheel was turned by this number of notches: down when positive, up when negative.
        case wheel(Int)
    }

    package var action: Action
    /// The column, 0 at the left.
    package var x: Int
    /// The row, 0 at the top.
    package var y: Int

    package init(_ action: Action, x: Int, y: Int) {
        self.action = action
        self.x = x
        self.y = y
    }
}
