import Catalog
import Glibc
import OAuth

/// The providers that are installed with the program, each in a file named after its id. They are read only when
/// needed.
package enum ShippedProviders {
    /// The folder: `../share/authscope/providers` beside the program's `bin`, or `seeds/providers` of the tree in which
    /// the program was built. Nil when there is neither.
    package static var folder: OctetPath? {
        guard let program = HelperProgram.folderOfThisProgram else { return nil }
        let installed = program.folder?.appending("share").appending("authscope").appending("providers")
        // .build/TRIPLE/CONFIGURATION
        let build = program.folder?.folder
        let isBuild = build.map { $0.nameText == ".build" } ?? false
        let built = isBuild ? build?.folder?.appending("seeds").appending("providers") : nil
        return [installed, built].compactMap { $0 }.first { $0.status(followsLinks: true)?.kind == S_IFDIR }
    }

    /// The small API description for the tour, beside them; nil where it is not installed.
    package static var sample: OctetPath? {
        let path = folder?.folder?.appending("samples").appending("orders-api.json")
        return path.flatMap { $0.status(followsLinks: true)?.kind == S_IFREG ? $0 : nil }
    }
}
