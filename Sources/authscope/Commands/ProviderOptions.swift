import ArgumentParser
import Catalog
import OAuth

/// Which provider is meant; for every command, and for the screen.
struct ProviderOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Use the provider that this file describes (docs/provider-format.md).", valueName: "file"))
    var provider: String?

    /// The provider of the file, or the built-in one.
    func load() throws -> Provider {
        guard let provider else { return BuiltIn.provider }
        return try CommandFailure.catchingFileProblems {
            try ProviderFile.read(try readFile(provider, allowsPipe: true), path: provider)
        }
    }
}
