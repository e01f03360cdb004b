import OAuth
import Text

extension ProviderImport {
    /// The most notes shown about several documents.
    private static let mostNotes = 40
    /// The most providers made from several documents.
    private static let mostProviders = 100

    /// Merges the imports of several documents. Providers with the same authorization endpoint become one.
    ///
    /// - Parameters:
    ///   - documents: The imports, each with the name of its document. At least one.
    ///   - place: The source of the providers, for `imported_from`.
    package static func joined(
        _ documents: [(name: String, result: ProviderImport)], place: String,
        reserved: [String] = [BuiltIn.provider.id]
    ) -> ProviderImport {
        var groups: [ProviderJoiner] = []
        var rows: [[UInt8]: Int] = [:]
        var leftOut = 0
        for (number, document) in documents.enumerated() {
            for imported in document.result.providers {
                let endpoint = Array(imported.provider.authorizationEndpoint.utf8)
                if let row = rows[endpoint] {
                    groups[row].add(imported, of: document.result, named: document.name, number: number)
                } else if groups.count == mostProviders {
                    leftOut += 1
                } else {
                    rows[endpoint] = groups.count
                    groups.append(ProviderJoiner(imported, of: document.result, named: document.name, number: number))
                }
            }
        }
        var result = ProviderImport(
            kind: Kind(name: documents.count.counted("document")), title: "", providers: [], notes: notes(of: documents)
        )
        if leftOut > 0 {
            result.notes.insert(ImportNote("\(leftOut.counted("provider")) left out: the limit is 100"), at: 0)
        }
        for group in groups {
            var one = ProviderImport(kind: result.kind, title: group.title, providers: [group.joined], notes: [])
            if group.isJoined { one.nameProviders(reserved: reserved) }
            one.providers[0].provider.importedFrom = place
            result.providers += one.providers
        }
        for index in result.providers.indices {
            result.setID(result.providers[index].provider.id, of: index, reserved: reserved)
        }
        return result
    }

    /// Returns the notes about the documents: each message once, with its first place and the number of others.
    private static func notes(of documents: [(name: String, result: ProviderImport)]) -> [ImportNote] {
        var notes: [ImportNote] = []
        var places: [String: (row: Int, others: Int)] = [:]
        for document in documents {
            for var note in document.result.providers.flatMap(\.notes) + document.result.notes {
                if places[note.message] != nil {
                    places[note.message]?.others += 1
                    continue
                }
                places[note.message] = (notes.count, 0)
                note.file = document.name
                notes.append(note)
            }
        }
        for (message, place) in places where place.others > 0 {
            notes[place.row].message = "\(message) (and \(place.others) more of this)"
        }
        guard notes.count > mostNotes else { return notes }
        let more = notes.count - mostNotes
        return notes.prefix(mostNotes) + [
            ImportNote("and \(more.counted("more note")); import a document alone to see its own")
        ]
    }
}

/// A builder that merges the providers of several documents with the same authorization endpoint.
struct ProviderJoiner {
    private var imported: ImportedProvider
    private var titles: [String]
    /// The number of the first document, and the names of all documents.
    private let first: Int
    private var files: [String]
    private(set) var isJoined = false

    // The scopes, in the order in which they were found.
    private var scopes: [(name: String, summary: String, file: String)] = []
    private var scopeRows: [String: Int] = [:]
    private var declared: Set<String> = []

    private var operations: [(operation: OAuth.Operation, number: Int, file: String)] = []
    private var operationRows: [String: Int] = [:]
    private var conflicts: [(kind: String, messages: [String])] = []

    init(_ imported: ImportedProvider, of document: ProviderImport, named file: String, number: Int) {
        self.imported = imported
        titles = [document.title]
        first = number
        files = [file]
        addScopes(of: imported.provider, file)
        addOperations(of: imported.provider, file, number)
    }

    mutating func add(_ other: ImportedProvider, of document: ProviderImport, named file: String, number: Int) {
        isJoined = true
        titles.append(document.title)
        files.append(file)
        if other.schemeName != imported.schemeName { imported.schemeName = nil }
        addScopes(of: other.provider, file)
        addOperations(of: other.provider, file, number)
        addEndpoints(of: other, file)
    }

    /// The words with which all titles begin. Empty when there are none.
    var title: String {
        var words = titles[0].split(separator: " ")
        for title in titles.dropFirst() {
            words = Array(zip(words, title.split(separator: " ")).prefix { $0 == $1 }.map(\.0))
        }
        return words.joined(separator: " ")
    }

    /// The merged provider.
    var joined: ImportedProvider {
        guard isJoined else {
            var imported = imported
            imported.notes = []
            return imported
        }
        var imported = imported
        imported.provider.scopes = ScopeList(scopes.map { ($0.name, $0.summary) })
        imported.provider.undeclaredScopes = scopes.map(\.name).filter { !declared.contains($0) }
        imported.provider.operations = operations.map(\.operation)
        imported.notes = conflicts.flatMap { kind, messages in
            messages.prefix(5).map { ImportNote($0) }
                + (messages.count > 5 ? [ImportNote("and \(messages.count - 5) more \(kind)")] : [])
        }
        return imported
    }

