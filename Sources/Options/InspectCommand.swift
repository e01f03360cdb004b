import ArgumentParser
import OAuth

/// `authscope inspect`: says what a text is, and what is wrong with it.
package struct InspectCommand: CommandWithExamples {
    package static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Say what a pasted text is, part by part, and what is wrong with it.",
        discussion: """
            The text may be an authorization URL, a redirect, a bare query, the head of a request or a response, a curl \
            command, an entry of a HAR file, a token request or reply, a WWW-Authenticate field, or a JSON Web Token. \
            It is an argument, a file, or standard input. Codes, tokens, secrets and verifiers are masked in the output.

            The provider is recognised by its endpoint or issuer among all that `authscope providers` lists, and the \
            client by its id. --provider says which one to check against instead.

            With --format json the result is an object with "form", "kind", "kinds" (what it can be taken for), \
            "provider" and "client" (null where they are unknown), "parts", "verdict" and "findings" as of `authscope \
            lint`. Each part has "in", "name", "value", "secret", "remark", and "findings": objects with "finding", an \
            index, and "start" and "end", octets of the value.
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

    @Option(help: ArgumentHelp("Take the text for this.", valueName: "kind"))
    package var kind: InspectKind?

    @Option(help: ArgumentHelp("Check against a standard as well; the stricter rule counts.", valueName: "name"))
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
