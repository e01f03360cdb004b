import Foundation
import Options
import TestTraits
import Testing

/// The examples of the full screen in the help, each run as it is written.
@Suite(.onThreadsOfTheirOwn, .serialized) final class ExampleTests {
    private let home = FileManager.default.temporaryDirectory.appending(path: "authscope-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: home) }

    @Test(arguments: ScreenCommand.examples)
    func does(example: CommandExample) throws {
        let folder = URL(filePath: Products.authscope).deletingLastPathComponent().path
        let program = try Program(
            "/bin/sh", ["-c", example.call],
            environment: ["HOME": home.path, "PATH": "\(folder):/usr/bin:/bin"])
        let asksInLines = example.call.contains("--accessible")
        try program.wait(for: asksInLines ? "Which provider?" : "? help")
        program.type(asksInLines ? "quit\r" : "q")
        #expect(try program.end() == .exited(example.exitCode))
    }

    @Test(arguments: [["rules", "scope-coma"], ["lint", "https://a.example/?scope=a,b"], ["url", "--format"]])
    func messagesAreWrappedBetweenWords(arguments: [String]) throws {
        func words(width: Int) throws -> [Substring] {
            let program = try Program(
                Products.authscope, arguments, environment: ["HOME": home.path], width: width, height: 200)
            _ = try program.end()
            return program.screen.text.split { $0.isWhitespace }
        }
        // On the narrow screen a word that the program had not wrapped would be broken by the terminal.
        let (narrow, wide) = (try words(width: 60), try words(width: 120))
        #expect(narrow == wide)
        #expect(!narrow.isEmpty)
    }
}
