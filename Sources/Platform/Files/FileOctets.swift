import Glibc

/// Reads the first octets of an open file, at most `wanted`. Returns nil and sets errno(3) if that fails.
func readOctets(of descriptor: Int32, count wanted: Int) -> [UInt8]? {
    var code: Int32 = 0
    let octets = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
        useLargePages(for: buffer)
        while filled < wanted {
            let got = read(descriptor, buffer.baseAddress?.advanced(by: filled), wanted - filled)
            if got < 0, errno == EINTR { continue }
            if got < 0 { code = errno }
            guard got > 0 else { break }
            filled += got
        }
    }
    errno = code
    return code == 0 ? octets : nil
}

/// Asks for pages of 2 MiB in a large buffer: a file of 10 MiB would otherwise take 2,600 page faults (madvise(2)).
private func useLargePages(for buffer: UnsafeMutableBufferPointer<UInt8>) {
    guard buffer.count >= 4 << 20, let start = buffer.baseAddress else { return }
    // It wants the start of a page.
    let offset = Int(bitPattern: start) % Int(sysconf(Int32(_SC_PAGESIZE)))
    madvise(start - offset, offset + buffer.count, MADV_HUGEPAGE)
}

/// Writes all octets to an open file. Returns the errno(3) of a failure, or nil.
package func writeOctets(_ octets: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32? {
    var rest = octets
    while !rest.isEmpty {
        let count = write(descriptor, rest.baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return count < 0 ? errno : EIO }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
    return nil
}

package func writeOctets(_ octets: [UInt8], to descriptor: Int32) -> Int32? {
    octets.withUnsafeBytes { writeOctets($0, to: descriptor) }
}

/// Returns the names in an open directory, except `.` and `..`.
func entryNames(in folder: OpaquePointer) -> [[UInt8]] {
    var names: [[UInt8]] = []
    while let entry = readdir(folder) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
        if name != [UInt8(ascii: ".")], name != [UInt8(ascii: "."), UInt8(ascii: ".")] { names.append(name) }
    }
    return names
}
