import Foundation
import Options
import TestSupport
import TestTraits
import Testing

/// The examples in the help, each run as it is written.
@Suite(.onThreadsOfTheirOwn) final class ExampleTests {
    /// The examples of the full screen run in a terminal, in another test.
    static let examples = (AuthscopeCommand.configuration.subcommands + [AuthscopeCommand.self])
        .compactMap { $0 as? any CommandWithExamples.Type }
        .flatMap { $0.examples }.filter { !ScreenCommand.examples.contains($0) }

    private let home = FileManager.default.temporaryDirectory.appending(path: "authscope-\(UUID().uuidString)")
    private let port: ReservedPort

    /// A home with the files that examples name. The built-in provider gets a port that is free.
    init() throws {
        port = try #require(ReservedPort())
        let providers = home.appending(path: ".config/authscope/providers")
        try FileManager.default.createDirectory(at: providers, withIntermediateDirectories: true)
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        let provider = try String(contentsOf: root.appending(path: "seeds/bakeronline.json"), encoding: .utf8)
            .replacing("127.0.0.1:8765", with: "127.0.0.1:\(port.number)")
        try write(provider, to: ".config/authscope/providers/bakeronline.json")
        try write(
            """
            openapi: 3.0.0
            info: { title: Shop, version: "1" }
            paths: {}
            components:
              securitySchemes:
                login:
                  type: oauth2
                  flows:
                    authorizationCode:
                      authorizationUrl: https://shop.example/authorize
                      tokenUrl: https://shop.example/token
                      scopes: { "orders:read": See orders }

            """, to: "openapi.yaml")
        try write("orders:list - List orders\n", to: "scopes.txt")
        try write("https://shop.example/authorize?response_type=token\n", to: "urls.txt")
    }

    deinit { try? FileManager.default.removeItem(at: home) }

    private func write(_ text: String, to path: String) throws {
        try text.write(to: home.appending(path: path), atomically: true, encoding: .utf8)
    }

    @Test func allCommandsHaveExamples() throws {
        for command in AuthscopeCommand.configuration.subcommands {
            let examples = (command as? any CommandWithExamples.Type)?.examples ?? []
            #expect(!examples.isEmpty, "\(command) has examples")
            let name = "authscope \(command.configuration.commandName ?? "")"
            let isOwn = { (example: CommandExample) in command == ScreenCommand.self || example.call.contains(name) }
            #expect(examples.allSatisfy(isOwn))
        }
    }

    @Test(arguments: examples)
    func does(example: CommandExample) throws {
        let folder = URL(filePath: RunningProgram.path).deletingLastPathComponent().path
        // A signal is for the program itself.
        let endsBySignal = example.exitCode == 130
        let program = try RunningProgram(
            [], shell: "cd \(home.path) && \(endsBySignal ? "exec " : "")\(example.call)",
            environment: ["HOME": home.path, "PATH": "\(folder):/usr/bin:/bin"])
        program.closeInput()
        if endsBySignal {
            try program.wait { !program.output.isEmpty }
            kill(program.identifier, SIGINT)
        }
        #expect(program.end() == .exited(example.exitCode), "\(example.call)\n\(program.errors)")
        #expect(!(program.output + program.errors).isEmpty)
    }
}
