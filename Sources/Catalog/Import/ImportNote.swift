import JSON

/// Something to know about an import that did not stop it.
package struct ImportNote: Equatable, Sendable {
    /// It may quote the document: sanitise it before it is shown.
    package var message: String
    /// The document that it is about, where there are several.
    package var file: String?
    /// Counted from 1; nil where it concerns no place of its own.
    package var line: Int?
    /// Unicode scalars from the start of the line, counted from 1.
    package var column: Int?

    package init(_ message: String, line: Int? = nil, column: Int? = nil) {
        self.message = message
        self.line = line
        self.column = column
    }

    init(_ error: JSONError) {
        self.init(error.message, line: error.line, column: error.column)
    }

    /// The message, with its place before it.
    package var text: String {
        let file = file.map { "\($0):" } ?? ""
        guard let line, let column else { return file.isEmpty ? message : "\(file) \(message)" }
        return "\(file)\(line):\(column): \(message)"
    }
}

/// Gathers notes while a document is read.
///
/// Of each sort only the first few get a line of their own: a document can have a hundred thousand broken scopes.
final class ImportNotes {
    /// Notes of one sort, which differ in their place and in what they quote.
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

        /// What the ones beyond the first few are called: one, and several.
        fileprivate var names: (String, String) {
            switch self {
            case .oauthScheme: ("OAuth scheme", "OAuth schemes")
            case .endpoint: ("endpoint", "endpoints")
            case .scheme: ("security scheme", "security schemes")
            case .part: ("part that was left out or moved", "parts that were left out or moved")
            case .outsideReference: ("reference to another file", "references to other files")
            case .brokenReference: ("reference that leads nowhere", "references that lead nowhere")
            case .scope: ("scope that was left out", "scopes that were left out")
            case .security: ("requirement that was left out", "requirements that were left out")
            case .operation: ("operation that was left out", "operations that were left out")
            case .cut: ("text that was cut", "texts that were cut")
            }
        }
    }

    /// The number of notes of a sort that are kept one by one.
    private static let most = 5

    private let document: JSONReader
    private var kept: [Sort: [ImportNote]] = [:]
    private var omitted: [Sort: Int] = [:]
    private var others: [ImportNote] = []
    /// The first part that is of another kind than it should be.
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

    /// Adds a note about a fault, and what follows from it.
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

    /// All notes: those of a sort together.
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

/// A foreign name for a message, in double quotes; at most 60 scalars of it.
func quoted(_ name: String) -> String {
    let scalars = name.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: 60, limitedBy: scalars.endIndex),
        end < scalars.endIndex
    else { return "\"\(name)\"" }
    return "\"\(String(scalars[..<end]))…\""
}
