import Catalog

/// Something to be done in the world.
package enum Effect: Equatable, Sendable {
    /// Draw random values and answer with `Event.valuesDrawn`.
    case drawValues(Event.Purpose)
    case copy(String)
    /// Leave the screen and print the text raw, so that the terminal can select it as one line.
    case showPlain(String)
    case wait(Timer, milliseconds: Int)
    case save(Workspace)
    case redraw
    case suspend
    case quit
}
