import Platform

/// Writes the whole text. No other function of the program writes to standard output and standard error.
///
/// - Returns: The `errno` of the failure, or nil.
@discardableResult
package func write(_ text: SafeText, to descriptor: Int32) -> Int32? {
    var text = text.text
    return text.withUTF8 { writeOctets(UnsafeRawBufferPointer($0), to: descriptor) }
}
