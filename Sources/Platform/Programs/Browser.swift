import Catalog
import Glibc
import Subprocess
import Text

/// Opens a URL in the user's browser, through `xdg-open` and never a shell (S3).
package struct Browser: Sendable {
    /// Why it is not even tried.
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
        /// The URL is none that a browser may get.
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

    /// Why `open` would not try, or nil.
    package let absence: Absence?
    private let opener: OctetPath?
    private let patience: Duration

    /// Looks around once; `xdg-open` is looked for in the absolute directories of `PATH`.
    package init(environment: Environment, userID: UInt32 = geteuid()) {
        self.init(environment: environment, userID: userID, patience: .seconds(10))
    }

    init(environment: Environment, userID: UInt32, patience: Duration) {
        self.patience = patience
        let isRemote = environment["SSH_CONNECTION"] != nil || environment["SSH_TTY"] != nil
        let hasDisplay = environment["DISPLAY"] != nil || environment["WAYLAND_DISPLAY"] != nil
        let obstacle: Absence? = userID == 0 ? .root : isRemote ? .overSSH : hasDisplay ? nil : .noDisplay
        // Every start comes by here: nothing is looked for that would not be used.
        opener = obstacle == nil ? environment.path(of: "xdg-open") : nil
        absence = obstacle ?? (opener == nil ? .noOpener : nil)
    }

    /// Whether the URL is https, or http to loopback, and consists of characters that mean nothing to any shell.
    ///
    /// It therefore begins with no `-` and survives the handlers that users write into `$BROWSER`.
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

    /// Asks the desktop to open the URL. It takes up to ten seconds; then the opener is ended, and only it, because
    /// the browser may be its child.
    package func open(_ url: String) async -> Outcome {
        guard Self.accepts(url) else { return .notAccepted }
        guard let opener else { return .failed }
        return await withTaskGroup(of: Outcome.self) { [patience] group in
            group.addTask { await Self.run(opener, url) }
            group.addTask {
                try? await Task.sleep(for: patience)
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
