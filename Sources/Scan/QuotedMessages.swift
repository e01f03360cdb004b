import OAuth

/// The messages within a text of another kind, such as a mail or a log.
package struct QuotedMessages {
    /// The first message as the text has it, or as a program would make it.
    package private(set) var first: String?
    /// The number of messages in the text.
    package private(set) var count = 0

    package init(in text: String) {
        guard text.utf8.count <= PastedMessage.largest else { return }
        let octets = Array(text.utf8)
        MessageFinder(fileName: [UInt8]()).forEachMessage(in: octets) { message in
            count += 1
            guard first == nil else { return }
            let written = String(decoding: octets[message.source], as: UTF8.self)
            first = PastedMessage.isRecognised(written) ? written : message.sentText
        }
    }
}
