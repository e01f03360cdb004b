import ArgumentParser
import Flow
import OAuth

/// `authscope login`: the round trip, from the authorization request to the token.
package struct LoginCommand: CommandWithExamples {
    package static let configuration = CommandConfiguration(
        commandName: "login",
        abstract: "Get a token: open the browser, receive the redirect, exchange the code.",
        discussion: """
            authscope listens at the redirect URI before the browser opens, accepts only an answer with the state that \
            it sent, and exchanges the code once. The URL and messages go to standard error, the result to standard \
            output. Tokens are masked there; --show-token and --token-file output them.

            With --format json, the result is one object, even if nothing was sent. The exit code is 5 if the login failed, 7 \
            if the server granted fewer scopes than --require names. If nothing was sent, it is the code of the error.

            The object if result is "granted":
              scope          arrays: granted, missing, added, and lacking (from --require, but not granted)
              expires_in     seconds, or null
              access_token   null without --show-token; access_token_masked is always there
              refresh_token  the same, with refresh_token_masked
              token_file     the file of --token-file, or null
              notices        deviations from the standard

            The object if result is "failed":
              step     the last step: open (nothing was sent), wait (no answer, or a denial), compare (another error, or an \
            answer that cannot be used), exchange (no token, or it could not be saved)
              error    the server's error code, or null
              message  the error in words
            """)

    package static let examples = [
        CommandExample("authscope login --rehearse --allow", "A token from the rehearsal provider, without a browser."),
        CommandExample(
            "authscope login --rehearse --allow --token-file token.json --format json",
            "The token in a file, the result as JSON."),
        CommandExample(
            "authscope login --rehearse --allow --fault change-state", "An attack: the answer has another state.",
            exitCode: 5),
    ]

    package init() {}

    /// The allowed timeouts in seconds, as for the listener.
    private static let seconds = 30...900

    @OptionGroup package var request: RequestOptions

    @Flag(help: "Do not open a browser; open the printed URL yourself.")
    package var noBrowser = false

    @Flag(help: "Read the redirect as a line of standard input instead of listening.")
    package var paste = false

    @Option(help: ArgumentHelp("The longest wait for the answer, 30 to 900.", valueName: "seconds"))
    package var timeout = RoundTrip.timeout

    @Option(
        help: ArgumentHelp(
            "Read the secret of a confidential client from a file that only you can read, or from standard input (-).",
            valueName: "file|-"), completion: .file())
    package var clientSecretFile: String?

    @Option(
        help: ArgumentHelp(
            "Send the secret in the header (basic) or in the body (body). (default: the client's or provider's way)",
            valueName: "method"))
    package var clientAuth: ClientAuthenticationMethod?

    @Option(
        help: ArgumentHelp(
            "Add a parameter to the token request, such as resource; repeatable.", valueName: "name=value"))
    package var tokenParam: [String] = []

    @Option(
        help: ArgumentHelp(
            "Exit with 7 if one of these scopes is not granted; separated by commas or spaces, repeatable.",
            valueName: "scopes"))
    package var require: [String] = []

    @Flag(help: "Simulate the provider on this machine, without an account or a network.")
    package var rehearse = false

    @Flag(help: "In a rehearsal, allow or deny without a browser.")
    package var consent: Consent?

    @Option(help: ArgumentHelp("In a rehearsal, simulate this fault.", valueName: "fault"))
    package var fault: Fault?

    @Flag(help: "Print the tokens.")
    package var showToken = false

    @Option(
        help: ArgumentHelp("Write the tokens to a new file that only you can read.", valueName: "file"),
        completion: .file())
    package var tokenFile: String?

    @Option(help: ArgumentHelp("The output format.", valueName: "form"))
    package var format = LoginFormat.text

    @OptionGroup package var colors: ColorOptions
    @OptionGroup package var options: ProviderOptions

    /// The scopes without which the grant is too narrow.
    package var requiredScopes: [String] {
        require.flatMap { $0.split { $0 == "," || $0 == " " }.map(String.init) }
    }

    package enum Consent: String, EnumerableFlag {
        case allow, deny
    }

    package func validate() throws {
        guard Self.seconds.contains(timeout) else {
            throw ValidationError("--timeout \(timeout): use 30 to 900 seconds.")
        }
        if !require.isEmpty, requiredScopes.isEmpty { throw ValidationError("--require: name at least one scope.") }
        if !rehearse, consent != nil || fault != nil {
            throw ValidationError("--allow, --deny and --fault are for rehearsals; add --rehearse.")
        }
        if consent != nil, paste { throw ValidationError("--paste has no effect with --allow or --deny.") }
        let readers = [paste, request.verifierFile == "-", clientSecretFile == "-", options.provider == "/dev/stdin"]
        if readers.count(where: { $0 }) > 1 {
            throw ValidationError("Only one value can be read from standard input: use a file for the others.")
        }
    }
}

extension ClientAuthenticationMethod: ExpressibleByArgument {}

/// The output format of `authscope login`.
package enum LoginFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}
