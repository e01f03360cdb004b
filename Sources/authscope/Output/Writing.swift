import Glibc

/// Writes the whole text: the only place of the program that writes to standard output and standard error.
///
/// Returns the `errno` of what went wrong, or nil.
@discardableResult
func write(_ text: SafeText, to descriptor: Int32) -> Int32? {
    var text = text.text
    return text.withUTF8 { octets in
        var rest = UnsafeRawBufferPointer(octets)
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count < 0 ? errno : EIO }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
        return nil
    }
}
