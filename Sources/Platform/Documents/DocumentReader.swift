import Catalog
import Dispatch
import JSON

/// Reads documents, in JSON or YAML, from files, standard input and URLs.
package struct DocumentReader: Sendable {
    private let converter: YAMLConverter
    private let fetch: Fetch

    /// Downloads the document at a URL, and throws a `DocumentProblem` that names it.
    package typealias Fetch = @Sendable (_ url: String) async throws(DocumentProblem) -> [UInt8]

    package init(converter: YAMLConverter = YAMLConverter(), fetch: @escaping Fetch) {
        self.converter = converter
        self.fetch = fetch
    }

    /// Reads a document from wherever the text says: a URL, `-` for standard input, or else a file.
    ///
    /// Neither waiting nor converting takes a thread from others. Cancelling ends a download.
    ///
    /// - Parameter allowsPipe: Whether a file may be a pipe, whose writer is waited for.
    package func load(_ source: String, allowsPipe: Bool = true) async throws(DocumentProblem) -> SourceDocument {
        if source.isURL { return try await download(source) }
        guard source == "-" else { return try await load(file: OctetPath(argument: source), allowsPipe: allowsPipe) }
        return try await onThread { () throws(DocumentProblem) in try readStandardInput() }
    }

    /// Reads a file, without taking a thread from others.
    package func load(file path: OctetPath, allowsPipe: Bool = true) async throws(DocumentProblem) -> SourceDocument {
        try await onThread { () throws(DocumentProblem) in try read(file: path, allowsPipe: allowsPipe) }
    }

    /// Reads a file, which may be a pipe; its writer is waited for.
    package func read(file path: OctetPath, allowsPipe: Bool = true) throws(DocumentProblem) -> SourceDocument {
        let octets: [UInt8]
        do { octets = try InputReader.file(path, allowsPipe: allowsPipe) } catch { throw .unreadable(error) }
        return try document(octets, from: .file(path))
    }

    /// Reads standard input to its end.
    package func readStandardInput() throws(DocumentProblem) -> SourceDocument {
        let octets: [UInt8]
        do { octets = try InputReader.standardInput() } catch { throw .unreadable(error) }
        return try document(octets, from: .standardInput)
    }

    /// Downloads a document.
    package func download(_ url: String) async throws(DocumentProblem) -> SourceDocument {
        let octets = try await fetch(url)
        return try await onThread { () throws(DocumentProblem) in try document(octets, from: .url(url)) }
    }

    /// Makes a document of octets, which are JSON or YAML by what is in them.
    package func document(
        _ octets: [UInt8], from origin: SourceDocument.Origin
    ) throws(DocumentProblem) -> SourceDocument {
        switch octets.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) {
        case nil: throw .unfit(origin.name, reason: "there is nothing in it; name another document")
        case UInt8(ascii: "<"):
            throw .unfit(origin.name, reason: "this is a web page or XML; name the JSON or YAML document itself")
        case UInt8(ascii: "{") where !origin.isNamedYAML || isJSON(octets):
            return SourceDocument(origin: origin, json: octets)
        default: break
        }
        do {
            let converted = try converter.convert(octets)
            return SourceDocument(origin: origin, json: converted.json, places: converted.places)
        } catch .document(let line, let column, let message) {
            throw .broken(FileProblem(path: origin.name, line: line, column: column, message: message))
        } catch {
            throw .unconverted(origin.name, error)
        }
    }

    private func isJSON(_ octets: [UInt8]) -> Bool {
        do {
            // What occurs twice is better told by whoever reads it.
            let limits = JSONLimits(depth: SourceDocument.limits.depth, allowsRepeatedNames: true)
            var json = try JSONReader(octets, limits: limits)
            try json.skip()
            try json.finish()
            return true
        } catch {
            return false
        }
    }

    /// Does work that blocks on a thread that is there for it.
    private func onThread(
        _ work: @escaping @Sendable () throws(DocumentProblem) -> SourceDocument
    ) async throws(DocumentProblem) -> SourceDocument {
        if Task.isCancelled { throw .cancelled }
        let result = await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: Result(catching: work)) }
        }
        return try result.get()
    }
}

extension String {
    /// Whether `://` is in it. `contains` with a text would bring a library of its own into the program.
    var isURL: Bool {
        utf8.indices.contains { utf8[$0...].starts(with: "://".utf8) }
    }
}
