import OAuth

/// An event while the listener waits for the answer.
package enum ListenerEvent: Sendable {
    /// A request was not the answer. The count includes all such requests so far.
    case refused(Refusal, count: Int)
    /// The answer to the attempt arrived, as the URL that the browser requested. The sockets are closed. This is the
    /// last event.
    case answered(AnswerVerdict, answer: String)
    /// No answer arrived in time. The sockets are closed. This is the last event.
    case timedOut
}
