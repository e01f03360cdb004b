import Foundation
import NIOSSL

/// Certificates of the test's own making, with the `openssl` program.
struct Certificates {
    /// A certificate that signs itself, and its key.
    struct Pair {
        let certificate: NIOSSLCertificate
        let key: NIOSSLPrivateKey

        /// The configuration of a server with this pair.
        var server: TLSConfiguration {
            .makeServerConfiguration(certificateChain: [.certificate(certificate)], privateKey: .privateKey(key))
        }
    }

    /// For 127.0.0.1, ::1 and localhost, in force.
    let good: Pair
    /// A pair for the same host that expired in 2020.
    let expired: Pair
    /// In force, but for another host.
    let otherHost: Pair

    /// Made once for all tests.
    static let all = Result { try Certificates() }

    private init() throws {
        let folder = try TemporaryFolder()
        let here = "IP:127.0.0.1,IP:::1,DNS:localhost"
        good = try Self.make("good", for: here, from: "20200101000000Z", to: "20991231000000Z", in: folder)
        expired = try Self.make("expired", for: here, from: "20200101000000Z", to: "20200201000000Z", in: folder)
        otherHost = try Self.make(
            "other", for: "DNS:other.example", from: "20200101000000Z", to: "20991231000000Z", in: folder)
    }

    private static func make(
        _ name: String, for names: String, from start: String, to end: String, in folder: TemporaryFolder
    ) throws -> Pair {
        let configuration = """
            [ca]
            default_ca = own
            [own]
            database = index
            new_certs_dir = .
            policy = any
            default_md = sha256
            rand_serial = yes
            unique_subject = no
            copy_extensions = copy
            [any]
            commonName = supplied
            """
        try configuration.write(toFile: "\(folder.path)/ca.conf", atomically: false, encoding: .utf8)
        try "".write(toFile: "\(folder.path)/index", atomically: false, encoding: .utf8)
        try openssl(
            [
                "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "\(name).key",
                "-out", "\(name).csr", "-subj", "/CN=\(name)", "-addext", "subjectAltName=\(names)",
            ], in: folder)
        // Only the command `ca` takes two dates.
        try openssl(
            [
                "ca", "-selfsign", "-batch", "-notext", "-config", "ca.conf", "-in", "\(name).csr", "-keyfile",
                "\(name).key", "-startdate", start, "-enddate", end, "-out", "\(name).pem",
            ], in: folder)
        guard let certificate = try NIOSSLCertificate.fromPEMFile("\(folder.path)/\(name).pem").first else {
            throw CocoaError(.fileReadCorruptFile)
        }
        return Pair(
            certificate: certificate,
            key: try NIOSSLPrivateKey(file: "\(folder.path)/\(name).key", format: .pem))
    }

    private static func openssl(_ arguments: [String], in folder: TemporaryFolder) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    }
}
