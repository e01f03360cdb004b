import OAuth

/// What happens while the answer is awaited.
package enum ListenerEvent: Sendable {
    /// Something came that is not the answer; the count is that of all so far, this one included.
    case refused(Refusal, count: Int)
    /// The answer to the attempt, as the URL that the browser went to. The sockets are closed. Nothing follows.
    case answered(AnswerVerdict, answer: String)
    /// Nobody answered in time. The sockets are closed. Nothing follows.
    case timedOut
}
