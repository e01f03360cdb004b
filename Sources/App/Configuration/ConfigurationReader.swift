import Catalog
import JSON
import Screen

/// Reads a configuration. It knows the names of actions, contexts, keys, themes and roles.
struct ConfigurationReader {
    /// The keys of the user's file.
    static let members = ["$schema", "keys", "theme", "browser", "clipboard", "mouse", "hints", "ascii"]
    /// The keys of the file that the program writes.
    static let settingsMembers = ["keys", "theme"]
    /// The most keys that an action can have.
    static let mostKeys = 8
    /// The members of a theme with its own colours, besides the names of roles.
    static let themeMembers = ["base", "background"]

    private var json: JSONReader
    /// The changes of keys, each with the places of its action and of its keys.
    private var keys: [(change: KeyChange, place: Int, places: [Int])] = []

    private init(_ octets: [UInt8]) throws(JSONError) {
        json = try JSONReader(
            JSONComments.blanked(octets) ?? octets,
            limits: JSONLimits(octets: 1 << 20, depth: 8, allowsTrailingCommas: true))
    }

    static func configuration(of octets: [UInt8]) throws(JSONError) -> Configuration {
        var reader = try ConfigurationReader(octets)
        let configuration = try reader.read(members)
        try reader.checkKeys()
        return configuration
    }

    static func settings(of octets: [UInt8]) throws(JSONError) -> Configuration {
        var reader = try ConfigurationReader(octets)
        return try reader.read(settingsMembers)
    }

    private mutating func read(_ members: [String]) throws(JSONError) -> Configuration {
        var configuration = Configuration()
        try json.beginObject()
        while let name = try nextName(among: members, as: "key") {
            switch name {
            case "keys": try readKeys()
            case "theme": configuration.theme = try theme()
            case "browser": configuration.browser = try json.programArguments()
            case "clipboard": configuration.clipboard = try json.programArguments()
            case "mouse": configuration.mouse = try json.bool()
            case "hints": configuration.hints = try isOn()
            case "ascii": configuration.ascii = try json.bool()
            default: _ = try json.string()
            }
        }
        try json.finish()
        configuration.keys = keys.map(\.change)
        return configuration
    }

    /// Reads the name of the next member; nil at the end of the object.
    ///
    /// - Parameter kind: The kind of name, for the message about an unknown one.
    private mutating func nextName(among names: [String], as kind: String) throws(JSONError) -> String? {
        guard let name = try json.nextMember() else { return nil }
        guard names.contains(name) else {
            throw json.error(at: json.nameOffset, unknown(name, among: names, as: kind))
        }
        return name
    }

    private func unknown(_ name: String, among names: [String], as kind: String) -> String {
        let short = String(String.UnicodeScalarView(name.unicodeScalars.prefix(40)))
        let shown = "unknown \(kind) \"\(short)\""
        if let near = nearestName(to: name, among: names) { return "\(shown); did you mean \"\(near)\"?" }
        return "\(shown); there are \(names.joined(separator: ", "))"
    }

    /// Reads true, false, `on` or `off`.
    private mutating func isOn() throws(JSONError) -> Bool {
        guard try json.nextKind() == .string else { return try json.bool() }
        let place = json.valueOffset()
        switch try json.string() {
        case "on": return true
        case "off": return false
        default: throw json.error(at: place, "expected \"on\" or \"off\"")
        }
    }

    // MARK: Keys

    private mutating func readKeys() throws(JSONError) {
        let contexts = Binding.Context.allCases
        try json.beginObject()
        while let name = try nextName(among: contexts.map(\.name), as: "place") {
            guard let context = contexts.first(where: { $0.name == name }) else { continue }
            let rows = KeyTable.standard.bindings.filter { $0.context == context }
            try json.beginObject()
            while let name = try nextName(among: rows.map(\.action.rawValue), as: "action") {
                let place = json.nameOffset
                guard let action = Action(rawValue: name) else { continue }
                let (names, places) = try keyNames()
                keys.append((KeyChange(context, action, names), place, places))
            }
        }
    }

    /// Reads a key, several keys, or `none`, with the place of each.
    private mutating func keyNames() throws(JSONError) -> (keys: [Key], places: [Int]) {
        guard try json.nextKind() == .array else {
            let place = json.valueOffset()
            let name = try json.string()
            return name == "none" ? ([], []) : ([try key(name, at: place)], [place])
        }
        var (keys, places): ([Key], [Int]) = ([], [])
        let start = json.valueOffset()
        try json.beginArray()
        while try json.nextElement() {
            let place = json.valueOffset()
            let key = try key(try json.string(), at: place)
            guard !keys.contains(key) else { throw json.error(at: place, "\(key.label) is listed twice; remove one") }
            guard keys.count < Self.mostKeys else {
                throw json.error(at: place, "an action has at most \(Self.mostKeys) keys")
            }
            keys.append(key)
            places.append(place)
        }
        guard !keys.isEmpty else {
            throw json.error(at: start, "no key is listed; write \"none\" to leave the action without a key")
        }
        return (keys, places)
    }

    private func key(_ name: String, at place: Int) throws(JSONError) -> Key {
        do {
            return try Key(name: name)
        } catch {
            throw json.error(at: place, error.message)
        }
    }

    /// Checks that no key has two meanings, and that each mode has a key to leave it.
    private func checkKeys() throws(JSONError) {
        let table = KeyTable.standard.changed(by: keys.map(\.change))
        for (change, place, places) in keys {
            for (key, keyPlace) in zip(change.keys, places) {
                guard let fault = table.fault(of: key, in: change) else { continue }
                // If both are in the file, the message names the later one.
                if case .taken(_, let rival) = fault, let other = self.place(of: rival), other > place { continue }
                throw json.error(at: keyPlace, fault.message)
            }
            if let fault = table.lock(by: change) { throw json.error(at: place, fault.message) }
        }
    }

    /// Returns the place in the file where a row of the table gets its keys, or nil.
    private func place(of row: Binding) -> Int? {
        keys.first { $0.change.context == row.context && $0.change.action == row.action }?.place
    }

    // MARK: Colours

    /// Reads the name of a theme, or an object with colours.
    private mutating func theme() throws(JSONError) -> Theme {
        guard try json.nextKind() == .object else { return try themeName() }
        var theme = Theme.auto
        theme.name = "custom"
        let names = Self.themeMembers + Role.allCases.map(\.word)
        try json.beginObject()
        while let name = try nextName(among: names, as: "role") {
            switch name {
            case "base": theme.base = try themeName().base
            case "background": theme.background = try color()
            default:
                guard let role = Role.allCases.first(where: { $0.word == name }) else { continue }
                theme.colors.append(Theme.RoleColor(role, try color()))
            }
        }
        return theme
    }

    private mutating func themeName() throws(JSONError) -> Theme {
        let place = json.valueOffset()
        let name = try json.string()
        guard let theme = Theme.named(name) else {
            throw json.error(at: place, unknown(name, among: Theme.all.map(\.name), as: "theme"))
        }
        return theme
    }

    /// Reads a number from 0 to 255, or one of the sixteen names.
    private mutating func color() throws(JSONError) -> TerminalColor {
        let place = json.valueOffset()
        if try json.nextKind() == .string {
            let name = try json.string()
            guard let color = TerminalColor(named: name) else {
                throw json.error(at: place, unknown(name, among: TerminalColor.names, as: "colour"))
            }
            return color
        }
        guard let number = UInt8(exactly: try json.integer()) else {
            throw json.error(at: place, "a colour is a number from 0 to 255, or a name such as \"bright-blue\"")
        }
        return TerminalColor(number)
    }
}
