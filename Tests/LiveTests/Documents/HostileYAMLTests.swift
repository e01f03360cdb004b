import Catalog
import Glibc
import TestSupport
import TestTraits
import Testing

@testable import Platform

/// Documents that are out to break the reader: each ends within the limits that the reader has set itself (2 seconds of
/// the processor, 256 MiB), with a message that has a place.
@Suite(.onThreadsOfTheirOwn) struct HostileYAMLTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let line: Int
        let column: Int
        let message: String
        let yaml: @Sendable () -> [UInt8]

        var testDescription: String { name }
    }

    static let tooDeep = "lists and mappings lie more than 64 deep; make the document flatter"
    static let tooMany = "the document has more than 1,000,000 values here, with those of aliases; make it smaller"
    static let tooLarge = "the document exceeds the 16 MiB limit"

    static let cases: [Case] = [
        Case(name: "billion laughs", line: 7, column: 10, message: tooMany) {
            var yaml = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
            for level in 1..<10 {
                yaml +=
                    "a\(level): &a\(level) [" + repeatElement("*a\(level - 1)", count: 9).joined(separator: ",") + "]\n"
            }
            return Array(yaml.utf8)
        },
        Case(
            name: "many copies of a large text", line: 5, column: 3,
            message: "the alias *x makes the document larger than 32 MiB; use fewer aliases"
        ) {
            Array("a: &x \(String(repeating: "x", count: 10 << 20))\nb:\n- *x\n- *x\n- *x\n".utf8)
        },
        Case(
            name: "merge keys of a large mapping", line: 3, column: 8,
            message: "the alias *x makes the document larger than 32 MiB; use fewer aliases"
        ) {
            let large = String(repeating: "x", count: 9 << 20)
            return Array("a: &x {k: \(large)}\nb: [{<<: *x, k: 1}, {<<: *x, k: 1},\n  {<<: *x, k: 1}]\n".utf8)
        },
        Case(name: "100 levels", line: 65, column: 65, message: tooDeep) {
            Array((0..<100).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n").utf8)
        },
        Case(name: "100,000 brackets", line: 1, column: 65, message: tooDeep) {
            [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
        },
        Case(name: "100,000 braces", line: 1, column: 257, message: tooDeep) {
            Array(String(repeating: "{a: ", count: 100_000).utf8)
        },
        Case(name: "100,000 dashes", line: 1, column: 129, message: tooDeep) {
            Array(String(repeating: "- ", count: 100_000).utf8)
        },
        Case(name: "depth through aliases", line: 2, column: 30, message: tooDeep) {
            let list = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
            return Array("a: &x \(list)\nb: \(String(repeating: "[", count: 25)) *x\n".utf8)
        },
        Case(name: "50 MB", line: 1, column: 1, message: tooLarge) {
            [UInt8](repeating: UInt8(ascii: "a"), count: 50_000_000)
        },
        Case(name: "4,000,000 entries", line: 1_000_000, column: 3, message: tooMany) {
            Array(String(repeating: "- a\n", count: 4_000_000).utf8)
        },
        Case(
            name: "16 MiB of commas", line: 1, column: 2,
            message: "a value was expected here; write one, or put the text in quotes"
        ) {
            [UInt8(ascii: "[")] + [UInt8](repeating: UInt8(ascii: ","), count: (16 << 20) - 1)
        },
        Case(
            name: "16 MiB of an open quote", line: 1, column: 1,
            message: "this quoted text is never closed; add the quote at its end"
        ) {
            [UInt8](repeating: UInt8(ascii: "\""), count: 1)
                + [UInt8](repeating: UInt8(ascii: "a"), count: (16 << 20) - 1)
        },
        Case(
            name: "20,000 anchors", line: 10_001, column: 3,
            message: "the document has more than 10,000 anchors here; use fewer"
        ) {
            Array((0..<20_000).map { "- &a\($0) x\n" }.joined().utf8)
        },
        Case(
            name: "16 MiB of control characters", line: 1, column: 1,
            message: "the character U+0001 is not allowed in YAML; remove it"
        ) {
            [UInt8](repeating: 1, count: 16 << 20)
        },
    ]

    @Test(arguments: cases)
    func endsInAMessage(hostile: Case) throws {
        #expect(throws: YAMLProblem.document(line: hostile.line, column: hostile.column, hostile.message)) {
            try YAMLHelper.converter.convert(hostile.yaml())
        }
    }

    @Test(arguments: cases)
    func staysSmall(hostile: Case) throws {
        let run = try YAMLHelper.run(hostile.yaml(), in: TemporaryFolder())
        #expect(run.exitCode == 65)
        #expect(run.memory < 256 << 20)
        #expect(run.memory > 1 << 20)
    }

    /// As much as is let through, each in its way. Half a million keys take long: `make bench` has them.
    static let large: [@Sendable () -> [UInt8]] = [
        // Text that JSON writes in twice as many octets.
        { Array("'\(String(repeating: "\t", count: (16 << 20) - 3))'".utf8) },
        { Array("a: [\(String(repeating: "1,", count: 999_990))]".utf8) },
        { Array((0..<100_000).map { "k\($0): v\n" }.joined().utf8) },
        {
            Array("a: &x [\(String(repeating: "1,", count: 9_000))]\nb: [\(String(repeating: "*x,", count: 100))]".utf8)
        },
    ]

    @Test(arguments: large.indices)
    func readsTheLargestDocuments(number: Int) throws {
        let yaml = Self.large[number]()
        let converted = try YAMLHelper.converter.convert(yaml)
        #expect(converted.json.count > 1_000_000)
        let run = try YAMLHelper.run(yaml, in: TemporaryFolder())
        #expect(run.exitCode == 0)
        #expect(run.memory < 256 << 20)
    }

    /// Should a document find a way past its own limits, the system's hold.
    @Test func limitsItself() throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let child = try spawn(
            YAMLHelper.path, [], environment: [:], opening: [1: "/dev/null", 2: "/dev/null"], passing: [0: ends[0]])
        close(ends[0])
        defer {
            close(ends[1])
            waitpid(child, nil, 0)
        }
        let names = ["Max address space": "268435456", "Max cpu time": "2", "Max core file size": "0"]
        var found: [String: String] = [:]
        let deadline = ContinuousClock.now + .seconds(60)
        // They are set before it reads its input, which never comes.
        while found != names, ContinuousClock.now < deadline {
            let text = String(decoding: try InputReader.file(OctetPath("/proc/\(child)/limits")), as: UTF8.self)
            for line in text.split(separator: "\n") {
                guard let name = names.keys.first(where: line.hasPrefix) else { continue }
                found[name] = line.dropFirst(name.count).split(separator: " ").first.map(String.init)
            }
            poll(nil, 0, 1)
        }
        #expect(found == names)
    }

    /// No control characters reach the terminal: their numbers are shown, or they are escaped in JSON.
    @Test func passesControlCharactersOnAsText() throws {
        let yaml = #"{"\e[31mscope\r": "\u0085\u202e"}"#
        let json = String(decoding: try YAMLHelper.converter.convert(Array(yaml.utf8)).json, as: UTF8.self)
        #expect(json == "{\"\\u001B[31mscope\\u000D\":\"\u{85}\u{202E}\"}")
    }
}
