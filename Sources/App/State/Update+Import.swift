import Catalog
import OAuth
import Screen

extension Model {
    // MARK: What to read

    /// `i`: a line for a path or a URL; after a failure with what was typed before.
    mutating func startImport() -> [Effect] {
        editing = Editing(target: .importSource, editor: LineEditor(importText))
        return []
    }

    /// Enter on the line: reads the document.
    mutating func acceptImportSource(_ text: String) -> [Effect] {
        let source = text.trimmed
        editing = nil
        guard !source.isEmpty else { return say("Nothing was typed: no file, no URL", .warning) }
        notice = nil
        importText = source
        let effects = cancelReading()
        importNumber += 1
        importing = ImportDialog(number: importNumber, source: source)
        return effects + [.readDocument(importNumber, source)]
    }

    /// Gives up a document that is being read.
    mutating func cancelReading() -> [Effect] {
        guard let importing, importing.offer == nil else { return [] }
        self.importing = nil
        importNumber += 1
        return [.cancelReading(importing.number)]
    }

    /// Puts the completed path into the line, if it is still the one that was asked about.
    mutating func complete(_ text: String, with completion: PathCompletion) -> [Effect] {
        guard case .importSource? = editing?.target, editing?.editor.text == text else { return [] }
        if completion.text != text { editing?.editor = LineEditor(completion.text) }
        switch completion.names.count {
        case 0: return say("No file begins like this", .warning)
        case 1: return []
        default: return say(completion.names.joined(separator: "  "), .hint)
        }
    }

    // MARK: What was read

    /// The document was read: shows what is in it.
    mutating func offer(_ offer: ImportOffer, for number: Int) {
        guard importing?.number == number else { return }
        importing?.offer = offer
        notice = nil
        isVerifierShown = false
    }

    /// The document is unfit, or what was agreed to could not be written.
    mutating func failImport(_ problem: String, for number: Int) -> [Effect] {
        guard number == importNumber else { return [] }
        importing = nil
        return fail("Import failed, \(Self.brief(problem))", whole: problem, title: "Import failed")
    }

    /// The problem with the name of its file alone: the corner has no room for a whole path.
    private static func brief(_ problem: String) -> Substring {
        let place = problem.prefix { $0 != " " }
        return problem[(place.lastIndex(of: "/").map { problem.index(after: $0) } ?? problem.startIndex)...]
    }

    /// A key while an import is offered.
    mutating func decide(_ key: Key) -> [Effect] {
        guard let importing, importing.offer != nil else { return [] }
        notice = nil
        let page = max(1, importLayout.details.height - 1)
        switch KeyTable.action(for: key, in: .importing) {
        case .importAccept: return agree(to: importing)
        case .importToggle:
            guard importing.hasSeveral else { return say("There is one provider: Enter imports it", .warning) }
            self.importing?.toggle()
        case .importUp: if importing.hasSeveral { self.importing?.move(by: -1) } else { scrollImport(by: -1) }
        case .importDown: if importing.hasSeveral { self.importing?.move(by: 1) } else { scrollImport(by: 1) }
        case .importPageUp: scrollImport(by: -page)
        case .importPageDown: scrollImport(by: page)
        case .importCancel:
            self.importing = nil
            return say("Nothing was imported", .warning)
        default: break
        }
        return []
    }

    private mutating func scrollImport(by lines: Int) {
        importing?.top += lines
    }

    /// Enter: what was seen is written, unless codes and tokens would go somewhere else than before.
    private mutating func agree(to importing: ImportDialog) -> [Effect] {
        let moves = importing.changedHosts.map(\.text)
        guard moves.isEmpty else {
            question = .moveHosts(moves)
            return []
        }
        return keepImport()
    }

    /// Writes the providers that were chosen.
    mutating func keepImport() -> [Effect] {
        guard let importing else { return [] }
        self.importing = nil
        importText = ""
        return endRoundTrip() + [.keepProviders(importing.number, importing.providers)]
    }
}

extension String {
    /// Without the white space that is easily selected along.
    var trimmed: String {
        let start = firstIndex { !$0.isWhitespace } ?? endIndex
        let end = lastIndex { !$0.isWhitespace }.map { index(after: $0) } ?? start
        return String(self[start..<end])
    }
}
