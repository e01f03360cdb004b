import Catalog
import Foundation
import JSON
import Testing

@testable import Platform
@testable import Wire

/// Documents are read in each format and from each kind of place.
@Suite struct DocumentReaderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func file(_ name: String, _ text: String) throws -> String {
        let path = "\(folder.path)/\(name)"
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        return path
    }

    @Test(arguments: ["a.json", "a.yaml", "a", "a.YML"])
    func readsJSONAsItIs(name: String) throws {
        let text = " \n{\"a\": [1, \"\\u00e9\"]}\n"
        let path = try file(name, text)
        let document = try DocumentReader().read(file: OctetPath(path))
        #expect(document == SourceDocument(origin: .file(OctetPath(path)), json: Array(text.utf8)))
    }

    @Test(arguments: ["a.json", "a.yaml", "a"])
    func readsYAMLByItsContent(name: String) throws {
        let document = try DocumentReader().read(file: OctetPath(file(name, "a: 1\nb: [x]\n")))
        #expect(String(decoding: document.json, as: UTF8.self) == #"{"a":1,"b":["x"]}"#)
        #expect(document.places?.place(of: 11).line == 2)
    }

    @Test func readsYAMLThatLooksLikeJSON() throws {
        let text = "{a: 1} # a mapping\n"
        let document = try DocumentReader().read(file: OctetPath(file("a.yaml", text)))
        #expect(String(decoding: document.json, as: UTF8.self) == #"{"a":1}"#)
        // By its name it is JSON, and whoever reads it says what is wrong.
        let broken = try DocumentReader().read(file: OctetPath(file("a.json", text)))
        #expect(broken.json == Array(text.utf8))
    }

    @Test func leavesWhatOccursTwiceToTheReader() throws {
        let text = #"{"a": 1, "a": 2}"#
        #expect(try DocumentReader().read(file: OctetPath(file("a.yaml", text))).json == Array(text.utf8))
    }

    @Test func givesAReaderWithPlacesAndLimits() throws {
        let deep = "a:\n" + (1...60).map { String(repeating: " ", count: $0) + "b:" }.joined(separator: "\n") + " c\n"
        let document = try DocumentReader().read(file: OctetPath(file("a.yaml", deep)))
        var json = try document.reader()
        for name in ["a"] + Array(repeating: "b", count: 60) {
            try json.beginObject()
            #expect(try json.nextMember() == name)
        }
        let offset = json.valueOffset()
        let error = json.error(at: offset, "x")
        #expect(error == JSONError(line: 61, column: 64, message: "x"))
    }

    @Test(arguments: ["", " \n\t "])
    func saysThatThereIsNothing(text: String) throws {
        let path = try file("a", text)
        #expect(
            throws: DocumentProblem.unfit(path, reason: "there is nothing in it; name another document")
        ) { try DocumentReader().read(file: OctetPath(path)) }
    }

    @Test(arguments: ["a.html", "a.yaml", "a.json"])
    func saysThatAPageIsNotADocument(name: String) throws {
        let path = try file(name, "\n<!DOCTYPE html><title>API</title>")
        let problem = #expect(throws: DocumentProblem.self) { try DocumentReader().read(file: OctetPath(path)) }
        #expect(
            problem?.description == "\(path): this is a web page or XML; name the JSON or YAML document itself")
    }

    @Test func saysWhereTheYAMLIsBroken() throws {
        let path = try file("a.yaml", "a: 1\na: 2\n")
        let problem = #expect(throws: DocumentProblem.self) { try DocumentReader().read(file: OctetPath(path)) }
        #expect(problem?.description == "\(path):2:1: the key \"a\" occurs twice in this mapping; keep one")
    }

    @Test func saysThatThereIsNoFile() throws {
        let path = folder.path + "/none"
        let problem = #expect(throws: DocumentProblem.self) { try DocumentReader().read(file: OctetPath(path)) }
        #expect(problem?.description == "\(path): there is no such file")
        #expect(throws: DocumentProblem.self) { try DocumentReader().read(file: OctetPath(folder.path)) }
    }

    @Test func readsJSONWithoutTheProgramForYAML() throws {
        let reader = DocumentReader(converter: YAMLConverter(program: "/nowhere/authscope-yaml"))
        #expect(try reader.read(file: OctetPath(file("a.yaml", #"{"a": 1}"#))).places == nil)
        let path = try file("b.yaml", "a: 1")
        #expect(throws: DocumentProblem.unconverted(path, .missing("/nowhere/authscope-yaml"))) {
            try reader.read(file: OctetPath(path))
        }
    }

    @Test func readsAPipe() throws {
        let pipe = Pipe()
        pipe.fileHandleForWriting.write(Data("a: 1\n".utf8))
        try pipe.fileHandleForWriting.close()
        let document = try DocumentReader().read(file: OctetPath("/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"))
        #expect(document.json == Array(#"{"a":1}"#.utf8))
    }

    /// Its writer continues until the pipe has no reader.
    @Test func stopsReadingAnEndlessPipe() throws {
        let path = folder.path + "/pipe"
        #expect(mkfifo(path, 0o600) == 0)
        let writer = Process()
        writer.executableURL = URL(fileURLWithPath: "/bin/sh")
        writer.arguments = ["-c", "exec yes >'\(path)'"]
        writer.standardError = FileHandle.nullDevice
        try writer.run()
        defer { writer.waitUntilExit() }
        let problem = #expect(throws: DocumentProblem.self) { try DocumentReader().read(file: OctetPath(path)) }
        #expect(problem?.description == "\(path): exceeds the 16 MiB limit")
    }

    @Test func readsADocumentAtAURL() async throws {
        @Sendable func read(_ url: String) async throws(DownloadProgram.Failure) -> SourceDocument {
            try await onThread { isCancelled throws(DownloadProgram.Failure) in
                try DocumentReader().read(address: url, isCancelled: isCancelled)
            }
        }
        let body = "a: [1]\n"
        let reply = ScriptedServer.response(body: body)
        try await ScriptedServer.run(.reply(reply)) { server in
            let url = "http://127.0.0.1:\(server.port)/openapi.yaml?x=.json"
            let document = try await read(url)
            #expect(document.origin == .url(url))
            #expect(document.json == Array(#"{"a":[1]}"#.utf8))
            #expect(document.places?.place(of: 6).column == 5)
        }
        let reason = DownloadProblem.connection(.insecureAddress).message
        let failure = await #expect(throws: DownloadProgram.Failure.self) { try await read("ftp://x.example/") }
        #expect(failure?.problem == .download("ftp://x.example/", reason: reason))
    }

    /// Conversions wait for what somebody else does, who gets a turn.
    @Test func leavesTheThreadsToOthers() async throws {
        let sign = "\(folder.path)/sign"
        let path = try YAMLHelper.standIn(
            """
            cat >/dev/null
            until [ -e '\(sign)' ]; do sleep 0.01; done
            echo 'authscope-yaml 1 document 2 0'
            printf '{}'
            """, in: folder)
        let reader = DocumentReader(converter: YAMLConverter(program: path, timeout: .seconds(60)))
        let yaml = try file("a.yaml", "a: 1")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let document = try await onThread { _ throws(DocumentProblem) in
                        try reader.read(file: OctetPath(yaml))
                    }
                    #expect(document.json == Array("{}".utf8))
                }
            }
            group.addTask {
                for _ in 0..<100 { await Task.yield() }
                #expect(creat(sign, 0o600) >= 0)
            }
            try await group.waitForAll()
        }
    }
}
