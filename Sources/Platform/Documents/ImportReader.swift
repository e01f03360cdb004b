import Catalog
import Glibc
import JSON
import Text

/// Reads the documents of an import from files, folders, standard input and URLs, and merges them if there are several.
package struct ImportReader: Sendable {
    /// An import and its source.
    package struct Document: Sendable {
        package var result: ProviderImport
        /// The source, for messages. Sanitise it before it is shown.
        package var source: String

        package init(result: ProviderImport, source: String) {
            self.result = result
            self.source = source
        }
    }

    /// The limit for several documents together (`docs/security.md` S8).
    package static let mostFiles = 1_000
    package static let mostOctets = 64 << 20
    /// The most scopes and operations of all providers in all documents.
    private static let mostEntries = 1_000_000
    /// The longest `imported_from` in Unicode scalars.
    private static let longestPlace = 4_096

    private let reader: DocumentReader

    package init(reader: DocumentReader = DocumentReader()) {
        self.reader = reader
    }

    /// Reads the documents. Blocks the thread meanwhile.
    ///
    /// - Parameters:
    ///   - sources: At least one of: a URL, `-` for standard input, the path of a file or a folder.
    ///   - allowsPipe: Whether a file may be a pipe. Then this method waits for its writer.
    ///   - isCancelled: Called from time to time. If it returns true, reading ends.
    /// - Throws: `DocumentProblem` or `FileProblem` if nothing can be imported.
    package func read(
        _ sources: [String], allowsPipe: Bool = true, isCancelled: @escaping () -> Bool = { false }
    ) throws -> Document {
        let inputs = try sources.flatMap { try self.inputs(of: $0) }
        let name = sources.joined(separator: ", ")
        guard inputs.count > 1 else {
            guard let input = inputs.first else {
                throw DocumentProblem.unfit(
                    name, reason: "there is no .json, .yaml or .yml in this folder; name a file")
            }
            return try read(input, allowsPipe: allowsPipe, isCancelled: isCancelled)
        }
        return Document(
            result: try readAll(inputs, place: place(of: sources), allowsPipe: allowsPipe, isCancelled: isCancelled),
            source: name)
    }

    /// Reads the documents on a thread of its own. Cancelling the task ends it.
    package func load(_ sources: [String], allowsPipe: Bool) async throws -> Document {
        try await onThread { isCancelled in
            try read(sources, allowsPipe: allowsPipe, isCancelled: isCancelled)
        }
    }

    /// Reads a file, or all files of a folder, on a thread of its own.
    package func load(file path: OctetPath, allowsPipe: Bool) async throws -> Document {
        try await onThread { isCancelled in
            let inputs = try self.inputs(in: path)
            guard inputs != [.file(path)] else {
                return try read(.file(path), allowsPipe: allowsPipe, isCancelled: isCancelled)
            }
            let place = path.resolved?.text ?? path.text
            return Document(
                result: try readAll(inputs, place: place, allowsPipe: allowsPipe, isCancelled: isCancelled),
                source: path.text)
        }
    }

    // MARK: - What there is to read

    private enum Input: Equatable {
        case file(OctetPath)
        case standardInput
        case url(String)

        var name: String {
            switch self {
            case .file(let path): path.text
            case .standardInput: "standard input"
            case .url(let url): url
            }
        }
    }

    private func inputs(of source: String) throws(DocumentProblem) -> [Input] {
        if source == "-" { return [.standardInput] }
        if let path = try DocumentReader.path(ofFileURL: source) { return try inputs(in: path) }
        return source.isURL ? [.url(source)] : try inputs(in: OctetPath(argument: source))
    }

    /// Returns the file itself, or the documents in a folder and its subfolders, by name.
    private func inputs(in path: OctetPath) throws(DocumentProblem) -> [Input] {
        guard path.status(followsLinks: true)?.kind == S_IFDIR else { return [.file(path)] }
        var files: [OctetPath] = []
        try collect(path, depth: 0, into: &files)
        guard !files.isEmpty else {
            throw .unfit(path.text, reason: "there is no .json, .yaml or .yml in this folder; name a file")
        }
        return files.map { .file($0) }
    }

    private func collect(_ folder: OctetPath, depth: Int, into files: inout [OctetPath]) throws(DocumentProblem) {
        guard depth < 16, let stream = folder.withCString({ opendir($0) }) else { return }
        let names = entryNames(in: stream).sorted { $0.lexicographicallyPrecedes($1) }
        closedir(stream)
        for name in names where name.first != UInt8(ascii: ".") {
            let path = folder.appending(name)
            // Links to folders are not followed: they may lead in a circle.
            if path.status()?.kind == S_IFDIR {
                try collect(path, depth: depth + 1, into: &files)
            } else if Self.isDocumentName(name), path.status(followsLinks: true)?.kind == S_IFREG {
                files.append(path)
            }
            guard files.count <= Self.mostFiles else {
                throw .unfit(
                    folder.text,
                    reason: "there are more than \(Self.mostFiles.grouped) documents; name a folder with fewer")
            }
        }
    }

    private static func isDocumentName(_ name: [UInt8]) -> Bool {
        let name = String(decoding: name.suffix(5), as: UTF8.self).lowercased()
        return ProviderFolder.extensions.contains { name.hasSuffix(".\($0)") }
    }

    /// Returns the source of several documents for `imported_from`, cut to the limit of provider files.
    private func place(of sources: [String]) -> String {
        let places = sources.map { source in
            source == "-" || source.isURL ? source : OctetPath(argument: source).resolved?.text ?? source
        }
        let text = places.joined(separator: ", ")
        return text.unicodeScalars.count <= Self.longestPlace
            ? text : "\(places.count) documents, such as \(places[0].prefix(1_024))"
    }

    // MARK: - Reading

    private func read(
        _ input: Input, allowsPipe: Bool, isCancelled: @escaping () -> Bool
    ) throws -> Document {
        let document: SourceDocument
        switch input {
        case .url(let url): return try find(url, isCancelled: isCancelled)
        case .standardInput: document = try reader.readStandardInput()
        case .file(let path): document = try reader.read(file: path, allowsPipe: allowsPipe)
        }
        return Document(result: try ProviderImport.read(document), source: document.origin.name)
    }

    /// Reads all documents, and merges those that can be read. Throws if none can.
    private func readAll(
        _ inputs: [Input], place: String, allowsPipe: Bool, isCancelled: @escaping () -> Bool
    ) throws -> ProviderImport {
        guard inputs.count <= Self.mostFiles else {
            throw DocumentProblem.unfit(
                inputs[0].name, reason: "and \((inputs.count - 1).grouped) more: at most 1,000 are read; name fewer")
        }
        let folder = Self.commonFolder(of: inputs)
        func short(_ text: String) -> String { String(text.dropFirst(text.hasPrefix(folder) ? folder.count : 0)) }
        var documents: [(name: String, result: ProviderImport)] = []
        var problems: [String] = []
        var octets = 0
        var entries = 0
        for input in inputs {
            if isCancelled() { throw DocumentProblem.cancelled }
            if case .file(let path) = input { octets += Int(path.status(followsLinks: true)?.st_size ?? 0) }
            guard octets <= Self.mostOctets else {
                throw DocumentProblem.unfit(
                    input.name, reason: "up to here the documents have more than 64 MiB together; name fewer")
            }
            do {
                let document = try read(input, allowsPipe: allowsPipe, isCancelled: isCancelled)
                for provider in document.result.providers.map(\.provider) {
                    entries += provider.scopes.count + provider.operations.count
                }
                guard entries <= Self.mostEntries else {
                    throw DocumentProblem.unfit(
                        input.name, reason: "up to here there are more than 1,000,000 scopes and operations; name fewer"
                    )
                }
                documents.append((short(input.name), document.result))
            } catch DocumentProblem.cancelled {
                throw DocumentProblem.cancelled
            } catch let problem as DocumentProblem {
                problems.append(short(problem.description))
            } catch let problem as FileProblem {
                problems.append(short(problem.description))
            }
        }
        guard !documents.isEmpty else {
            let more = problems.count > 3 ? "; and \((problems.count - 3).grouped) more" : ""
            throw DocumentProblem.unfit(
                inputs.count.counted("document"),
                reason: "nothing can be imported: \(problems.prefix(3).joined(separator: "; "))\(more)")
        }
        var result = ProviderImport.joined(documents, place: place)
        result.notes += problems.prefix(10).map { ImportNote("left out: \($0)") }
        if problems.count > 10 {
            result.notes.append(ImportNote("and \((problems.count - 10).counted("more document")) left out"))
        }
        return result
    }

    /// Returns the folder that contains all of them, with its slash, or an empty text. Messages leave it out.
    private static func commonFolder(of inputs: [Input]) -> String {
        let names = inputs.map(\.name)
        var folder = names[0].split(separator: "/", omittingEmptySubsequences: false).dropLast()
        for name in names.dropFirst() {
            let other = name.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            folder = folder.prefix(zip(folder, other).prefix { $0 == $1 }.count)
        }
        return folder.isEmpty ? "" : folder.joined(separator: "/") + "/"
    }

    // MARK: - Addresses

    /// Reads the document at the URL. If there is none, takes the URL as an issuer and reads its metadata from the
    /// well-known places (RFC 8414 §3.1, OpenID Connect Discovery 1.0 §4).
    private func find(_ url: String, isCancelled: @escaping () -> Bool) throws -> Document {
        var tried: [(url: String, reason: String)] = []
        switch attempt(url, isCancelled) {
        case .success(let document):
            let isReadable = (try? document.reader()).map(ProviderImport.isReadable) ?? true
            if isReadable || Self.isExact(url) {
                return Document(result: try ProviderImport.read(document), source: url)
            }
            tried.append((url, "no document of a format that is read"))
        case .failure(let failure):
            guard failure.isAbsence, !Self.isExact(url) else { throw failure.problem }
            tried.append((url, Self.reason(failure.problem)))
        }
        for address in IssuerCheck.addresses(for: url) {
            switch attempt(address, isCancelled) {
            case .success(let document):
                do throws(FileProblem) {
                    var result = try ProviderImport.read(document)
                    result.notes = Self.notes(found: address, after: tried) + result.notes
                    return Document(result: result, source: address)
                } catch {
                    tried.append((address, "\(error.line):\(error.column): \(error.message)"))
                }
            case .failure(let failure):
                guard failure.isAbsence else { throw failure.problem }
                tried.append((address, Self.reason(failure.problem)))
            }
        }
        let list = tried.map { "\($0.url): \($0.reason)" }.joined(separator: "; ")
        throw DocumentProblem.unfit(
            url,
            reason:
                "neither a document nor the address of an issuer; name the document, or download it with a browser and "
                + "give the file. Tried: \(list)")
    }

    private func attempt(
        _ url: String, _ isCancelled: @escaping () -> Bool
    ) -> Result<SourceDocument, DownloadProgram.Failure> {
        Result { () throws(DownloadProgram.Failure) in try reader.read(address: url, isCancelled: isCancelled) }
    }

    /// Returns whether the URL is that of a document, and cannot be an issuer.
    private static func isExact(_ url: String) -> Bool {
        let parts = URIReference(url)
        let path = Array(parts.octets[parts.path])
        return isDocumentName(path) || String(decoding: path, as: UTF8.self).contains("/.well-known/")
    }

    /// Returns the first part of a message: the problem without the advice.
    private static func reason(_ problem: DocumentProblem) -> String {
        switch problem {
        case .download(_, let reason), .unfit(_, let reason): String(reason.prefix { $0 != ";" })
        default: problem.description
        }
    }

    private static func notes(found address: String, after tried: [(url: String, reason: String)]) -> [ImportNote] {
        tried.map { ImportNote("tried \($0.url): \($0.reason)") } + [ImportNote("found at \(address)")]
    }
}
