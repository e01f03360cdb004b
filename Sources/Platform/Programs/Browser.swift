import Catalog
import Glibc
import Subprocess
import Text

/// Opens a URL in the user's browser, with a command of the user's own, a program of WSL, or `xdg-open`, and without
/// a shell (S3).
package struct Browser: Sendable {
    /// The reason why opening a URL is not attempted.
    package enum Absence: Equatable, Sendable {
        case root, overSSH, noDisplay, noOpener, noOwnBrowser
        /// The program that `config.json` names is not there.
        case noConfiguredBrowser(String, line: Int)

        package var message: String {
            switch self {
            case .root: "Running as root: no browser is started. Copy the URL into one"
            case .overSSH: "Over SSH the browser is on the other machine. Copy the URL into it"
            case .noDisplay: "No desktop here (DISPLAY and WAYLAND_DISPLAY are not set). Copy the URL into a browser"
            case .noOwnBrowser: "AUTHSCOPE_BROWSER does not name a program. Copy the URL into a browser"
            case .noConfiguredBrowser(let program, let line):
                "\(program) (config.json:\(line)) was not found. Correct it, or copy the URL"
            case .noOpener: "xdg-open is not installed (package xdg-utils). Copy the URL into a browser"
            }
        }
    }

    package enum Outcome: Equatable, Sendable {
        case opened
        /// A browser must not get this URL.
        case notAccepted
        case failed
        case tookTooLong

        package var message: String {
            switch self {
            case .opened: "Opened in the browser"
            case .notAccepted: "Not opened: the URL is not safe for a browser. Copy it instead"
            case .failed: "The browser did not start. Copy the URL into one"
            case .tookTooLong: "The browser did not answer in 10 s. If no window opened, copy the URL into one"
            }
        }
    }

    /// The reason why `open` would not try, or nil.
    package let absence: Absence?
    private let opener: Opener?
    private let timeout: Duration

    /// A program, and its arguments before the URL.
    private struct Opener {
        var program: OctetPath
        var arguments: [String] = []

        init(program: OctetPath, arguments: [String] = []) {
            self.program = program
            self.arguments = arguments
        }

        /// Nil if the program is not there.
        init?(_ command: [String], in environment: Environment) {
            guard let program = command.first.flatMap({ environment.path(of: $0) }) else { return nil }
            self.init(program: program, arguments: Array(command.dropFirst()))
        }
    }

    /// Checks the environment once. Programs are searched in the absolute directories of `PATH`.
    ///
    /// - Parameter command: The program that `config.json` names and its arguments, which `AUTHSCOPE_BROWSER` replaces.
    package init(environment: Environment, command: ProgramArguments? = nil, userID: UInt32 = geteuid()) {
        self.init(environment: environment, command: command, userID: userID, timeout: .seconds(10))
    }

    init(environment: Environment, command: ProgramArguments? = nil, userID: UInt32, timeout: Duration) {
        self.timeout = timeout
        // A command that the user names is used on any machine.
        if let command = environment["AUTHSCOPE_BROWSER"] {
            let words = command.split(separator: " ").map(String.init)
            opener = Opener(words, in: environment)
            absence = opener == nil ? .noOwnBrowser : nil
            return
        }
        if let command {
            opener = Opener(command.words, in: environment)
            absence = opener == nil ? .noConfiguredBrowser(command.words.first ?? "", line: command.line) : nil
            return
        }
        let isWSL = environment["WSL_DISTRO_NAME"] != nil
        let isRemote = environment["SSH_CONNECTION"] != nil || environment["SSH_TTY"] != nil
        let hasDisplay = environment["DISPLAY"] != nil || environment["WAYLAND_DISPLAY"] != nil
        let obstacle: Absence? = userID == 0 ? .root : isRemote ? .overSSH : hasDisplay || isWSL ? nil : .noDisplay
        // Every start runs this, so it does not search for a program that would not be used.
        opener = obstacle == nil ? Self.opener(in: environment, isWSL: isWSL) : nil
        absence = obstacle ?? (opener == nil ? .noOpener : nil)
    }

    /// Under WSL the browser is in Windows, which needs no display here.
    private static func opener(in environment: Environment, isWSL: Bool) -> Opener? {
        if isWSL {
            if let program = environment.path(of: "wslview") { return Opener(program: program) }
            // It takes the URL as it is, unlike a command line of cmd.exe.
            if let program = environment.path(of: "rundll32.exe") {
                return Opener(program: program, arguments: ["url.dll,FileProtocolHandler"])
            }
        }
        return environment.path(of: "xdg-open").map { Opener(program: $0) }
    }

    /// Returns whether the URL is https, or http to loopback, and its characters have no meaning for any shell.
    ///
    /// An accepted URL never starts with `-`, and is safe in the handlers that users write into `$BROWSER`.
    package static func accepts(_ url: String) -> Bool {
        let isHTTPS = url.hasPrefix("https://")
        let parts = URIReference(url)
        guard isHTTPS || url.hasPrefix("http://"), parts.userinfo == nil, parts.hasUsablePort, !parts.path.isEmpty
        else { return false }
        guard isHTTPS ? parts.hasPlainHost : parts.isLoopback else { return false }
        return parts.octets[parts.path.lowerBound...].allSatisfy {
            $0.isUnreserved || $0 == ascii("%") || ":/?&=".utf8.contains($0)
        }
    }

    /// Asks the desktop to open the URL. After ten seconds, the opener is ended, but not its children: one may be the
    /// browser.
    package func open(_ url: String) async -> Outcome {
        guard Self.accepts(url) else { return .notAccepted }
        guard let opener else { return .failed }
        return await withTaskGroup(of: Outcome.self) { [timeout] group in
            group.addTask { await Self.run(opener, url) }
            group.addTask {
                try? await Task.sleep(for: timeout)
                return .tookTooLong
            }
            let outcome = await group.next() ?? .failed
            group.cancelAll()
            return outcome
        }
    }

    /// swift-subprocess closes every other descriptor in the child, and reaps it.
    private static func run(_ opener: Opener, _ url: String) async -> Outcome {
        var options = PlatformOptions()
        options.createSession = true
        let result = try? await Subprocess.run(
            .path(.init(platformString: opener.program.cString)), arguments: Arguments(opener.arguments + [url]),
            platformOptions: options,
            input: .none,
            output: .discarded, error: .discarded)
        return result?.terminationStatus.isSuccess == true ? .opened : .failed
    }
}
