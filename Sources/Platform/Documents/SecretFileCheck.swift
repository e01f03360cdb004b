import Catalog
import Glibc

/// Why a file is not fit to hold a secret, each time with the command that repairs it.
enum SecretFileCheck {
    /// - Parameter status: That of the open file.
    static func fault(of path: OctetPath, _ status: stat) -> String? {
        let word = path.shellWord
        if status.st_uid != geteuid() {
            return "belongs to another user; first run as root: chown \(geteuid()) \(word)"
        }
        if status.st_mode & 0o077 != 0 { return "others can read this secret; first run: chmod 600 \(word)" }
        if status.st_nlink != 1 {
            let copy = OctetPath(octets: path.octets + ".copy".utf8).shellWord
            return "this secret has \(status.st_nlink) names (hard links), and a change under another one would not be "
                + "seen here; first run: cp -p \(word) \(copy) && mv \(copy) \(word)"
        }
        return nil
    }

    /// What is wrong with a symbolic link, which may lead to another file at any time; nil if it is not one.
    static func faultOfLink(_ path: OctetPath) -> String? {
        guard path.status()?.kind == S_IFLNK else { return nil }
        guard let status = path.status(followsLinks: true) else {
            return "is a symbolic link that leads to no file; first run: rm \(path.shellWord)"
        }
        // A pipe that `/dev/stdin` leads to has no path of its own.
        guard status.kind == S_IFREG, let target = path.resolved else {
            return "is a symbolic link, and not to a regular file; write the secret to a file, or use - for standard "
                + "input"
        }
        return "is a symbolic link, which may lead to another file at any time; first run: "
            + "cp --remove-destination \(target.shellWord) \(path.shellWord)"
    }
}
