import OAuth
import Screen

extension Model {
    /// A key while a menu lies over the panes.
    mutating func press(_ key: Key, in menu: Menu) -> [Effect] {
        if notice?.tone == .warning { notice = nil }
        if case .character(let scalar) = key {
            self.menu?.retype { $0.insert(String(scalar)) }
            return []
        }
        let page = menuHeight
        switch KeyTable.action(for: key, in: .menu) {
        case .menuUp: self.menu?.move(by: -1)
        case .menuDown: self.menu?.move(by: 1)
        case .menuPageUp: self.menu?.move(by: -page)
        case .menuPageDown: self.menu?.move(by: page)
        case .menuAccept: return take(menu.current)
        case .menuClose: self.menu = nil
        default:
            guard let action = KeyTable.action(for: key, in: .text) else { return [] }
            self.menu?.retype { _ = $0.apply(action) }
        }
        return []
    }

    /// Enter on a row.
    private mutating func take(_ row: Menu.Row?) -> [Effect] {
        guard let row else { return [] }
        if row.choice == .nothing {
            viewer = Viewer(.message(title: row.text, text: row.refusal ?? ""))
            return []
        }
        if let refusal = row.refusal { return say(refusal, .warning) }
        menu = nil
        switch row.choice {
        case .command(let action): return run(action)
        case .provider(let source): return choose(source)
        case .nothing: return []
        }
    }

    /// Does what the key of the action does, from wherever it is called.
    private mutating func run(_ action: Action) -> [Effect] {
        guard let binding = KeyTable.binding(of: action) else { return [] }
        if let operationsView { return binding.keys.first.map { press($0, in: operationsView) } ?? [] }
        if let roundTrip { return binding.keys.first.map { press($0, in: roundTrip) } ?? [] }
        guard let place = binding.context.pane, place != pane else { return perform(action) }
        focus(place)
        guard binding.reach == .row else { return perform(action) }
        // What would be changed is seen first.
        return say("\(place.title): \(KeyTable.label(action)) does it to the row under the cursor", .warning)
    }
}
