import Screen

/// The settings of both files, and the key table and colours from them. If the files differ, the user's own file wins.
package final class Setup: Sendable {
    /// `config.json`, which the program never writes.
    package let configuration: Configuration
    /// `settings.json`, which the program writes.
    package let settings: Configuration
    /// The keys of both.
    package let keys: KeyTable
    /// Keys of `settings.json` that are not used: they would have two meanings with those of the user's file.
    package let unused: [KeyChange]

    package init(configuration: Configuration = Configuration(), settings: Configuration = Configuration()) {
        self.configuration = configuration
        self.settings = settings
        let base = KeyTable.standard.changed(by: configuration.keys)
        var used = settings.keys.filter { change in !configuration.keys.contains { $0.isFor(change) } }
        var unused: [KeyChange] = []
        var keys = base.changed(by: used)
        // Without the first wrong change, the others may be valid.
        while let wrong = used.firstIndex(where: { keys.fault(of: $0) != nil }) {
            unused.append(used.remove(at: wrong))
            keys = base.changed(by: used)
        }
        self.keys = keys
        self.unused = unused
    }

    package var theme: Theme { configuration.theme ?? settings.theme ?? .auto }

    /// Whether the footer and the corner name keys.
    package var showsHints: Bool { configuration.hints ?? true }

    /// Returns the same with another setting.
    func with(_ change: SettingChange) -> Setup {
        var settings = settings
        settings.apply(change)
        return Setup(configuration: configuration, settings: settings)
    }
}

extension Setup: Equatable {
    package static func == (left: Setup, right: Setup) -> Bool {
        left === right || left.configuration == right.configuration && left.settings == right.settings
    }
}

extension Desk {
    /// The colours of the screen, unless the user is trying others.
    var theme: Theme { setup?.theme ?? .auto }

    /// Whether the footer and the corner name keys.
    var showsHints: Bool { setup?.showsHints ?? true }

    /// The end of a message about a change that can be undone.
    var undoTip: String { undoTip(in: .global) }

    func undoTip(in context: Binding.Context) -> String { " · \(key(.undo, in: context)) undo" }

    /// Changes a setting now and for later starts.
    mutating func set(_ change: SettingChange) {
        let changed = (setup ?? Setup()).with(change)
        setup = changed
        keys = changed.keys
        effects.append(.saveSetting(change))
    }

    /// Saves the theme that the list shows, unless the user's own file names one.
    mutating func keep(_ theme: Theme) {
        guard setup?.configuration.theme == nil else {
            effects.append(.useTheme(self.theme))
            return say("config.json sets the theme: change it there", .warning)
        }
        set(.theme(theme))
        effects.append(.useTheme(theme))
        say("Theme \(theme.name)")
    }
}

extension Model {
    /// Applies the settings of the user. Without files there are none.
    ///
    /// - Parameter problem: The error in the files. It stays on the screen until the messages are read.
    package mutating func configure(_ setup: Setup?, problem: String?) {
        if let setup {
            desk.setup = setup
            desk.keys = setup.keys
            if let change = setup.unused.first {
                desk.messages.pin(
                    Notice(
                        "settings.json: \"\(change.action.rawValue)\" in \"\(change.context.name)\" has its default keys: "
                            + "config.json gives one of the others to another action", .warning))
            }
        }
        if let problem { desk.messages.pin(Notice(problem, .problem)) }
    }
}
