import OAuth
import Seeds

/// The provider that is built into the program.
package enum BuiltIn {
    /// Bakeronline, from `seeds/bakeronline.json`.
    package static let provider: Provider = {
        do {
            return try ProviderFile.read(Seeds.bakeronline, path: "seeds/bakeronline.json")
        } catch {
            preconditionFailure("the built-in catalogue is broken: \(error)")
        }
    }()
}
