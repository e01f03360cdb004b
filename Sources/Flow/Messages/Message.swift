import JSON

/// A message between `authscope` and `authscope-net`: one JSON object in one line.
package protocol Message: Equatable, Sendable {
    init(_ value: JSONValue) throws(MessageProblem)
    /// The message as an object.
    var value: JSONValue { get }
}

extension Message {
    /// The longest line in octets, without its line break.
    package static var longestLine: Int { 1 << 20 }

    /// The message as a line, without its line break. JSON escapes line breaks in texts.
    package var line: String { JSONWriter.text(value) }

    /// Reads a line without its line break.
    ///
    /// - Throws: `MessageProblem` for a line that is too long, is not JSON, or is not a message of this kind.
    package init(line: [UInt8]) throws(MessageProblem) {
        guard line.count <= Self.longestLine, let value = try? JSONValue(reading: line) else {
            throw MessageProblem(member: "line")
        }
        try self.init(value)
    }
}
