import ArgumentParser
import Catalog

/// `authscope import`: creates providers from API descriptions or a server's metadata, and adds lists of scopes.
package struct ImportCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Create providers from API descriptions or a server's metadata; add a list of scopes.",
        discussion: """
            Reads OpenAPI 3, Swagger 2.0, metadata of an authorization server (RFC 8414, OpenID Connect Discovery) and \
            the format of authscope, each as JSON or YAML. Each security scheme with an authorization code flow becomes \
            a provider, with its endpoints, its scopes, and the operations that they unlock. No scope is turned on. What \
            cannot be used is left out, and named with its place.

            Of several documents, or of all in a folder and the folders in it (.json, .yaml, .yml; 1,000 files and 64 MiB \
            at most), those with the same authorization endpoint become one provider. At an address that has no document, \
            the well-known places of an issuer's metadata are tried, and each of them is shown.

            With --scopes it adds a list of scopes to your own of a provider instead. A line has a name, then a tab, two \
            blanks, a dash or a comma, and what it allows; tables in Markdown and HTML, CSV and JSON are read too.

            On a terminal the providers are shown first, and a question asks whether to keep them; elsewhere they are \
            kept at once, unless --dry-run is given. What was imported before is replaced, what somebody wrote is not.
            """)

    package init() {}

    @Argument(
        help: ArgumentHelp(
            "Files, folders, https or file URLs, addresses of issuers, or - for standard input.",
            valueName: "file-or-url"))
    package var documents: [String] = []

    @Option(help: ArgumentHelp("Add the scopes in this file, or - for standard input.", valueName: "file"))
    package var scopes: String?

    @Option(help: ArgumentHelp("With --scopes, the provider they are added to.", valueName: "file or id"))
    package var provider: String?

    @Flag(help: "Show what would be imported, and write nothing.")
    package var dryRun = false

    @Option(help: ArgumentHelp("The form of the output.", valueName: "form"))
    package var format = ImportFormat.text

    @Option(help: ArgumentHelp("The provider's id, instead of one made from the title.", valueName: "id"))
    package var id: String?

    @Flag(help: "Accept that an endpoint of a provider imported before moves to another host.")
    package var acceptHosts = false

    @OptionGroup package var colors: ColorOptions

    package func validate() throws {
        switch (scopes, provider) {
        case (nil, nil): if documents.isEmpty { throw ValidationError("Missing expected argument '<file-or-url>'.") }
        case (nil, _): throw ValidationError("--provider has no use without --scopes.")
        case (_, nil): throw ValidationError("--scopes needs --provider: whose scopes are they?")
        case (_, _):
            guard documents.isEmpty else { throw ValidationError("--scopes and documents exclude each other.") }
            guard id == nil, !acceptHosts else {
                throw ValidationError("--scopes takes no --id and no --accept-hosts.")
            }
        }
        if let id, let fault = ProviderImport.fault(ofID: id) { throw ValidationError("--id \(id): \(fault).") }
    }
}

/// The output format of `authscope import`.
package enum ImportFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}
