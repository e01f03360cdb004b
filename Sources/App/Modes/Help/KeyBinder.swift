import Screen

/// The state of changing keys in the list of keys.
struct KeyBinder: Equatable, Sendable {
    /// The effect of the next key on the keys of the action.
    enum Waiting: Equatable, Sendable {
        case replace, add
    }

    /// The change that the next key makes to the row under the cursor; nil if keys have their usual effect.
    var waiting: Waiting?
    /// The settings of the user's files.
    var setup: Setup?

    init(_ setup: Setup?) { self.setup = setup }

    /// Whether the user's own file gives the action its keys.
    func isFixed(_ binding: Binding) -> Bool {
        setup?.configuration.change(of: binding.action, in: binding.context) != nil
    }

    /// A mark before keys that differ from the standard table.
    func sign(of binding: Binding) -> String? {
        isFixed(binding) || setup?.settings.change(of: binding.action, in: binding.context) != nil ? "*" : nil
    }
}

extension Help {
    var title: String { binder == nil ? "Keys" : "Your keys" }

    /// Performs an action on the keys of a row. Returns false if the action has no meaning for them.
    mutating func bind(_ row: Binding, _ action: Action, on desk: inout Desk) -> Bool {
        guard binder != nil else { return false }
        switch action {
        case .accept, .bindMore, .bindNone, .bindStandard: break
        default: return false
        }
        guard binder?.isFixed(row) != true else {
            desk.say("config.json sets the keys of \"\(row.action.rawValue)\": change them there", .warning)
            return true
        }
        switch action {
        case .accept: binder?.waiting = .replace
        case .bindMore: binder?.waiting = .add
        case .bindNone: change(row, to: [], on: &desk)
        default:
            guard binder?.sign(of: row) != nil else {
                desk.say("These are the default keys", .hint)
                return true
            }
            change(row, to: KeyTable.standard.row(of: row.action, in: row.context)?.keys ?? [], on: &desk)
        }
        return true
    }

    /// Gives the pressed key to the row under the cursor. Esc and Ctrl-C cancel.
    package mutating func take(_ key: Key, on desk: inout Desk) {
        guard let row = current, let waiting = binder?.waiting else { return }
        if key == .escape || key == .control("c") {
            binder?.waiting = nil
            return
        }
        guard (try? Key(name: key.label)) == key else {
            return desk.say("This key has no name, so it cannot be saved. Press another, or Esc", .warning)
        }
        let others = row.keys.filter { other in
            other != key && (waiting == .add || KeyTable.isWayOut(other, of: row.action, in: row.context))
        }
        guard others.count < ConfigurationReader.mostKeys else {
            return desk.say("An action has at most \(ConfigurationReader.mostKeys) keys", .warning)
        }
        change(row, to: waiting == .add ? others + [key] : [key] + others, on: &desk)
    }

    /// Gives the action of a row these keys, unless that would make a key mean two things or close a way out.
    private mutating func change(_ row: Binding, to keys: [Key], on desk: inout Desk) {
        let change = KeyChange(row.context, row.action, keys)
        if let fault = desk.keys.changed(by: [change]).fault(of: change) {
            // The next key may be a better one.
            return desk.say(fault.answer, .warning)
        }
        binder?.waiting = nil
        let isStandard = KeyTable.standard.row(of: row.action, in: row.context)?.keys == keys
        desk.set(isStandard ? .standardKeys(row.context, row.action) : .keys(change))
        table = desk.keys
        binder?.setup = desk.setup
        let label = keys.map(\.label).joined(separator: " ")
        desk.say(keys.isEmpty ? "No key now: \(row.help)" : "\(label): \(row.help)")
    }

    func face(of binder: KeyBinder, on desk: Desk) -> Face {
        let row = current
        let help = row.map { "\($0.help) (\($0.context.name): \($0.action.rawValue))" } ?? ""
        if binder.waiting != nil {
            return Face(
                corner: Corner(Line("Press the new key", Style(.accent, .bold)), [(.back, "cancel")]),
                explanation: .text(row?.label ?? "", help), hints: [(.back, "cancel")])
        }
        let origin = row.flatMap { row in
            binder.isFixed(row) ? "config.json" : binder.sign(of: row).map { _ in "settings.json" }
        }
        return Face(
            corner: .next([(.accept, "give another key"), (.back, "close")]),
            explanation: .text(row?.label ?? "", help, facts: origin.map { [$0] } ?? []),
            hints: [
                (.accept, "change"), (.bindMore, "one more"), (.bindStandard, "default"), (.bindNone, "none"),
                (.back, search.text.isEmpty ? "close" : "show all"), (.filter, "search"),
            ])
    }
}

extension KeyFault {
    /// The error, for the user who has pressed the key.
    fileprivate var answer: String {
        switch self {
        case .taken(let key, let binding):
            "\(key.label) is taken (\(binding.context.name): \(binding.help)). Press another, or Esc"
        case .keepsItsMeaning(let key): "\(key.label) keeps its meaning: it always confirms or leaves"
        case .isTyped(let key): "\(key.label) is typed as text there: press a key such as Ctrl-T"
        case .needsSomeKey: "This action must have a key: press another, or Esc"
        case .isNeeded(let key): "\(key.label) stays: it always leaves"
        }
    }
}
