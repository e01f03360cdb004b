import Text

/// The SSH session in which the program runs (sshd(8), "ENVIRONMENT").
package struct RemoteSession: Equatable, Sendable {
    /// The arguments of ssh(1) that lead here, such as `ann@10.0.0.5` or `-p 2222 ann@10.0.0.5`.
    package let target: String

    /// Returns nil when the program does not run over SSH, or a name or address would need quoting in a shell.
    package init?(environment: Environment) {
        // The client's address and port, then those of this machine.
        let fields = (environment["SSH_CONNECTION"] ?? "").split(separator: " ").map(String.init)
        guard fields.count == 4, Self.isPlain(fields[2]), fields[3].utf8.allSatisfy(\.isDigit) else { return nil }
        let user = environment["USER"].flatMap { Self.isPlain($0) ? $0 + "@" : nil } ?? ""
        target = (fields[3] == "22" ? "" : "-p \(fields[3]) ") + user + fields[2]
    }

    private static func isPlain(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.first != ascii("-")
            && text.utf8.allSatisfy { $0.isLetter || $0.isDigit || ".:_-%".utf8.contains($0) }
    }
}
