import Catalog
import OAuth

extension RoundTrip {
    /// The ssh command that lets a browser on the user's own machine reach the listener, and in a rehearsal the consent
    /// page.
    ///
    /// Nil when the user is not connected over SSH, or nothing listens.
    package var tunnel: String? {
        guard case .listener(let address)? = arrival else { return nil }
        return Self.tunnel(to: sshTarget, listener: address, rehearsal: place == .rehearsal ? provider : nil)
    }

    /// - Parameters:
    ///   - target: The arguments of ssh(1) that lead to this machine, or nil when the user is not connected over SSH.
    ///   - address: The address of the listener, such as `127.0.0.1:8765`.
    ///   - rehearsal: The provider with endpoints on this machine, in a rehearsal.
    package static func tunnel(to target: String?, listener address: String, rehearsal: Provider?) -> String? {
        guard let target, let port = Self.port(of: address) else { return nil }
        let isIPv6 = address.hasPrefix("[")
        var forwards = ["-L \(port):\(isIPv6 ? "[::1]" : "127.0.0.1"):\(port)"]
        if let rehearsal, let port = Self.port(of: rehearsal.authority ?? "") {
            forwards.append("-L \(port):127.0.0.1:\(port)")
        }
        return "ssh \(forwards.joined(separator: " ")) \(target)"
    }

    private static func port(of address: String) -> Int? {
        address.split(separator: ":").last.flatMap { Int($0) }
    }
}
