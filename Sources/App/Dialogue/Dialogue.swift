import Catalog
import OAuth
import Screen

/// The screen's functions as questions and answers in lines: for screen readers, simple terminals and scripts.
///
/// A value, as `Model` is: answers and events go in, lines and effects come out. It works on the same desk.
package struct Dialogue: Equatable, Sendable {
    var desk: Desk
    package private(set) var question: Question
    /// The providers that can be chosen.
    let listings: [ProviderListing]
    /// The parts of a new client that were typed so far.
    var newClient = Client(name: "", clientID: "", redirectURIs: [])
    /// Whether the user chose the present question at the result, which is then shown again.
    private var isDetour = false
    /// Whether the question has not been asked yet.
    private var isNew = true
    /// Whether the question is asked again, without its list.
    private var isRepeated = false
    /// The chosen provider is being read.
    private var isWaiting = false
    private var lines: [String] = []
    /// The choices of an earlier session. Some of them are not asked for here.
    private var kept: Workspace?
    package private(set) var isOver = false
    /// The question that was open when the input ended too early.
    package private(set) var unanswered: Question?

    package enum Question: Equatable, Sendable {
        case provider
        /// A variable of the provider's addresses, by its place.
        case variable(Int)
        case client
        case clientName, clientID, clientRedirectURI
        case redirectURI, scopes, method, result
    }

    /// - Parameters:
    ///   - listings: The providers to choose from; none if the provider is given.
    package init(provider: Provider, own: OwnEntries, fresh: FreshValues, listings: [ProviderListing]) {
        self.listings = listings.filter { $0.summary != nil }
        let session = Session(provider: provider, own: own, fresh: fresh)
        // The desk has room for messages in full.
        desk = Desk(session: session, room: Room(size: Size(width: 200, height: 50), isASCII: true))
        question = .provider
        say("authscope builds an OAuth 2.0 authorization URL, a question at a time.")
        say("Press Enter for the default. Type help for an explanation, back for the question before, quit to end.")
        if self.listings.isEmpty {
            question = firstQuestion
            say("Provider: \(provider.name).")
        }
    }

    /// The reason why no browser can be started here, or nil if one can be.
    package var browserAbsence: String? {
        get { desk.browserAbsence }
        set { desk.browserAbsence = newValue }
    }

    package var session: Session { desk.session }

    /// The URL from the choices so far.
    package var url: String { desk.shownURL.text }

    /// The choices that the next start restores.
    package var workspace: Workspace {
        var workspace = desk.session.workspace
        if let kept, kept.provider == workspace.provider {
            workspace.pane = kept.pane
            workspace.urlView = kept.urlView
        }
        return workspace
    }

    /// Restores the choices of an earlier session.
    package mutating func restore(_ workspace: Workspace) {
        guard workspace.provider == desk.provider.id else { return }
        kept = workspace
        desk.session.restore(workspace)
    }

    // MARK: Lines

    /// Adds a line to the next output.
    package mutating func say(_ line: String) { lines.append(line) }

    /// Adds a fault or a remark as a sentence.
    package mutating func say(sentence text: String) {
        // The case of a file name must not change.
        let isWord = text.prefix { $0 != " " }.allSatisfy(\.isLetter)
        let start = isWord ? text.prefix(1).uppercased() : String(text.prefix(1))
        say(start + text.dropFirst() + (text.hasSuffix(".") ? "" : "."))
    }

    /// Removes and returns the lines to write: the messages, and the question if there is one.
    package mutating func takeLines() -> [String] {
        if !isOver, !isWaiting {
            if isNew {
                lines += [""] + list(of: question) + [prompt(of: question)]
            } else if isRepeated {
                lines.append(prompt(of: question))
            }
            // The URL has left the program, so a changed one needs its own values.
            if isNew, question == .result { desk.session.noteIssued() }
            isNew = false
            isRepeated = false
        }
        defer { lines = [] }
        return lines
    }

    // MARK: Answers

    /// Handles a typed line.
    package mutating func answer(_ line: String) -> [Effect] {
        desk.effects = []
        desk.messages.clear()
        let text = line.trimmed
        switch text {
        case "?", "help": help(with: question).forEach { say($0) }
        case "back": goBack()
        case "quit", "exit": end()
        default: take(text)
        }
        isRepeated = true
        finish()
        return desk.effects
    }

    /// Handles the event that an effect has led to.
    package mutating func handle(_ event: Event) -> [Effect] {
        desk.effects = []
        desk.messages.clear()
        switch event {
        case .providerOpened(let opened): open(opened)
        case .providerNotOpened(let problem):
            isWaiting = false
            say(sentence: problem)
        case .noProgramCopied: say("There is no clipboard program. The URL is above; url shows it again.")
        case .notSaved(let reason): say("Your choices cannot be saved: \(reason).")
        case .valuesDrawn:
            desk.handle(event)
            if question == .result { ask(.result) }
        default: desk.handle(event)
        }
        finish()
        return desk.effects
    }

    /// The input has ended. Before the last question, some choices are missing.
    package mutating func endInput() {
        guard !isOver else { return }
        if question != .result { unanswered = question }
        isOver = true
    }

    /// Ends, with the URL so far.
    mutating func end() {
        if question != .result {
            say("Ended at the question about \(question.subject). The URL so far:")
            say(url)
        }
        isOver = true
    }

    /// Passes on the messages of the desk. The keys in them have no meaning here.
    private mutating func finish() {
        guard let text = desk.messages.notice?.text else { return }
        say(String(text.prefix(upTo: text.firstRange(of: " · ")?.lowerBound ?? text.endIndex)) + ".")
    }

    // MARK: The order of questions

    mutating func ask(_ next: Question) {
        question = next
        isNew = true
        if next == .result { isDetour = false }
    }

    /// Asks a question out of order, for the result.
    mutating func change(_ next: Question) {
        ask(next)
        isDetour = true
    }

    /// Asks the next question.
    mutating func goOn() {
        switch question {
        case .provider: ask(isDetour ? .result : firstQuestion)
        case .variable(let index): ask(openVariable(from: index + 1) ?? .client)
        case .clientName: ask(.clientID)
        case .clientID: ask(.clientRedirectURI)
        case .client, .clientRedirectURI: ask(hasRedirectQuestion ? .redirectURI : isDetour ? .result : .scopes)
        case .redirectURI: ask(isDetour ? .result : .scopes)
        case .scopes: ask(isDetour ? .result : .method)
        case .method, .result: ask(.result)
        }
    }

    private mutating func goBack() {
        if isDetour, ![.clientName, .clientID, .clientRedirectURI].contains(question) { return ask(.result) }
        switch question {
        case .provider: say("This is the first question.")
        case .variable, .client:
            if listings.isEmpty { say("This is the first question.") } else { ask(.provider) }
        case .clientName, .redirectURI: ask(.client)
        case .clientID: ask(.clientName)
        case .clientRedirectURI: ask(.clientID)
        case .scopes: ask(hasRedirectQuestion ? .redirectURI : .client)
        case .method: ask(.scopes)
        case .result: ask(.method)
        }
    }

    /// The question after the one about the provider.
    private var firstQuestion: Question { openVariable(from: 0) ?? .client }

    private func openVariable(from start: Int) -> Question? {
        desk.provider.variables.indices.first { $0 >= start && desk.provider.variables[$0].value == nil }
            .map { .variable($0) }
    }

    private var hasRedirectQuestion: Bool { desk.session.registeredURIs.count > 1 }

    // MARK: The provider

    mutating func openProvider(_ source: ProviderListing.Source) {
        isWaiting = true
        desk.effects += [.save(workspace), .openProvider(source)]
    }

    private mutating func open(_ opened: OpenedProvider) {
        isWaiting = false
        desk.session = Session(provider: opened.provider, own: opened.own, fresh: opened.fresh)
        if let workspace = opened.workspace { restore(workspace) }
        desk.effects.append(.rememberProvider(opened.source))
        say("Provider: \(opened.provider.name).")
        if let remark = opened.remark { say(sentence: remark) }
        isDetour = false
        goOn()
    }
}

extension Dialogue.Question {
    /// The subject of the question.
    package var subject: String {
        switch self {
        case .provider: "the provider"
        case .variable: "the address"
        case .client, .clientName, .clientID, .clientRedirectURI: "the client"
        case .redirectURI: "the redirect URI"
        case .scopes: "scopes"
        case .method: "the PKCE method"
        case .result: "what to do"
        }
    }
}
