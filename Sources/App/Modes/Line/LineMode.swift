import Catalog
import OAuth
import Screen

/// A question with an answer of one line, such as the path of a document.
package struct LineMode: ModeState {
    package enum Subject: Equatable, Sendable {
        /// The path or URL of a document to import.
        case importSource
        /// The id of the provider at this index, in the import with this number.
        case importID(Int, index: Int)
        /// A redirect to paste, for the attempt with this number.
        case redirect(Int)
        /// The path of a file for the report of the attempts.
        case reportFile
        /// The path of files that are searched for requests.
        case scanPath
        /// The secret of a confidential client (RFC 6749 §2.3.1), for the attempt with this number.
        case clientSecret(Int)
        /// The name to save the present request under.
        case requestName
        /// Another name for the request with this one.
        case renamedRequest(String)
        /// A URL to compare the present request with.
        case comparedRequest

        /// The purpose of a path; nil if the line is not a path.
        var path: PathUse? {
            switch self {
            case .importSource: .reading
            case .reportFile: .report
            case .scanPath: .scan
            case .importID, .redirect, .clientSecret, .requestName, .renamedRequest, .comparedRequest: nil
            }
        }
    }

    /// The purposes for which paths are entered. Paths can be completed, and those of the same purpose recalled: unlike a
    /// redirect, they contain no secret.
    package enum PathUse: Hashable, Sendable {
        case reading, report, scan
    }

    package let subject: Subject
    package internal(set) var editor: LineEditor
    /// The answer if nothing is typed, or an empty text.
    private let standard: String
    /// The index of the earlier line that is shown, or nil while the user's own line is shown.
    private var recalled: Int?
    /// The user's own line while an earlier one is shown.
    private var typed = ""

    package init(_ subject: Subject, _ text: String = "", standard: String = "") {
        self.subject = subject
        self.standard = standard
        editor = LineEditor(text)
    }

    private var answer: String { editor.text.trimmed.isEmpty ? standard : editor.text.trimmed }

    package var cover: Cover { .part }
    package var isTyping: Bool { true }
    package func contexts(on desk: Desk) -> [Binding.Context] { subject.path == nil ? [.text] : [.recall, .text] }

    package func refusal(of action: Action, on desk: Desk) -> String? {
        guard subject.path != nil, action == .up || action == .down else { return nil }
        return earlier(on: desk).isEmpty ? "Nothing was entered here before in this session" : nil
    }

    /// The lines that can be recalled, oldest first.
    private func earlier(on desk: Desk) -> [String] { subject.path.map { desk.jobs.earlierPaths(for: $0) } ?? [] }

    package mutating func perform(_ action: Action, on desk: inout Desk, in room: Room) -> Bool {
        switch action {
        case .accept:
            if let fault {
                desk.say(fault, .problem)
                return true
            }
            desk.close()
            accept(on: &desk)
        case .up where subject.path != nil: recall(-1, earlier(on: desk))
        case .down where subject.path != nil: recall(1, earlier(on: desk))
        case .acceptAndGoOn: if subject.path != nil { desk.effects.append(.completePath(editor.text)) }
        case .back:
            desk.close()
            if subject == .importSource { desk.jobs.importSource = editor.text }
        default: _ = editor.apply(action)
        }
        return true
    }

    /// A fault of the text that can be found without reading files, or nil when there is none.
    private var fault: String? {
        switch subject {
        case .importID: ProviderImport.fault(ofID: editor.text.trimmed)
        case .requestName, .renamedRequest: NamedRequestCheck.faultOfName(answer)
        case .comparedRequest:
            PastedMessage(editor.text, as: .request) == nil ? "Paste or type an authorization URL" : nil
        case .importSource, .redirect, .clientSecret, .reportFile, .scanPath: nil
        }
    }

    private mutating func recall(_ step: Int, _ lines: [String]) {
        let place = (recalled ?? lines.count) + step
        guard 0...lines.count ~= place else { return }
        if recalled == nil { typed = editor.text }
        recalled = place == lines.count ? nil : place
        editor = LineEditor(recalled.map { lines[$0] } ?? typed)
    }

    private func accept(on desk: inout Desk) {
        let text = answer
        if let use = subject.path, !text.isEmpty { desk.jobs.remember(text, for: use) }
        switch subject {
        case .importSource:
            guard !text.isEmpty else { return desk.say("No file or URL was typed", .warning) }
            desk.read(text)
        case .importID(let number, let index):
            guard let offer = desk.jobs.offer(of: number), offer.providers[safely: index]?.id != text else { return }
            desk.effects.append(.renameImport(number, offer, index, id: text))
        case .reportFile:
            guard !text.isEmpty else { return desk.say("No file was named", .warning) }
            desk.effects.append(.writeReport(desk.report, to: text))
        case .scanPath:
            guard !text.isEmpty else { return desk.say("No file or folder was named", .warning) }
            desk.scan(text)
        case .redirect(let number):
            guard desk.jobs.attempt?.number == number, desk.jobs.attempt?.stage == .waiting else {
                return desk.say("The redirect has already arrived: the paste was ignored", .warning)
            }
            guard !text.isEmpty else { return desk.say("Nothing was pasted", .warning) }
            desk.effects.append(.roundTrip(number, .takeAnswer(editor.text)))
        case .requestName: desk.saveRequest(as: text)
        case .renamedRequest(let name):
            desk.effects += desk.session.changeOwn { $0.rename(request: name, to: text) }
        case .comparedRequest: desk.compare(withText: text)
        case .clientSecret(let number):
            guard desk.jobs.attempt?.number == number, desk.jobs.attempt?.stage == .checking else { return }
            guard !editor.text.isEmpty else { return desk.say("Nothing was typed: the request is unchanged", .warning) }
            desk.effects.append(.roundTrip(number, .useClientSecret(editor.text)))
        }
    }

    package mutating func insert(_ text: String, on desk: inout Desk) { editor.insert(text) }

    package mutating func paste(_ text: String, on desk: inout Desk) -> Bool {
        // A line break that was copied along with a path or a URL is removed without a message.
        desk.say(leftOut: editor.insert(text.trimmed))
        return true
    }

    /// Completes the path, if the line has not changed since.
    package mutating func receive(_ event: Event, on desk: inout Desk) {
        guard case .pathCompleted(let text, let completion) = event, subject.path != nil, editor.text == text
        else { return }
        if completion.text != text { editor = LineEditor(completion.text) }
        switch completion.names.count {
        case 0: desk.say("No file name starts with this", .warning)
        case 1: break
        default: desk.say(completion.names.joined(separator: "  "), .hint)
        }
    }

    /// Whether the attempt or the import that the line belongs to is over.
    package func isOver(on desk: Desk) -> Bool {
        switch subject {
        case .importSource, .requestName, .renamedRequest, .comparedRequest, .reportFile, .scanPath: false
        case .importID(let number, _): desk.jobs.offer(of: number) == nil
        case .redirect(let number), .clientSecret(let number): desk.jobs.attempt?.number != number
        }
    }

    package func face(on desk: Desk, in room: Room) -> Face {
        let (label, verb): (String, String) =
            switch subject {
            case .importSource: ("File, folder or https URL: ", "read it")
            case .reportFile: ("New file for the report: ", "write it")
            case .scanPath: ("File or folder to search: ", "search it")
            case .importID: ("Provider ID: ", "use it")
            case .redirect: ("Redirect: ", "check it")
            case .clientSecret: ("Client secret: ", "use it")
            case .requestName: ("Name of the request: ", "save it")
            case .renamedRequest: ("New name: ", "rename it")
            case .comparedRequest: ("URL: ", "compare")
            }
        let complete: [Hint] = subject.path != nil ? [(.acceptAndGoOn, "complete")] : []
        let earlier: [Hint] = earlier(on: desk).isEmpty ? [] : [(.up, "earlier")]
        let question = standard.isEmpty ? label : "\(label.dropLast(2)) (Enter: \(standard)): "
        return Face(
            corner: .next([(.accept, verb)]), explanation: .line(question, shownEditor),
            hints: [(.accept, verb)] + complete + earlier + [(.back, "cancel"), (.textKillStart, "clear")])
    }

    /// The line as it is shown: codes and client secrets are masked.
    private var shownEditor: LineEditor {
        switch subject {
        case .importSource, .importID, .requestName, .renamedRequest, .reportFile, .scanPath: editor
        case .comparedRequest: editor.redacted
        case .redirect: editor.masked(valuesOf: "code")
        case .clientSecret: editor.masked(valuesOf: nil)
        }
    }
}
