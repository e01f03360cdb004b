import JSON

/// A message between `authscope` and `authscope-net`: one JSON object in one line.
package protocol Message: Equatable, Sendable {
    init(_ value: JSONValue) throws(MessageProblem)
    /// The message as an object.
    var value: JSONValue { get }
}

extension Message {
    /// The length of the longest line in octets, without its end.
    package static var longestLine: Int { 1 << 20 }

    /// The message as a line, without its end. JSON escapes line ends in texts.
    package var line: String { JSONWriter.text(value) }

    /// Reads a line without its end.
    ///
    /// - Throws: `MessageProblem` for a line that is too long, is not JSON, or is not a message of this kind.
    package init(line: [UInt8]) throws(MessageProblem) {
        guard line.count <= Self.longestLine, let value = try? JSONValue(reading: line) else {
            throw MessageProblem(member: "line")
        }
        try self.init(value)
    }
}
