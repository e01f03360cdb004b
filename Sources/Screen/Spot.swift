/// A place of a frame that can be clicked, and the effect of the click.
package struct Spot: Equatable, Sendable {
    package enum Target: Equatable, Sendable {
        /// A click presses the key that is shown there.
        case key(Key)
        /// A list, and perhaps a row of it, and a box in that row, all by their numbers.
        case list(Int, row: Int? = nil, box: Int? = nil)
    }

    package var target: Target
    package var rect: Rect
    /// The layer of the screen that drew it, 0 at the bottom.
    package var layer: Int
}

extension Frame {
    /// Records that a place can be clicked. Later places cover earlier ones. Does nothing unless places are recorded.
    @inline(__always)
    package mutating func offer(_ target: @autoclosure () -> Spot.Target, in rect: @autoclosure () -> Rect) {
        guard spots != nil else { return }
        spots?.append(Spot(target: target(), rect: rect(), layer: layer))
    }

    /// Records that some columns of a row can be clicked.
    @inline(__always)
    package mutating func offer(
        _ target: @autoclosure () -> Spot.Target, _ columns: @autoclosure () -> Range<Int>, y: Int
    ) {
        guard spots != nil else { return }
        let columns = columns()
        offer(target(), in: Rect(x: columns.lowerBound, y: y, width: columns.count, height: 1))
    }

    /// Returns the topmost place at a cell, or nil when the cell cannot be clicked.
    package func spot(x: Int, y: Int) -> Spot? { spots?.last { $0.rect.contains(x: x, y: y) } }
}
