import ArgumentParser
import OAuth
import Platform

/// What to ask for; for the commands that build an authorization request.
struct RequestOptions: ParsableArguments {
    @Option(help: "The client, by name, client_id, or the start of either. (default: the provider's first)")
    var client: String?

    @Option(
        help: ArgumentHelp(
            "A scope, or several with spaces between; repeatable. (default: the provider's suggestion)",
            valueName: "scope"))
    var scope: [String] = []

    @Option(help: "The PKCE method: S256, plain or none.")
    var method = ChallengeMethod.s256

    @Option(help: ArgumentHelp("The redirect URI. (default: the client's first)", valueName: "uri"))
    var redirectURI: String?

    @Option(help: ArgumentHelp("Send this state. (default: a random one)", valueName: "value"))
    var state: String?

    @Flag(help: "Send no state.")
    var noState = false

    @Option(help: ArgumentHelp("Add a parameter; repeatable.", valueName: "name=value"))
    var param: [String] = []

    @Option(help: ArgumentHelp("The API version. (default: the latest stable one)", valueName: "version"))
    var apiVersion: String?

    @Option(
        help: ArgumentHelp(
            "Read the code verifier from a file that only you can read, or from standard input (-).",
            valueName: "file|-"))
    var verifierFile: String?

    func validate() throws {
        if noState, state != nil { throw ValidationError("--state and --no-state exclude each other.") }
        if verifierFile != nil, method == .none {
            throw ValidationError("--verifier-file has no use with --method none.")
        }
    }

    /// What was asked for; reads the verifier.
    func choices() throws -> RequestBuilder.Choices {
        RequestBuilder.Choices(
            client: client, scopes: scope, method: method, redirectURI: redirectURI,
            state: noState ? .none : state.map { .given($0) } ?? .random, parameters: param,
            apiVersion: apiVersion, verifier: try verifierFile.map(readVerifier))
    }
}

extension ChallengeMethod: ExpressibleByArgument {
    /// The method by its name; `s256` is understood as well.
    public init?(argument: String) {
        self.init(rawValue: argument == "s256" ? "S256" : argument)
    }
}

/// Draws state, verifier and nonce; without random values there is no safe request.
func drawFreshValues() throws -> FreshValues {
    do {
        return try SystemRandom.freshValues()
    } catch let failure as SystemFailure {
        throw CommandFailure(.system, failure.message)
    }
}

/// Reads a code verifier; a line end behind it does not belong to it.
func readVerifier(_ path: String) throws -> CodeVerifier {
    let octets = path == "-" ? try readStandardInput() : try readFile(path, isSecret: true)
    let name = path == "-" ? "standard input" : path
    var text = String(decoding: octets, as: UTF8.self)
    while text.last?.isNewline == true { text.removeLast() }
    do {
        return try CodeVerifier(text)
    } catch .length(let count) {
        throw CommandFailure(.file, "\(name): a code verifier has 43 to 128 characters, this has \(count)")
    } catch .character {
        throw CommandFailure(.file, "\(name): a code verifier holds only letters, digits and -._~")
    }
}
