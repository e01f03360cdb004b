import Catalog
import Glibc
import JSON

/// Turns YAML into JSON by `authscope-yaml`, a program of its own: a document that makes it fail or run away takes
/// nothing of this one along.
package struct YAMLConverter: Sendable {
    /// What comes of a document.
    package struct Converted: Equatable, Sendable {
        package var json: [UInt8]
        /// Where things stood in the YAML.
        package var places: SourceMap
    }

    /// Its JSON is at most 32 MiB and it has at most 1,000,000 marks.
    private static let largestAnswer = 32 << 20 + 1_000_000 * SourceMap.markSize + 1_024

    /// The program that converts.
    package var path: OctetPath { program ?? HelperProgram.yaml.path }

    private let program: OctetPath?
    private let timeout: Duration

    /// - Parameters:
    ///   - program: the path of the program, where it is not the one that was installed with this one.
    ///   - timeout: how long a document may take.
    package init(program: String? = nil, timeout: Duration = .seconds(2)) {
        self.program = program.map { OctetPath($0) }
        self.timeout = timeout
    }

    /// Converts a document. It blocks the thread for up to two seconds.
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

    /// Reads what the program wrote: see `Sources/authscope-yaml/Program.swift`.
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
