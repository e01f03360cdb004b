import Catalog
import OAuth
import Text

extension Desk {
    /// The milliseconds after which a note says that the list is still being read.
    private static let quietMilliseconds = 200

    /// Handles `P`: shows the provider that is waiting to be shown, or else reads and shows the list of providers.
    mutating func listProviders() {
        if let opened = jobs.opened { return leaveAttempt(then: .show(opened)) }
        timers.listing += 1
        effects += [.listProviders, .wait(.reading(timers.listing), milliseconds: Self.quietMilliseconds)]
        open(Menu("Providers", verb: "open", [], note: ""))
    }

    /// Opens the list of providers to check an inspected message as.
    mutating func listProviders(for use: Menu.ProviderUse) {
        timers.listing += 1
        effects += [.listProviders, .wait(.reading(timers.listing), milliseconds: Self.quietMilliseconds)]
        var menu = Menu("Check as", verb: "check", [], note: "")
        menu.providerUse = use
        open(menu)
    }

    /// Reads another provider. Asks first when an attempt would be lost.
    mutating func openProvider(_ source: ProviderListing.Source) {
        leaveAttempt(then: .readProvider(source))
    }
}

extension Menu {
    /// The use of the chosen provider.
    package enum ProviderUse: Equatable, Sendable {
        case opening
        /// An inspected message is checked as the provider's.
        case inspection
    }
}

extension Menu.Row {
    /// No provider: an inspected message is checked only by the standards.
    static let standards = Menu.Row(
        text: "only the standards", detail: "for any provider", remark: "", isPresent: nil, refusal: nil,
        explanation: "", steps: [.checkAs(nil)])

    /// Creates the row of a file of the catalogue: a provider, or a problem.
    init(_ listing: ProviderListing, for use: Menu.ProviderUse, on desk: Desk) {
        switch listing.content {
        case .provider(let summary):
            let origin =
                switch listing.source {
                case .builtIn: "built in"
                case .shipped: summary.date.map { "comes with authscope, as of \($0)" } ?? "comes with authscope"
                case .file: summary.importedFrom.map { "imported from \($0)" } ?? listing.fileName ?? ""
                }
            let parts = [
                summary.host, summary.scopes.counted("scope"), summary.operations.counted("operation"),
                summary.clients.counted("client"), origin,
            ]
            self.init(
                text: summary.name, detail: summary.host, remark: summary.scopes.counted("scope"),
                isPresent: summary.id.utf8.elementsEqual(desk.provider.id.utf8), refusal: nil,
                explanation: parts.joined(separator: ", "),
                steps: [use == .opening ? .openProvider(listing.source) : .checkAs(listing.source)])
        case .problem(let problem):
            let name = listing.fileName ?? ""
            self.init(
                text: name, detail: problem.message, remark: "", isPresent: nil,
                refusal: "\(name):\(problem.line):\(problem.column): \(problem.message)", explanation: "", steps: [])
        }
    }
}
