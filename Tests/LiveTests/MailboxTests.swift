import Foundation
import Platform
import Testing

@Suite struct MailboxTests {
    private func isReadable(_ descriptor: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 0) == 1
    }

    @Test func handsEventsOutInOrderAndWakesItsReader() throws {
        let mailbox = try Mailbox<Int>()
        #expect(!isReadable(mailbox.readEnd))
        mailbox.post(1)
        mailbox.post(2)
        #expect(isReadable(mailbox.readEnd))
        #expect(mailbox.drain() == [1, 2])
        #expect(!isReadable(mailbox.readEnd))
        #expect(mailbox.drain().isEmpty)
    }

    @Test func losesNoEventOfManyThreads() async throws {
        let mailbox = try Mailbox<Int>()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask { for _ in 0..<20_000 { mailbox.post(1) } }
            }
        }
        #expect(mailbox.drain().count == 160_000)
    }

    @Test func drawsDifferentValuesEachTime() throws {
        let values = try (0..<1_000).map { _ in try SystemRandom.freshValues() }
        let texts = values.flatMap { [$0.state, $0.verifier.text, $0.nonce] }
        #expect(Set(texts).count == 3_000)
        #expect(texts.allSatisfy { $0.utf8.count == 43 })
    }
}
