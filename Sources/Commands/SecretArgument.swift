/// Finds secrets among the arguments, where every local user can read them.
struct SecretArgument {
    /// Options that do not exist because their values would be secrets, each with its replacement.
    private static let names: [String: String?] = [
        "client-secret": "--client-secret-file FILE", "secret": "--client-secret-file FILE",
        "verifier": "--verifier-file FILE", "code-verifier": "--verifier-file FILE",
        "code": nil, "token": nil, "access-token": nil, "refresh-token": nil, "id-token": nil, "password": nil,
        "authorization": nil,
    ]

    /// Returns the reason to reject the arguments, without the secret; nil if there is none.
    let failure: CommandFailure?

    init(_ arguments: some Sequence<String>) {
        for argument in arguments.prefix(while: { $0 != "--" }) where argument.hasPrefix("--") {
            let name = argument.dropFirst(2).prefix { $0 != "=" }.lowercased().replacing("_", with: "-")
            guard let instead = Self.names[name] else { continue }
            let advice =
                instead.map { "write it to a file with mode 0600 and use \($0), or - for standard input" }
                ?? "there is no option for it"
            failure = CommandFailure(
                .usage,
                "--\(name): every local user can read the arguments of a program, so no secret may be among them; "
                    + "\(advice). If it was a real one, revoke it")
            return
        }
        failure = nil
    }
}
