import Catalog
import JSON
import Text

/// Reads documents in JSON or YAML from files, standard input and URLs.
package struct DocumentReader: Sendable {
    private let converter: YAMLConverter
    private let downloads: DownloadProgram

    package init(converter: YAMLConverter = YAMLConverter(), downloads: DownloadProgram = DownloadProgram()) {
        self.converter = converter
        self.downloads = downloads
    }

    /// Reads the document at a URL.
    func read(
        address url: String, isCancelled: @escaping () -> Bool
    ) throws(DownloadProgram.Failure) -> SourceDocument {
        let octets = try downloads.download(url, isCancelled: isCancelled)
        do throws(DocumentProblem) { return try document(octets, from: .url(url)) } catch {
            // Many servers send a page when there is no document at a URL.
            if case .unfit = error { throw DownloadProgram.Failure(problem: error, isAbsence: true) }
            throw DownloadProgram.Failure(problem: error)
        }
    }

    /// Returns the path in a `file:` URL (RFC 8089), or nil when the text is not such a URL.
    static func path(ofFileURL text: String) throws(DocumentProblem) -> OctetPath? {
        let parts = URIReference(text)
        guard parts.text(of: parts.scheme).lowercased() == "file", parts.authority != nil else { return nil }
        let host = parts.text(of: parts.authority)
        guard host.isEmpty || host.lowercased() == "localhost", !parts.path.isEmpty else {
            throw .unfit(
                text, reason: "a file URL has the path of a file on this computer: file:///home/you/openapi.json")
        }
        let units = PercentCoding.units(of: parts.octets[parts.path])
        guard !units.contains(where: { $0.octet == 0 }) else {
            throw .unfit(text, reason: "a path cannot contain a zero byte; correct the path")
        }
        return OctetPath(octets: units.map(\.octet))
    }

    /// Reads a file. If it is a pipe, waits for its writer.
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

    /// Creates a document from octets. Whether they are JSON or YAML depends on their content.
    package func document(
        _ octets: [UInt8], from origin: SourceDocument.Origin
    ) throws(DocumentProblem) -> SourceDocument {
        let first = octets.firstIndex { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        switch first.map({ octets[$0] }) {
        case nil: throw .unfit(origin.name, reason: "there is nothing in it; name another document")
        case UInt8(ascii: "<"):
            throw .unfit(origin.name, reason: "this is a web page or XML; name the JSON or YAML document itself")
        case UInt8(ascii: "{"),
            UInt8(ascii: "/") where first.map { isComment(octets[$0...]) } == true:
            let json = JSONComments.blanked(octets) ?? octets
            if !origin.isNamedYAML || isJSON(json) { return SourceDocument(origin: origin, json: json) }
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

    /// Returns whether a comment of JSON begins here. No useful YAML begins this way.
    private func isComment(_ octets: ArraySlice<UInt8>) -> Bool {
        octets.starts(with: "//".utf8) || octets.starts(with: "/*".utf8)
    }

    private func isJSON(_ octets: [UInt8]) -> Bool {
        do {
            // Duplicate names are reported later, by the code that reads the document.
            var limits = SourceDocument.limits
            limits.allowsRepeatedNames = true
            var json = try JSONReader(octets, limits: limits)
            try json.skip()
            try json.finish()
            return true
        } catch {
            return false
        }
    }
}

extension String {
    /// Whether the text contains `://`. `contains` with a text would link another library into the program.
    var isURL: Bool {
        utf8.indices.contains { utf8[$0...].starts(with: "://".utf8) }
    }
}
