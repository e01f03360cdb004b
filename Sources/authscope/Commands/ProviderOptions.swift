import ArgumentParser
import Catalog
import Live
import OAuth

/// Which provider is meant; for every command, and for the screen.
struct ProviderOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Use the provider that this file describes (docs/provider-format.md).", valueName: "file"))
    var provider: String?

    /// The provider of the file, or the built-in one.
    func load() throws -> Provider {
        try provider.map(Self.load) ?? BuiltIn.provider
    }

    /// The provider that the file describes.
    static func load(_ file: String) throws -> Provider {
        try CommandFailure.catchingFileProblems {
            guard SourceDocument.Origin.file(file).isNamedYAML else {
                return try ProviderFile.read(try readFile(file, allowsPipe: true), path: file)
            }
            let document = try DocumentReader().read(file: file)
            return try ProviderFile.read(document.json, places: document.places, path: file)
        }
    }
}
