import Catalog
import OAuth

extension RoundTrip {
    /// The command that brings the browser of another machine here: the redirect, and in a rehearsal the consent page.
    ///
    /// Nil where nobody has come over SSH, or nothing listens.
    package var tunnel: String? {
        guard case .listener(let address)? = arrival else { return nil }
        return Self.tunnel(to: sshTarget, listener: address, rehearsal: place == .rehearsal ? provider : nil)
    }

    /// - Parameters:
    ///   - target: the arguments of ssh(1) that lead to this machine; nil where nobody has come over SSH.
    ///   - address: where the redirect is caught, such as `127.0.0.1:8765`.
    ///   - rehearsal: the provider with endpoints on this machine, if it is one.
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
