/// Limits for the clients of a server on loopback (S4.3).
package struct ServerLimits: Equatable, Sendable {
    package var methods: [String] = ["GET"]
    /// The length of the request line in octets, without its end.
    package var requestLine = 8_192
    /// The length of the request line and all header fields in octets.
    package var head = 16_384
    package var fields = 64
    /// The length of the body in octets.
    package var body = 0
    /// The time for a connection to send its request.
    package var requestTimeout: Duration = .seconds(5)
    /// The number of open connections. A further one replaces the connection that has waited longest for a complete
    /// request. If all requests are complete, it waits in the kernel's queue.
    package var connections = 64
    /// The number of connections in a row without a well-formed request, after which none is accepted for `pause`.
    ///
    /// A well-formed request ends the run. So requests of a browser never count: the right answer is accepted after
    /// thousands of wrong ones, and a page that sends wrong ones cannot end the wait.
    package var run = 200
    /// The pause after such a run.
    ///
    /// Short enough that the right answer is never delayed by more than a second.
    package var pause: Duration = .milliseconds(200)

    /// The time for a redirected browser to fetch its last page after the sockets are closed.
    package var grace: Duration = .seconds(2)

    package init() {}

    /// The limits for the redirect listener.
    package static let listener = ServerLimits()
}
