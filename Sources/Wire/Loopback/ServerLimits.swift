/// How much a server on loopback takes from those who connect (S4.3).
package struct ServerLimits: Equatable, Sendable {
    package var methods: [String] = ["GET"]
    /// Octets of the request line, without its end.
    package var requestLine = 8_192
    /// Octets of the request line and all header fields.
    package var head = 16_384
    package var fields = 64
    /// Octets of the body.
    package var body = 0
    /// How long a connection may take for its request.
    package var requestTimeout: Duration = .seconds(5)
    /// Connections at a time. One more takes the place of the one that is longest without a complete request; where all
    /// have brought theirs, it waits in the kernel's queue until one ends.
    package var connections = 64
    /// Connections in a row that bring no well-formed request. After that many nobody is let in for `pause`.
    ///
    /// A run ends with the first well-formed request, so that a browser's are not counted, whatever they say: the right
    /// answer is taken after thousands of wrong ones, and a page that sends wrong ones cannot end the wait.
    package var run = 200
    ///
    /// Short enough that the right answer is never delayed by more than a second.
    package var pause: Duration = .milliseconds(200)

    /// How long a browser that was sent on has to fetch its last page, when nobody can connect any more.
    package var grace: Duration = .seconds(2)

    package init() {}

    /// Those of the wait for an answer.
    package static let listener = ServerLimits()
}
