import Screen

/// The keys that the user gives to an action, in place of those of the standard table.
package struct KeyChange: Equatable, Sendable {
    package var context: Binding.Context
    package var action: Action
    /// Empty if the action has no key.
    package var keys: [Key]

    package init(_ context: Binding.Context, _ action: Action, _ keys: [Key]) {
        self.context = context
        self.action = action
        self.keys = keys
    }

    /// Whether another change is for the same action in the same context.
    func isFor(_ other: KeyChange) -> Bool { context == other.context && action == other.action }
}

/// The reason why an action cannot have a key.
package enum KeyFault: Error, Equatable, Sendable {
    /// Another action has the key in a place where both work.
    case taken(Key, by: Binding)
    /// Esc, Ctrl-C and Enter lead out of each mode, and cannot be changed.
    case keepsItsMeaning(Key)
    /// The key is a character, and the context is for typing characters.
    case isTyped(Key)
    /// Without this key there would be no way out.
    case isNeeded(Key)
    /// The action must have a key, such as this one.
    case needsSomeKey(Key)

    /// The error and the remedy, for the author of the file.
    package var message: String {
        switch self {
        case .taken(let key, let binding):
            "\(key.label) is also the key of \"\(binding.action.rawValue)\" in \"\(binding.context.name)\"; "
                + "give one of them another key or \"none\""
        case .keepsItsMeaning(let key): "\(key.label) always confirms or leaves and cannot get another meaning"
        case .isTyped(let key): "\(key.label) is typed as text here; choose a key such as Ctrl-T"
        case .needsSomeKey(let key):
            "this action must have a key, such as \(key.label), because no other way leads there; name one"
        case .isNeeded(let key): "\(key.label) must stay a key of this action: it is always a way out; add it"
        }
    }
}

extension KeyTable {
    /// Looks up the row of an action in a context.
    package func row(of action: Action, in context: Binding.Context) -> Binding? {
        bindings.first { $0.context == context && $0.action == action }
    }

    /// The table with other keys. A change of an action that its context does not have is left out.
    package func changed(by changes: [KeyChange]) -> KeyTable {
        guard !changes.isEmpty else { return self }
        var bindings = bindings
        for change in changes {
            guard
                let row = bindings.firstIndex(where: { $0.context == change.context && $0.action == change.action })
            else { continue }
            bindings[row].keys = change.keys
        }
        return KeyTable(bindings)
    }

    /// Checks a change that the table has.
    package func fault(of change: KeyChange) -> KeyFault? {
        for key in change.keys { if let fault = fault(of: key, in: change) { return fault } }
        return lock(by: change)
    }

    /// Checks one key of a change that the table has.
    func fault(of key: Key, in change: KeyChange) -> KeyFault? {
        if let way = Self.ways.first(where: { $0.key == key }) {
            let isUsual = Self.standard.has(key, change.action, change.context)
            guard isUsual || way.actions.contains(change.action) else { return .keepsItsMeaning(key) }
        }
        if case .character = key, change.context.isTyped { return .isTyped(key) }
        return rival(of: key, in: change).map { .taken(key, by: $0) }
    }

    /// The way out that a change would close: Esc, Ctrl-C and Enter keep the actions that lead on or out.
    func lock(by change: KeyChange) -> KeyFault? {
        for way in Self.ways where Self.isWayOut(way.key, of: change.action, in: change.context) {
            if !change.keys.contains(way.key) { return .isNeeded(way.key) }
        }
        guard change.keys.isEmpty else { return nil }
        if change.action == .yes { return .needsSomeKey("y") }
        if change.action == .palette, change.context == .global { return .needsSomeKey(":") }
        return nil
    }

    /// Whether a key leads on or out with this action, so that it always stays a key of it.
    static func isWayOut(_ key: Key, of action: Action, in context: Binding.Context) -> Bool {
        ways.contains { $0.key == key && $0.actions.contains(action) } && standard.has(key, action, context)
    }

    /// Another action that has the key in the same place, unless the standard table gives the key to both as well.
    private func rival(of key: Key, in change: KeyChange) -> Binding? {
        bindings.first { other in
            guard other.action != change.action, other.keys.contains(key) else { return false }
            guard other.context != change.context else { return true }
            guard !other.action.worksEverywhere, !change.action.worksEverywhere else { return true }
            guard other.context.companion == change.context || change.context.companion == other.context else {
                return false
            }
            return !Self.standard.has(key, change.action, change.context)
                || !Self.standard.has(key, other.action, other.context)
        }
    }

    private func has(_ key: Key, _ action: Action, _ context: Binding.Context) -> Bool {
        row(of: action, in: context)?.keys.contains(key) ?? false
    }

    private static let ways: [(key: Key, actions: [Action])] = [
        (.escape, [.back]), (.control("c"), [.back, .interrupt]), (.enter, [.accept]),
    ]
}

extension KeyTable: Equatable {
    package static func == (left: KeyTable, right: KeyTable) -> Bool {
        left === right || left.bindings == right.bindings
    }
}
