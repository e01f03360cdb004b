import Catalog
import Glibc
import JSON

/// Converts YAML to JSON with the program `authscope-yaml`: a document that crashes it or takes too long does not
/// affect this program.
package struct YAMLConverter: Sendable {
    /// The result of a conversion.
    package struct Converted: Equatable, Sendable {
        package var json: [UInt8]
        /// The places in the YAML text.
        package var places: SourceMap
    }

    /// The JSON is at most 32 MiB, with at most 1,000,000 marks.
    private static let largestAnswer = 32 << 20 + 1_000_000 * SourceMap.markSize + 1_024

    /// The path of the program.
    package var path: OctetPath { program ?? HelperProgram.yaml.path }

    private let program: OctetPath?
    private let timeout: Duration

    /// - Parameters:
    ///   - program: The path of the program, or nil for the installed one.
    ///   - timeout: The longest time for a document.
    package init(program: String? = nil, timeout: Duration = .seconds(2)) {
        self.program = program.map { OctetPath($0) }
        self.timeout = timeout
    }

    /// Converts a document. Blocks the thread for up to `timeout`.
    package func convert(_ yaml: [UInt8]) throws(YAMLProblem) -> Converted {
        guard yaml.count <= InputReader.largest else {
            throw .document(line: 1, column: 1, "the document exceeds the 16 MiB limit")
        }
        let path = path
        guard path.withCString({ access($0, X_OK) }) == 0 else { throw .missing(path.text) }
        let process = FilterProcess(path: path, timeout: timeout, largestAnswer: Self.largestAnswer)
        switch process.run(yaml) {
        case .exited(let code, let answer): return try Self.read(answer, exitCode: code, of: path.text)
        case .signaled(SIGXCPU), .tookTooLong: throw .tookTooLong
        case .signaled(let signal): throw .crashed(signal: signal)
        case .answeredTooMuch: throw .garbled(path.text)
        case .notStarted(let code): throw .notStarted(path.text, code: code)
        }
    }

    // MARK: - The answer

    /// Reads the program's output (see `Sources/authscope-yaml/Program.swift`).
    static func read(_ answer: [UInt8], exitCode: Int32, of path: String) throws(YAMLProblem) -> Converted {
        guard let lineEnd = answer.prefix(200).firstIndex(of: UInt8(ascii: "\n")) else { throw .garbled(path) }
        let words = String(decoding: answer[..<lineEnd], as: UTF8.self).split(separator: " ")
        guard words.count > 3, words[0] == HelperProgram.yaml.rawValue, words[1] == "1" else { throw .garbled(path) }
        let numbers = words[3...].compactMap { Int($0) }.filter { $0 >= 0 }
        let body = answer[(lineEnd + 1)...]
        switch (words[2], exitCode) {
        case ("document", 0):
            guard numbers.count == 2, words.count == 5, numbers[0] <= body.count,
                numbers[1] == body.count - numbers[0],
                let places = SourceMap(body.dropFirst(numbers[0]))
            else { throw .garbled(path) }
            return Converted(json: Array(body.prefix(numbers[0])), places: places)
        case ("problem", 65):
            guard numbers.count == 3, words.count == 6, numbers[2] == body.count else { throw .garbled(path) }
            throw .document(line: numbers[0], column: numbers[1], String(decoding: body, as: UTF8.self))
        default: throw .garbled(path)
        }
    }
}
