import ArgumentParser
import OAuth

/// `authscope inspect`: recognises a text, shows its parts, and checks it.
package struct InspectCommand: CommandWithExamples {
    package static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Recognise a text, show its parts, and check it.",
        discussion: """
            The text may be an authorization URL, a redirect, a bare query, the head of a request or a response, a curl \
            command, an entry of a HAR file, a token request or reply, a WWW-Authenticate field, or a JSON Web Token. \
            It is an argument, a file, or standard input. Codes, tokens, secrets and verifiers are masked in the output.

            The provider is recognised by its endpoint or issuer, among those of `authscope providers`, and the client by its \
            id. --provider names another provider to check against.

            The object of --format json:
              form      the form of the text, such as curl
              kind      what the text is; kinds has all that it can be
              provider  the provider's id, or null
              client    the client's name, or null
              parts     objects: in, name, value, secret, remark, findings (objects: finding, an index; start and end, bytes of \
            the value)
              verdict   valid, warning or invalid
              findings  as those of `authscope lint`
            """)

    package static let examples = [
        CommandExample("authscope url | authscope inspect", "The parts of a URL, decoded."),
        CommandExample(
            "authscope inspect 'http://127.0.0.1:8765/callback?code=a1b2c3&state=x'", "A redirect that came back."),
        CommandExample(
            "authscope inspect --kind jwt --format json eyJhbGciOiJub25lIn0.eyJpc3MiOiJodHRwczovL2EuZXhhbXBsZSJ9.",
            "A token, as JSON.", exitCode: 1),
    ]

    package init() {}

    @Argument(
        help: ArgumentHelp(
            "The text, or the name of a file; - or nothing reads standard input.", valueName: "text or file"),
        completion: .file())
    package var input: String?

    @Option(help: ArgumentHelp("Read the text as this kind.", valueName: "kind"))
    package var kind: InspectKind?

    @Option(help: ArgumentHelp("Also check against a standard; the stricter rule applies.", valueName: "name"))
    package var profile: ProfileName?

    @Option(help: ArgumentHelp("The output format.", valueName: "form"))
    package var format = InspectFormat.text

    @OptionGroup package var colors: ColorOptions
    @OptionGroup package var options: ProviderOptions
}

/// The kind of a text.
package struct InspectKind: ExpressibleByArgument {
    package let kind: PastedMessage.Kind

    package init?(argument: String) {
        guard let kind = PastedMessage.Kind(rawValue: argument) else { return nil }
        self.kind = kind
    }

    package static let allValueStrings = PastedMessage.Kind.allCases.map(\.rawValue)
    package static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}
