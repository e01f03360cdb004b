import Glibc

/// The process environment, as a value that tests can make up.
package struct Environment: Sendable {
    private let values: [String: String]

    package init(_ values: [String: String]) { self.values = values }

    /// The environment of this process.
    package static var process: Environment {
        var values: [String: String] = [:]
        var entry = environ
        while let line = entry.pointee {
            let parts = String(cString: line).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { values[String(parts[0])] = String(parts[1]) }
            entry += 1
        }
        return Environment(values)
    }

    /// The value, or nil when it is unset or empty.
    package subscript(name: String) -> String? {
        values[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The absolute path of a program in `PATH`; relative directories are not looked at.
    package func path(of program: String) -> String? {
        guard !program.contains("/") else { return program.hasPrefix("/") ? program : nil }
        for directory in (self["PATH"] ?? "").split(separator: ":") where directory.hasPrefix("/") {
            let path = "\(directory)/\(program)"
            if access(path, X_OK) == 0 { return path }
        }
        return nil
    }
}
