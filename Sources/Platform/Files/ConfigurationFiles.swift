import Catalog

/// The user's `config.json`, and `settings.json`, which the program writes beside it.
///
/// A program that a file names is started, so a file of another user is not read. `config.json` may be a link to a file
/// of the user or of root, as programs that manage such files make one. Other users must not be able to write it.
package struct ConfigurationFiles: Sendable {
    /// The octets of a file.
    package enum Contents: Equatable, Sendable {
        case missing
        case octets([UInt8])
        /// The file is not used. The value is the reason.
        case unusable(FileProblem)
    }

    /// The result of writing a setting.
    package enum Saved: Equatable, Sendable {
        case saved
        /// The file could not be read. It was renamed to this name, and a new one was written.
        case setAside(String)
        /// The settings were not written. The value is the reason.
        case failed(String)
    }

    /// The path of the user's file; nil if there is no home.
    package let configuration: OctetPath?
    /// The path of the file that the program writes; nil if there is no home.
    package let settings: OctetPath?

    package init(environment: Environment) {
        let directory = ConfigDirectory(environment: environment).path
        configuration = directory?.appending("config.json")
        settings = directory?.appending("settings.json")
    }

    package func readConfiguration() -> Contents { read(configuration, isShared: true) }

    package func readSettings() -> Contents { read(settings, isShared: false) }

    /// The browser in the user's file, for commands that need nothing else from it; nil if it names none.
    package func browser() throws(FileProblem) -> ProgramArguments? {
        switch readConfiguration() {
        case .missing: return nil
        case .unusable(let problem): throw problem
        case .octets(let octets):
            return try ProgramArguments.browser(in: octets, path: configuration?.text ?? "")
        }
    }

    private func read(_ path: OctetPath?, isShared: Bool) -> Contents {
        guard let path else { return .missing }
        do throws(PrivateFile.ReadFailure) {
            return .octets(try PrivateFile(path).readStamped(isShared: isShared).octets)
        } catch {
            guard case .untrusted(let reason) = error else { return .missing }
            return .unusable(FileProblem(path: path.text, line: 1, column: 1, message: "\(reason): it is not read"))
        }
    }

    /// Writes the settings, together with changes of other sessions.
    ///
    /// - Parameter change: Makes the new text of the present one, which is empty if there is no file; nil if the
    ///   present one cannot be read.
    package func saveSettings(_ change: (_ present: [UInt8]) -> [UInt8]?) -> Saved {
        guard let settings else { return .failed("HOME is not set") }
        do throws(PrivateFile.WriteFailure) {
            let aside = try PrivateFile(settings).update(timeout: PrivateFile.timeout) { octets in
                if let text = change(octets ?? []) { return text == octets ? .none : .write(text) }
                return change([]).map { .write($0, settingAsideAs: "bad") } ?? .none
            }
            return aside.map { .setAside($0.nameText) } ?? .saved
        } catch {
            return .failed("\(settings.text) cannot be written")
        }
    }
}
