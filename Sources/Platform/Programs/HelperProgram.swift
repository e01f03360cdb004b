import Catalog
import Glibc

/// A program that is installed with this one.
package enum HelperProgram: String, Sendable {
    /// Everything that needs the network.
    case net = "authscope-net"
    /// The conversion of YAML.
    case yaml = "authscope-yaml"

    /// The path: beside this program, as in a build folder, or else in `../libexec/authscope`. `PATH` is not searched.
    ///
    /// If it is in neither, this is the first of these paths.
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
