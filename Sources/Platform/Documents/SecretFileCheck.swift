import Catalog
import Glibc

/// Checks that a file is fit to hold a secret. Each problem includes the command that fixes it.
enum SecretFileCheck {
    /// - Parameter status: The status of the open file.
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

    /// Returns the problem with a symbolic link, whose target may change at any time; nil if the path is not one.
    static func faultOfLink(_ path: OctetPath) -> String? {
        guard path.status()?.kind == S_IFLNK else { return nil }
        guard let status = path.status(followsLinks: true) else {
            return "is a symbolic link that leads to no file; first run: rm \(path.shellWord)"
        }
        // A pipe that `/dev/stdin` leads to does not have a path.
        guard status.kind == S_IFREG, let target = path.resolved else {
            return "is a symbolic link, and not to a regular file; write the secret to a file, or use - for standard "
                + "input"
        }
        return "is a symbolic link, which may lead to another file at any time; first run: "
            + "cp --remove-destination \(target.shellWord) \(path.shellWord)"
    }
}
