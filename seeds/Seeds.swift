/// The built-in catalogue, embedded in the binary.
package enum Seeds {
    /// `seeds/bakeronline.json`.
    package static var bakeronline: [UInt8] { PackageResources.bakeronline_json }
}
