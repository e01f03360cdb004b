import Catalog
import JSON
import Screen

/// The settings of a user: `config.json`, which the user writes, or `settings.json`, which the program writes.
package struct Configuration: Equatable, Sendable {
    package var keys: [KeyChange] = []
    package var theme: Theme?
    /// A program and its arguments; the URL comes last.
    package var browser: ProgramArguments?
    /// A program and its arguments; the text is its standard input.
    package var clipboard: ProgramArguments?
    package var mouse: Bool?
    package var hints: Bool?
    package var ascii: Bool?

    package init() {}

    /// Reads the user's file, with comments and trailing commas.
    ///
    /// - Parameter path: The file's path, for messages only.
    /// - Throws: The first error, with its place.
    package init(reading octets: [UInt8], path: String) throws(FileProblem) {
        do {
            self = try ConfigurationReader.configuration(of: octets)
        } catch {
            throw FileProblem(path: path, error)
        }
    }

    /// Reads the file that the program has written. `Setup` checks for keys with two meanings.
    package init(settings octets: [UInt8], path: String) throws(FileProblem) {
        do {
            self = try ConfigurationReader.settings(of: octets)
        } catch {
            throw FileProblem(path: path, error)
        }
    }

    /// The changed keys of an action, or nil if it has those of the standard table.
    package func change(of action: Action, in context: Binding.Context) -> KeyChange? {
        keys.last { $0.context == context && $0.action == action }
    }

    /// The text of `settings.json`: the theme by its name, and the keys.
    package var settingsText: String {
        var members: [JSONValue.Member] = []
        if let theme { members.append(.init("theme", .string(theme.name))) }
        let contexts = Binding.Context.allCases.filter { context in keys.contains { $0.context == context } }
        if !contexts.isEmpty {
            let objects = contexts.map { context in
                JSONValue.Member(context.name, .object(keys.filter { $0.context == context }.map(Self.member)))
            }
            members.append(.init("keys", .object(objects)))
        }
        return JSONWriter.text(.object(members), style: .pretty) + "\n"
    }

    private static func member(_ change: KeyChange) -> JSONValue.Member {
        let keys = change.keys.map { JSONValue.string($0.label) }
        return .init(change.action.rawValue, keys.count > 1 ? .array(keys) : keys.first ?? .string("none"))
    }
}

/// A change that the program makes to `settings.json`.
package enum SettingChange: Equatable, Sendable {
    case theme(Theme)
    case keys(KeyChange)
    /// An action gets the keys of the standard table back.
    case standardKeys(Binding.Context, Action)
}

extension Configuration {
    package mutating func apply(_ change: SettingChange) {
        switch change {
        case .theme(let theme): self.theme = theme
        case .keys(let change):
            keys.removeAll { $0.isFor(change) }
            keys.append(change)
        case .standardKeys(let context, let action): keys.removeAll { $0.context == context && $0.action == action }
        }
    }
}
