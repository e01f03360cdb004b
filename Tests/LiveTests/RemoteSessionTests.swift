import Testing

@testable import Platform

@Suite struct RemoteSessionTests {
    @Test(
        arguments: [
            ("10.0.0.1 50000 10.0.0.5 22", "ann", "ann@10.0.0.5"),
            ("fe80::1%eth0 50000 fe80::2%eth0 2222", "ann", "-p 2222 ann@fe80::2%eth0"),
            ("10.0.0.1 50000 10.0.0.5 22", nil, "10.0.0.5"), ("10.0.0.1 50000 10.0.0.5 22", "a b;c", "10.0.0.5"),
            ("10.0.0.1 50000 -oProxyCommand=x 22", "ann", nil), ("10.0.0.1 50000 10.0.0.5 22;x", "ann", nil),
            ("10.0.0.5 22", "ann", nil), ("", "ann", nil), (nil, "ann", nil),
        ] as [(String?, String?, String?)])
    func isWhatSSHSays(connection: String?, user: String?, target: String?) {
        var variables: [String: String] = [:]
        variables["SSH_CONNECTION"] = connection
        variables["USER"] = user
        #expect(RemoteSession(environment: Environment(variables))?.target == target)
    }
}
