import Catalog
import Glibc

/// The process environment, as a value that tests can create.
package struct Environment: Sendable {
    /// The values are octets, as in the system: a path need not be UTF-8. An array is sufficient for few variables and
    /// few reads.
    private let values: [(name: String, octets: [UInt8])]

    package init(_ values: [String: String]) { self.values = values.map { ($0.key, Array($0.value.utf8)) } }

    package init(octets values: [String: [UInt8]]) { self.values = values.map { ($0.key, $0.value) } }

    private init(_ values: [(name: String, octets: [UInt8])]) { self.values = values }

    /// The environment of this process.
    package static var process: Environment {
        var values: [(name: String, octets: [UInt8])] = []
        var entry = environ
        while let line = entry.pointee {
            let octets = UnsafeRawBufferPointer(start: line, count: strlen(line))
            if let sign = octets.firstIndex(of: UInt8(ascii: "=")) {
                values.append((String(decoding: octets[..<sign], as: UTF8.self), Array(octets[(sign + 1)...])))
            }
            entry += 1
        }
        return Environment(values)
    }

    /// Returns the value as text, or nil if it is unset or empty.
    package subscript(name: String) -> String? {
        octets(of: name).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Returns the value as a path, or nil if it is unset or empty.
    package func path(in name: String) -> OctetPath? { octets(of: name).map { OctetPath(octets: $0) } }

    /// Returns the value as a path, or nil if it is unset, empty or relative.
    func absolutePath(in name: String) -> OctetPath? { path(in: name).flatMap { $0.isAbsolute ? $0 : nil } }

    /// Returns a path that was typed, with the home in place of a `~` at its start.
    package func expanded(_ path: String) -> OctetPath {
        guard path == "~" || path.hasPrefix("~/"), let home = self.path(in: "HOME") else { return OctetPath(path) }
        return OctetPath(octets: home.octets + path.dropFirst().utf8)
    }

    /// Returns the absolute path of a program in `PATH`. Relative directories are skipped.
    package func path(of program: String) -> OctetPath? {
        guard !program.contains("/") else { return program.hasPrefix("/") ? OctetPath(program) : nil }
        for directory in (octets(of: "PATH") ?? []).split(separator: UInt8(ascii: ":")) {
            let path = OctetPath(octets: directory).appending(program)
            if path.isAbsolute, path.withCString({ access($0, X_OK) }) == 0 { return path }
        }
        return nil
    }

    private func octets(of name: String) -> [UInt8]? {
        values.last { $0.name == name }.flatMap { $0.octets.isEmpty ? nil : $0.octets }
    }
}
