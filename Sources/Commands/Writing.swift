import Glibc
import Platform

/// Writes the whole text. No other function of the program writes to standard output and standard error.
///
/// Messages on a terminal are wrapped between words.
///
/// - Returns: The `errno` of the failure, or nil.
@discardableResult
package func write(_ text: SafeText, to descriptor: Int32) -> Int32? {
    var octets = wrapped(text, for: descriptor).text
    return octets.withUTF8 { writeOctets(UnsafeRawBufferPointer($0), to: descriptor) }
}

/// Returns a text for standard error in lines of the terminal's width. All other texts are unchanged.
private func wrapped(_ text: SafeText, for descriptor: Int32) -> SafeText {
    guard descriptor == STDERR_FILENO, !text.isEmpty else { return text }
    let style = OutputStyle(color: .never, descriptor: descriptor)
    return style.isTerminal ? text.wrapped(to: style.width) : text
}
