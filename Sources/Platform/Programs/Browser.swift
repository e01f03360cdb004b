import Catalog
import Glibc
import Subprocess
import Text

/// Opens a URL in the user's browser, with `xdg-open` and without a shell (S3).
package struct Browser: Sendable {
    /// The reason why opening a URL is not attempted.
    package enum Absence: Equatable, Sendable {
        case root, overSSH, noDisplay, noOpener

        package var message: String {
            switch self {
            case .root: "Running as root: no browser is started. Copy the URL into one"
            case .overSSH: "Over SSH the browser is on the other machine. Copy the URL into it"
            case .noDisplay: "No desktop here (DISPLAY and WAYLAND_DISPLAY are not set). Copy the URL into a browser"
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
            case .notAccepted: "Not opened: the URL holds what a browser should not get. Copy it instead"
            case .failed: "The browser did not start. Copy the URL into one"
            case .tookTooLong: "The browser did not answer in 10 s. If no window came up, copy the URL into one"
            }
        }
    }

    /// The reason why `open` would not try, or nil.
    package let absence: Absence?
    private let opener: OctetPath?
    private let timeout: Duration

    /// Checks the environment once. `xdg-open` is searched in the absolute directories of `PATH`.
    package init(environment: Environment, userID: UInt32 = geteuid()) {
        self.init(environment: environment, userID: userID, timeout: .seconds(10))
    }

    init(environment: Environment, userID: UInt32, timeout: Duration) {
        self.timeout = timeout
        let isRemote = environment["SSH_CONNECTION"] != nil || environment["SSH_TTY"] != nil
        let hasDisplay = environment["DISPLAY"] != nil || environment["WAYLAND_DISPLAY"] != nil
        let obstacle: Absence? = userID == 0 ? .root : isRemote ? .overSSH : hasDisplay ? nil : .noDisplay
        // Every start runs this, so it does not search for a program that would not be used.
        opener = obstacle == nil ? environment.path(of: "xdg-open") : nil
        absence = obstacle ?? (opener == nil ? .noOpener : nil)
    }

    /// Returns whether the URL is https, or http to loopback, and its characters have no meaning for any shell.
    ///
    /// So it never starts with `-`, and is safe in the handlers that users write into `$BROWSER`.
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
    private static func run(_ opener: OctetPath, _ url: String) async -> Outcome {
        var options = PlatformOptions()
        options.createSession = true
        let result = try? await Subprocess.run(
            .path(.init(platformString: opener.cString)), arguments: Arguments([url]), platformOptions: options,
            input: .none,
            output: .discarded, error: .discarded)
        return result?.terminationStatus.isSuccess == true ? .opened : .failed
    }
}
