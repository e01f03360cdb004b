/// A place of a frame that can be clicked, and what a click there means.
package struct Spot: Equatable, Sendable {
    package enum Target: Equatable, Sendable {
        /// The key that is named there.
        case key(Key)
        /// A list, by its number; a row of it, and a box in that row, by their numbers.
        case list(Int, row: Int? = nil, box: Int? = nil)
    }

    package var target: Target
    package var rect: Rect
    /// The layer of the screen that has drawn it, 0 at the bottom.
    package var layer: Int
}

extension Frame {
    /// Notes that a place can be clicked; later ones are over earlier ones. It costs nothing where nobody asks.
    @inline(__always)
    package mutating func offer(_ target: @autoclosure () -> Spot.Target, in rect: @autoclosure () -> Rect) {
        guard spots != nil else { return }
        spots?.append(Spot(target: target(), rect: rect(), layer: layer))
    }

    /// Some columns of a row.
    @inline(__always)
    package mutating func offer(
        _ target: @autoclosure () -> Spot.Target, _ columns: @autoclosure () -> Range<Int>, y: Int
    ) {
        guard spots != nil else { return }
        let columns = columns()
        offer(target(), in: Rect(x: columns.lowerBound, y: y, width: columns.count, height: 1))
    }

    /// The topmost place at a cell that can be clicked.
    package func spot(x: Int, y: Int) -> Spot? { spots?.last { $0.rect.contains(x: x, y: y) } }
}
