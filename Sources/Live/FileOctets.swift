import Glibc

/// The first octets of an open file, as many as asked for or as there are; nil, with errno(3) set, when it fails.
func readOctets(of descriptor: Int32, count wanted: Int) -> [UInt8]? {
    var code: Int32 = 0
    let octets = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
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

/// The name of an entry of a directory.
func entryName(_ entry: UnsafeMutablePointer<dirent>) -> String {
    withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
}
