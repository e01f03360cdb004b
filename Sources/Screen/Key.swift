/// A key as the terminal reports it.
package enum Key: Hashable, Sendable {
    /// A printable character.
    case character(Unicode.Scalar)
    /// Ctrl and a letter, in lower case. Tab, Enter and Backspace are not reported this way.
    case control(Unicode.Scalar)
    case up, down, left, right
    case home, end, pageUp, pageDown
    case wordLeft, wordRight
    case enter, tab, backTab, escape
    case backspace, delete
    /// F1 to F12.
    case function(Int)
    /// Alt and a letter that has a meaning: b, d or f.
    case alt(Unicode.Scalar)

    package static let f1 = Key.function(1)
}
