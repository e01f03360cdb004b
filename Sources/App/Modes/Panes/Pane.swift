/// One of the five parts of the screen, in the order of their number keys.
package enum Pane: Int, CaseIterable, Sendable {
    case clients = 1
    case scopes, request, validation, url

    package var title: String {
        switch self {
        case .clients: "Clients"
        case .scopes: "Scopes"
        case .request: "Request"
        case .validation: "Validation"
        case .url: "URL"
        }
    }

    /// The pane's name in the state file.
    package var name: String { title.lowercased() }

    package init?(name: String) {
        guard let pane = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = pane
    }

    /// The pane's own keys, where it has any.
    package var context: Binding.Context? {
        switch self {
        case .clients: .clients
        case .scopes: .scopes
        case .request: .request
        case .validation: .validation
        case .url: nil
        }
    }

    package var next: Pane { Pane(rawValue: rawValue + 1) ?? .clients }
    package var previous: Pane { Pane(rawValue: rawValue - 1) ?? .url }
}
