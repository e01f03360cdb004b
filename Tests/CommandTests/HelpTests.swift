import ArgumentParser
import Foundation
import Testing

@testable import authscope

/// The help, compared whole with `__Help__`; `RECORD=1 swift test` writes it anew.
struct HelpTests {
    @Test(arguments: ["authscope", "url", "lint", "rules"])
    func isWhatWasReviewed(command: String) throws {
        let help =
            switch command {
            case "url": AuthscopeCommand.helpMessage(for: URLCommand.self, columns: 80)
            case "lint": AuthscopeCommand.helpMessage(for: LintCommand.self, columns: 80)
            case "rules": AuthscopeCommand.helpMessage(for: RulesCommand.self, columns: 80)
            default: AuthscopeCommand.helpMessage(columns: 80)
            }
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
            path: "__Help__/\(command).txt")
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try (help + "\n").write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == help + "\n")
    }
}
