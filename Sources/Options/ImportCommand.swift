import ArgumentParser
import Catalog

/// `authscope import`: makes providers of an API description or of a server's metadata.
package struct ImportCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Create providers from an API description or of a server's metadata.",
        discussion: """
            Reads OpenAPI 3, Swagger 2.0, metadata of an authorization server (RFC 8414, OpenID Connect Discovery) and \
            the format of authscope, each as JSON or YAML. Each security scheme with an authorization code flow becomes \
            a provider, with its endpoints, its scopes, and the operations that they unlock. No scope is turned on.

            On a terminal the providers are shown first, and a question asks whether to keep them; elsewhere they are \
            kept at once, unless --dry-run is given. What was imported before is replaced, what somebody wrote is not.
            """)

    package init() {}

    @Argument(help: ArgumentHelp("A file, an https URL, or - for standard input.", valueName: "file-or-url"))
    package var document: String

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
        if let id, let fault = ProviderImport.fault(ofID: id) { throw ValidationError("--id \(id): \(fault).") }
    }
}

/// How the import is shown.
package enum ImportFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}
