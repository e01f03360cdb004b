extension Int {
    /// The number with a comma between thousands.
    package var grouped: String {
        guard magnitude >= 1_000 else { return String(self) }
        // The added thousand keeps leading zeros.
        return "\((self / 1_000).grouped),\(String(magnitude % 1_000 + 1_000).dropFirst())"
    }

    /// Returns the number and a noun, such as `1 scope` or `2,000 scopes`.
    package func counted(_ word: String) -> String { "\(grouped) \(word)\(self == 1 ? "" : "s")" }

    /// A number of seconds in words, such as `1 hour 30 minutes`.
    package var duration: String {
        let units = [(86_400, "day"), (3_600, "hour"), (60, "minute")]
        guard let (length, name) = units.first(where: { self >= $0.0 }) else { return counted("second") }
        let rest = self % length
        let less = units.first { $0.0 < length && rest >= $0.0 }
        return (self / length).counted(name) + (less.map { " " + (rest / $0.0).counted($0.1) } ?? "")
    }
}
