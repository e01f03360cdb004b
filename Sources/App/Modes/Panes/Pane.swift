import Screen

/// One of the five parts of the screen. The raw value is its number key.
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

    /// The key that goes to the pane in the standard table: its number.
    package var key: Key { .character(Unicode.Scalar(UInt8(ascii: "0") + UInt8(rawValue))) }

    /// The action that goes to the pane.
    package var action: Action {
        switch self {
        case .clients: .clientsPane
        case .scopes: .scopesPane
        case .request: .requestPane
        case .validation: .validationPane
        case .url: .urlPane
        }
    }

    /// The key that goes to the pane, or nil if the user has taken it away.
    func key(on desk: Desk) -> Key? {
        desk.setup == nil ? key : desk.keys.key(of: action, in: [.global])
    }

    /// The pane's name in the state file.
    package var name: String {
        switch self {
        case .clients: "clients"
        case .scopes: "scopes"
        case .request: "request"
        case .validation: "validation"
        case .url: "url"
        }
    }

    package init?(name: String) {
        guard let pane = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = pane
    }

    /// The context of the pane's own keys, or nil when it has none.
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

/// A value for each pane.
package struct PerPane<Value: Equatable & Sendable>: Equatable, Sendable {
    package private(set) var values: [Value]

    // `Array(repeating:count:)` takes longer: it looks up its type each time.
    package init(_ value: Value) { values = Pane.allCases.map { _ in value } }

    package subscript(pane: Pane) -> Value {
        get { values[pane.rawValue - 1] }
        set { values[pane.rawValue - 1] = newValue }
    }
}