    private mutating func addScopes(of provider: Provider, _ file: String) {
        let undeclared = Set(provider.undeclaredScopes)
        for row in provider.scopes.indices {
            let (name, summary) = (provider.scopes.name(at: row), provider.scopes.summary(at: row))
            if !undeclared.contains(name) { declared.insert(name) }
            guard let known = scopeRows[name] else {
                guard scopes.count < ScopeCheck.maximumCount else {
                    note(
                        "scopes that were left out",
                        "the scope \(quoted(name)) of \(file) is left out: the limit is 100,000")
                    continue
                }
                scopeRows[name] = scopes.count
                scopes.append((name, summary, file))
                continue
            }
            if scopes[known].summary.isEmpty {
                (scopes[known].summary, scopes[known].file) = (summary, file)
            } else if !summary.isEmpty, summary != scopes[known].summary {
                note(
                    "scopes with several descriptions",
                    "the scope \(quoted(name)) has another description in \(file); that of \(scopes[known].file) is kept"
                )
            }
        }
    }

    private mutating func addOperations(of provider: Provider, _ file: String, _ number: Int) {
        for operation in provider.operations {
            // If the list of scopes is full, the scopes of an operation may be missing from it.
            guard operation.alternatives.allSatisfy({ $0.allSatisfy { scopeRows[$0] != nil } }) else { continue }
            guard let row = operationRows[operation.name] else {
                guard operations.count < OperationCheck.maximumCount else {
                    note(
                        "operations that were left out", "\(operation.name) of \(file) is left out: the limit is 10,000"
                    )
                    continue
                }
                operationRows[operation.name] = operations.count
                operations.append((operation, number, file))
                continue
            }
            let known = operations[row]
            if known.number == number {
                operations[row].operation = known.operation.alsoAllowed(as: operation)
            } else if !known.operation.needsTheSame(as: operation) {
                note(
                    "operations with several requirements",
                    "\(operation.name) has other requirements in \(file); that of \(known.file) is kept")
            }
        }
    }

    private mutating func addEndpoints(of other: ImportedProvider, _ file: String) {
        join(\.tokenEndpoint, of: other.provider, "token endpoint", file)
        join(\.issuer, of: other.provider, "issuer", file)
        let new = other.provider
        imported.provider.issuerInResponse = imported.provider.issuerInResponse || new.issuerInResponse
        imported.provider.requiresPushedRequests =
            imported.provider.requiresPushedRequests || new.requiresPushedRequests
        imported.provider.responseTypes = imported.provider.responseTypes ?? new.responseTypes
        imported.provider.responseModes = imported.provider.responseModes ?? new.responseModes
        if other.announcesPKCE, !imported.announcesPKCE {
            imported.announcesPKCE = true
            imported.provider.challengeMethods = new.challengeMethods
        }
        for client in new.clients where imported.provider.clients.count < EntryCheck.mostClients {
            let isThere = imported.provider.clients.contains {
                $0.clientID == client.clientID || $0.name == client.name
            }
            if !isThere { imported.provider.clients.append(client) }
        }
    }

    private mutating func join(
        _ member: WritableKeyPath<Provider, String?>, of other: Provider, _ name: String, _ file: String
    ) {
        guard let new = other[keyPath: member] else { return }
        guard let old = imported.provider[keyPath: member] else { return imported.provider[keyPath: member] = new }
        guard old.hasSameOctets(as: new) else {
            return note("endpoints that differ", "the \(name) of \(file) is \(new); \(old) is kept")
        }
    }

    private mutating func note(_ kind: String, _ message: String) {
        guard let row = conflicts.firstIndex(where: { $0.kind == kind }) else {
            return conflicts.append((kind, [message]))
        }
        conflicts[row].messages.append(message)
    }
}

extension OAuth.Operation {
    /// Whether both operations have the same requirements.
    fileprivate func needsTheSame(as other: OAuth.Operation) -> Bool {
        access == other.access && Set(alternatives.map { Set($0) }) == Set(other.alternatives.map { Set($0) })
    }

    /// Returns the operation with the requirements of two schemes of one document, of which either is enough.
    fileprivate func alsoAllowed(as other: OAuth.Operation) -> OAuth.Operation {
        guard other.access == .token else { return self }
        guard access == .token else { return access == .open ? self : other }
        var joined = self
        let known = Set(alternatives.map { Set($0) })
        joined.alternatives += other.alternatives.filter { !known.contains(Set($0)) }
        joined.alternatives = Array(joined.alternatives.prefix(OperationCheck.maximumAlternatives))
        return joined
    }
}
