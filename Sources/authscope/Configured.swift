import App
import Catalog
import Platform

/// The contents of `config.json` and `settings.json` at the start.
struct Configured {
    /// Nil if there is neither file.
    var setup: Setup?
    /// The error in a file, which is then ignored.
    var problem: FileProblem?

    /// Without configuration.
    init() {}

    /// Reads both files. A file with an error is ignored.
    init(_ files: ConfigurationFiles) {
        var configuration: Configuration?
        var settings: Configuration?
        switch files.readConfiguration() {
        case .missing: break
        case .unusable(let problem): note(problem)
        case .octets(let octets):
            do {
                configuration = try Configuration(reading: octets, path: files.configuration?.text ?? "")
            } catch {
                note(error)
            }
        }
        switch files.readSettings() {
        case .missing: break
        case .unusable(let problem): note(problem)
        case .octets(let octets):
            do {
                settings = try Configuration(settings: octets, path: files.settings?.text ?? "")
            } catch {
                note(error)
            }
        }
        guard configuration != nil || settings != nil else { return }
        setup = Setup(
            configuration: configuration ?? Configuration(), settings: settings ?? Configuration())
    }

    private mutating func note(_ problem: FileProblem) {
        if self.problem == nil { self.problem = problem }
    }

    /// The problem for the screen, which has little room.
    var remark: String? {
        guard var problem else { return nil }
        problem.path = OctetPath(problem.path).nameText
        return "\(problem); the file is not used"
    }
}

extension ConfigurationFiles {
    /// Changes the settings. Changes that another session has made meanwhile stay.
    func save(_ change: SettingChange) -> Saved {
        saveSettings { octets in
            var settings = Configuration()
            if !octets.isEmpty {
                guard let present = try? Configuration(settings: octets, path: "") else { return nil }
                settings = present
            }
            settings.apply(change)
            return Array(settings.settingsText.utf8)
        }
    }
}
