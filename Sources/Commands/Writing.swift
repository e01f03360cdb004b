import Platform

/// Writes the whole text: the only place of the program that writes to standard output and standard error.
///
/// Returns the `errno` of what went wrong, or nil.
@discardableResult
package func write(_ text: SafeText, to descriptor: Int32) -> Int32? {
    var text = text.text
    return text.withUTF8 { writeOctets(UnsafeRawBufferPointer($0), to: descriptor) }
}
