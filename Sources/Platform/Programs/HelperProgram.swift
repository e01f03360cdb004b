import Catalog
import Glibc

/// A program that belongs to this one and is installed with it.
package enum HelperProgram: String, Sendable {
    /// All that needs the network.
    case net = "authscope-net"
    /// YAML.
    case yaml = "authscope-yaml"

    /// Its path: beside this program, as in a build folder, else in `../libexec/authscope`. `PATH` is not searched.
    ///
    /// Where it is in neither, the path is that of the first place.
    package var path: OctetPath {
        let folder = Self.folderOfThisProgram
        let beside = folder?.appending(rawValue) ?? OctetPath(rawValue)
        guard beside.withCString({ access($0, X_OK) }) != 0, let prefix = folder?.folder else { return beside }
        let installed = prefix.appending("libexec").appending("authscope").appending(rawValue)
        return installed.withCString { access($0, X_OK) } == 0 ? installed : beside
    }

    static var folderOfThisProgram: OctetPath? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        return OctetPath(octets: buffer[..<max(0, count)].lazy.map { UInt8(bitPattern: $0) }).folder
    }
}
