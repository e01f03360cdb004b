import ArgumentParser
import OAuth

/// The contents of the request, for the commands that build an authorization request.
package struct RequestOptions: ParsableArguments {
    package init() {}

    @Option(help: "The client, by name, client_id, or the start of either. (default: the provider's first)")
    package var client: String?

    @Option(
        help: ArgumentHelp(
            "A scope, or several separated by spaces; repeatable. (default: the provider's suggestion)",
            valueName: "scope"))
    package var scope: [String] = []

    @Option(help: "The PKCE method: S256, plain or none.")
    package var method = ChallengeMethod.s256

    @Option(help: ArgumentHelp("The redirect URI. (default: the client's first)", valueName: "uri"))
    package var redirectURI: String?

    @Option(help: ArgumentHelp("Send this state. (default: a random one)", valueName: "value"))
    package var state: String?

    @Flag(help: "Send no state.")
    package var noState = false

    @Option(help: ArgumentHelp("Add a parameter; repeatable.", valueName: "name=value"))
    package var param: [String] = []

    @Option(help: ArgumentHelp("The API version. (default: the latest stable one)", valueName: "version"))
    package var apiVersion: String?

    @Option(
        help: ArgumentHelp(
            "Read the code verifier from a file that only you can read, or from standard input (-).",
            valueName: "file|-"), completion: .file())
    package var verifierFile: String?

    package func validate() throws {
        if noState, state != nil { throw ValidationError("Use either --state or --no-state.") }
        if verifierFile != nil, method == .none {
            throw ValidationError("--verifier-file has no effect with --method none.")
        }
    }
}

extension ChallengeMethod: ExpressibleByArgument {
    /// Creates the method from its name. Also accepts `s256`.
    public init?(argument: String) {
        self.init(rawValue: argument == "s256" ? "S256" : argument)
    }
}
