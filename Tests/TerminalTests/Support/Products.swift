import Foundation

/// The programs under test, built next to the tests.
enum Products {
    /// `AUTHSCOPE_BINARY`, or the debug program.
    static let authscope = ProcessInfo.processInfo.environment["AUTHSCOPE_BINARY"] ?? path("authscope")
    static let probe = path("TerminalProbe")

    private static func path(_ name: String) -> String {
        // The runner is `authscopePackageTests.xctest` in the folder of the products.
        URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: name).path
    }
}
