import ArgumentParser
import Catalog

/// `authscope import`: creates providers from API descriptions or a server's metadata, and adds lists of scopes.
package struct ImportCommand: CommandWithExamples {
    package static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Create providers from API descriptions or a server's metadata; add a list of scopes.",
        discussion: """
            Reads OpenAPI 3, Swagger 2.0, metadata of an authorization server (RFC 8414, OpenID Connect Discovery) and \
            the format of authscope, each as JSON or YAML. Each security scheme with an authorization code flow becomes \
            a provider, with its endpoints, its scopes, and the operations that they unlock. No scope is turned on. \
            Unusable parts are skipped and listed with line and column. If a requirement cannot be read, the operation does \
            not count as open.

            If there are several documents, or a folder with its subfolders (.json, .yaml, .yml; at most 1,000 files and \
            64 MiB), those with the same authorization endpoint become one provider. If an address has no document, the \
            well-known places of an issuer's metadata are tried and shown.

            With --scopes, it adds a list of scopes to your own scopes of a provider instead. A line has a name, then a \
            tab, two spaces, a dash or a comma, then a description. Tables in Markdown and HTML, CSV and JSON are read \
            too.

            On a terminal, the command shows a preview and asks before it writes. Elsewhere it writes at once, unless \
            --dry-run is given. Files that were imported before are replaced; files written by hand are not.
            """)

    package static let examples = [
        CommandExample(
            "authscope import openapi.yaml --dry-run", "A preview, without writing anything."),
        CommandExample("authscope import openapi.yaml --id shop", "Save the provider as shop."),
        CommandExample(
            "authscope import --scopes scopes.txt --provider bakeronline", "Add a list of scopes to your own."),
        CommandExample(
            "authscope import --dry-run --format json - < openapi.yaml",
            "A description from standard input, the result as JSON."),
    ]

    package init() {}

    @Argument(
        help: ArgumentHelp(
            "Files, folders, https or file URLs, addresses of issuers, or - for standard input.",
            valueName: "file-or-url"), completion: .file())
    package var documents: [String] = []

    @Option(
        help: ArgumentHelp("Add the scopes in this file, or - for standard input.", valueName: "file"),
        completion: .file())
    package var scopes: String?

    @Option(
        help: ArgumentHelp("With --scopes, the provider to add them to.", valueName: "file or id"),
        completion: .file())
    package var provider: String?

    @Flag(help: "Show the preview, and write nothing.")
    package var dryRun = false

    @Option(help: ArgumentHelp("The output format.", valueName: "form"))
    package var format = ImportFormat.text

    @Option(help: ArgumentHelp("The provider's id, instead of one made from the title.", valueName: "id"))
    package var id: String?

    @Option(
        help: ArgumentHelp(
            "Save a value for a variable of the provider's addresses, such as tenant=contoso; repeatable.",
            valueName: "name=value"))
    package var set: [String] = []

    @Flag(help: "Allow an endpoint of a provider to change to another host.")
    package var acceptHosts = false

    @OptionGroup package var colors: ColorOptions

    package func validate() throws {
        switch (scopes, provider) {
        case (nil, nil): if documents.isEmpty { throw ValidationError("Missing expected argument '<file-or-url>'.") }
        case (nil, _): throw ValidationError("--provider has no effect without --scopes.")
        case (_, nil): throw ValidationError("--scopes needs --provider, which gets the scopes.")
        case (_, _):
            guard documents.isEmpty else { throw ValidationError("Use either --scopes or documents.") }
            guard id == nil, set.isEmpty, !acceptHosts else {
                throw ValidationError("--id, --set and --accept-hosts have no effect with --scopes.")
            }
        }
        if let id, let fault = ProviderImport.fault(ofID: id) { throw ValidationError("--id \(id): \(fault).") }
    }
}

/// The output format of `authscope import`.
package enum ImportFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}
