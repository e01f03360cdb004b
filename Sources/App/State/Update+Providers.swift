import Catalog
import OAuth

extension Model {
    /// How long a list may be read before that is said, in milliseconds.
    private static let patience = 200

    /// `P`: asks for the providers and opens their menu.
    mutating func listProviders() -> [Effect] {
        menu = Menu(.providers, [])
        menu?.note = ""
        readingNumber += 1
        return [.listProviders, .wait(.reading(readingNumber), milliseconds: Self.patience)]
    }

    /// Fills the menu of providers, if it is still open.
    mutating func list(_ listings: [ProviderListing]) {
        guard menu?.subject == .providers else { return }
        readingNumber += 1
        let rows = listings.map { row(of: $0) }
        menu?.list(rows)
    }

    private func row(of listing: ProviderListing) -> Menu.Row {
        switch listing.content {
        case .provider(let summary):
            let origin =
                switch listing.source {
                case .builtIn: "built in"
                case .file: summary.importedFrom.map { "imported from \($0)" } ?? listing.fileName ?? ""
                }
            let parts = [
                summary.host, Self.count(summary.scopes, "scope"), Self.count(summary.operations, "operation"),
                Self.count(summary.clients, "client"), origin,
            ]
            return Menu.Row(
                text: summary.name, detail: summary.host, remark: Self.count(summary.scopes, "scope"),
                isPresent: summary.id.utf8.elementsEqual(provider.id.utf8), refusal: nil,
                explanation: parts.joined(separator: ", "), choice: .provider(listing.source))
        case .problem(let problem):
            let name = listing.fileName ?? ""
            let place = "\(name):\(problem.line):\(problem.column)"
            return Menu.Row(
                text: name, detail: problem.message, remark: "", isPresent: nil,
                refusal: "\(place): \(problem.message)", explanation: "", choice: .nothing)
        }
    }

    private static func count(_ number: Int, _ word: String) -> String {
        "\(number.grouped) \(word)\(number == 1 ? "" : "s")"
    }

    /// Goes to another provider; an attempt with this one is not given up without a question.
    mutating func choose(_ source: ProviderListing.Source) -> [Effect] {
        guard roundTrip?.isRunning != true else {
            question = .leaveAttempt(for: source)
            return []
        }
        guard roundTrip?.stage != .done || roundTrip?.place != .provider else {
            return say("Esc leaves the tokens first", .warning)
        }
        return [.openProvider(source)]
    }

    /// The screen becomes that of another provider. The choices made with this one are saved before.
    mutating func show(_ opened: OpenedProvider) -> [Effect] {
        // It comes late, and what is being typed would be lost.
        guard form == nil, editing == nil else {
            return say("Not changed to \(opened.provider.name): P opens it when this is done", .warning)
        }
        let effects = endRoundTrip() + [.save(workspace), .rememberProvider(opened.source)]
        var next = Model(
            provider: opened.provider, own: opened.own, fresh: opened.fresh, size: size, isASCII: isASCII)
        next.browserAbsence = browserAbsence
        next.hasToldNotSaved = hasToldNotSaved
        // What comes late for the old screen must find other numbers.
        next.roundTripNumber = roundTripNumber
        next.noticeNumber = noticeNumber
        next.revealNumber = revealNumber + 1
        next.saveNumber = saveNumber + 1
        next.readingNumber = readingNumber + 1
        next.importNumber = importNumber
        if let workspace = opened.workspace { next.restore(workspace) }
        self = next
        if let remark = opened.remark { return effects + fail(remark) }
        return effects + say(opened.greeting ?? "This is \(provider.name)")
    }
}
