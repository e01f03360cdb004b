import Catalog
import Glibc
import OAuth

/// The providers that are installed with the program, each in a file named after its id. They are read only when
/// needed.
package enum ShippedProviders {
    /// Their folder, or nil if there is none.
    package static var folder: OctetPath? {
        HelperProgram.sharedFolder("providers", inTree: "seeds/providers")
    }
}

/// The JSON Schemas of the file formats, which are installed with the program.
package enum ShippedSchemas {
    /// Their folder, or nil if there is none.
    package static var folder: OctetPath? { HelperProgram.sharedFolder("schemas", inTree: "docs") }
}

/// The samples for the tour, which are installed with the program.
package enum ShippedSamples {
    /// A small API description, or nil if there is none.
    package static var description: OctetPath? {
        let path = HelperProgram.sharedFolder("samples", inTree: "seeds/samples")?.appending("orders-api.json")
        return path.flatMap { $0.status(followsLinks: true)?.kind == S_IFREG ? $0 : nil }
    }
}

extension HelperProgram {
    /// A folder of files that belong to the program: `../share/authscope/NAME` beside the program's `bin`, or a folder of
    /// the tree that the program was built in; nil if there is neither.
    fileprivate static func sharedFolder(_ name: String, inTree path: String) -> OctetPath? {
        guard let program = folderOfThisProgram else { return nil }
        let installed = program.folder?.appending("share").appending("authscope").appending(name)
        // .build/TRIPLE/CONFIGURATION, or .build-release
        let build = program.folder?.folder
        let isBuild = build.map { $0.nameText.hasPrefix(".build") } ?? false
        let built = isBuild ? build?.folder?.appending(path) : nil
        return [installed, built].compactMap { $0 }.first { $0.status(followsLinks: true)?.kind == S_IFDIR }
    }
}
