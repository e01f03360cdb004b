import JSON

/// A note about an import: something that was left out or changed, but did not stop the import.
package struct ImportNote: Equatable, Sendable {
    /// The message. It may quote the document: sanitise it before it is shown.
    package var message: String
    /// The document that it is about, or nil when there is only one.
    package var file: String?
    /// The line, counted from 1, or nil when the note is about the whole document.
    package var line: Int?
    /// The column in Unicode scalars, counted from 1.
    package var column: Int?

    package init(_ message: String, line: Int? = nil, column: Int? = nil) {
        self.message = message
        self.line = line
        self.column = column
    }

    init(_ error: JSONError) {
        self.init(error.message, line: error.line, column: error.column)
    }

    /// The message with its place before it.
    package var text: String {
        let file = file.map { "\($0):" } ?? ""
        guard let line, let column else { return file.isEmpty ? message : "\(file) \(message)" }
        return "\(file)\(line):\(column): \(message)"
    }
}

/// Collects notes while a document is read.
///
/// Only the first few of each sort are kept, and the others counted: a document can have a hundred thousand broken
/// scopes.
final class ImportNotes {
    /// The kind of a note. Notes of one kind differ only in their places and quotations.
    enum Sort: CaseIterable {
        case oauthScheme
        case endpoint
        case scheme
        case part
        case outsideReference
        case brokenReference
        case scope
        case security
        case operation
        case cut

        /// The singular and the plural for the counted notes.
        fileprivate var names: (String, String) {
            switch self {
            case .oauthScheme: ("OAuth scheme", "OAuth schemes")
            case .endpoint: ("endpoint", "endpoints")
            case .scheme: ("security scheme", "security schemes")
            case .part: ("part that was left out or moved", "parts that were left out or moved")
            case .outsideReference: ("reference to another file", "references to other files")
            case .brokenReference: ("broken reference", "broken references")
            case .scope: ("scope that was left out", "scopes that were left out")
            case .security: ("requirement that was left out", "requirements that were left out")
            case .operation: ("operation that was left out", "operations that were left out")
            case .cut: ("text that was cut", "texts that were cut")
            }
        }
    }

    /// The most notes of a sort that are kept.
    private static let most = 5

    private let document: JSONReader
    private var kept: [Sort: [ImportNote]] = [:]
    private var omitted: [Sort: Int] = [:]
    private var others: [ImportNote] = []
    /// The first error about a part that has another type than it should have.
    private(set) var firstFault: JSONError?

    init(_ document: JSONReader) {
        self.document = document
    }

    /// Adds a note about the value or name at this offset.
    func add(_ sort: Sort, at offset: Int, _ message: @autoclosure () -> String) {
        if kept[sort, default: []].count < Self.most {
            kept[sort, default: []].append(ImportNote(document.error(at: offset, message())))
        } else {
            omitted[sort, default: 0] += 1
        }
    }

    /// Adds a note about a fault and its consequence.
    func add(_ sort: Sort, _ fault: JSONError, _ consequence: @autoclosure () -> String) {
        if firstFault == nil { firstFault = fault }
        guard kept[sort, default: []].count < Self.most else { return omitted[sort, default: 0] += 1 }
        var note = ImportNote(fault)
        note.message = "\(consequence()): \(fault.message)"
        kept[sort, default: []].append(note)
    }

    /// Adds a note about the document as a whole.
    func add(_ message: String) {
        others.append(ImportNote(message))
    }

    /// All notes, sorted by their sort.
    var all: [ImportNote] {
        var notes = others
        for sort in Sort.allCases {
            notes += kept[sort] ?? []
            guard let count = omitted[sort] else { continue }
            notes.append(ImportNote("and \(count) more \(count == 1 ? sort.names.0 : sort.names.1)"))
        }
        return notes
    }
}

/// Returns a foreign name in double quotes for a message, cut to 60 scalars.
func quoted(_ name: String) -> String {
    let scalars = name.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: 60, limitedBy: scalars.endIndex),
        end < scalars.endIndex
    else { return "\"\(name)\"" }
    return "\"\(String(scalars[..<end]))…\""
}
