import OAuth
import Seeds

/// The catalogue that comes with the program.
package enum BuiltIn {
    /// The provider of the specification: `seeds/bakeronline.json`.
    package static let provider: Provider = {
        do {
            return try ProviderFile.read(Seeds.bakeronline, path: "seeds/bakeronline.json")
        } catch {
            preconditionFailure("the built-in catalogue is broken: \(error)")
        }
    }()
}
