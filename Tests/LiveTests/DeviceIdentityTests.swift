import Foundation
import OAuth
import Testing

@testable import Platform

@Suite struct DeviceIdentityTests {
    private let folder: TemporaryFolder
    private let environment: Environment
    private var file: String { folder.path + "/authscope/device-id" }

    init() throws {
        folder = try TemporaryFolder()
        environment = Environment(["XDG_STATE_HOME": folder.path])
    }

    @Test func drawsAnIDOnceAndKeepsIt() throws {
        let first = try DeviceIdentity(environment: environment)
        #expect(first.isKept)
        #expect(first.id.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
        #expect(try DeviceIdentity(environment: environment) == first)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == first.id + "\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/authscope") == ["device-id"])
    }

    @Test func drawsAnotherIDElsewhere() throws {
        let other = try TemporaryFolder()
        let there = try DeviceIdentity(environment: Environment(["XDG_STATE_HOME": other.path]))
        #expect(try DeviceIdentity(environment: environment).id != there.id)
    }

    @Test func keepsOthersOut() throws {
        _ = try DeviceIdentity(environment: environment)
        #expect(try folder.mode("authscope") == 0o700)
        #expect(try folder.mode("authscope/device-id") == 0o600)
    }

    @Test(arguments: ["", "x", "\u{0}", "6F9619FF-8B86-4011-B42D-00C04FC964FF", "6f9619ff8b864011b42d00c04fc964ff"])
    func drawsANewIDIfTheSavedOneIsInvalid(text: String) throws {
        let before = try DeviceIdentity(environment: environment)
        try text.write(toFile: file, atomically: false, encoding: .utf8)
        let after = try DeviceIdentity(environment: environment)
        #expect(after.id != before.id)
        #expect(after.isKept)
        #expect(try DeviceIdentity(environment: environment) == after)
    }

    @Test func leavesASymbolicLinkAlone() throws {
        _ = try DeviceIdentity(environment: environment)
        let target = folder.path + "/target"
        try "kept".write(toFile: target, atomically: false, encoding: .utf8)
        try FileManager.default.removeItem(atPath: file)
        try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: target)
        #expect(try !DeviceIdentity(environment: environment).isKept)
        #expect(try String(contentsOfFile: target, encoding: .utf8) == "kept")
    }

    @Test func worksWithoutAHome() throws {
        let identity = try DeviceIdentity(environment: Environment([:]))
        #expect(!identity.isKept)
        #expect(identity.id.utf8.count == 36)
    }

    @Test func isNamedByTheEnvironmentOrTheHost() throws {
        let named = Environment(["XDG_STATE_HOME": folder.path, "AUTHSCOPE_DEVICE_NAME": "oven 7"])
        #expect(try DeviceIdentity(environment: named).name == "oven 7")
        #expect(try DeviceIdentity(environment: environment).name == ProcessInfo.processInfo.hostName)
    }

    @Test func givesAProviderWhatItDemandsAndNoMore() throws {
        var provider = Provider(id: "x", name: "X", authorizationEndpoint: "https://x.example/authorize")
        let identity = try DeviceIdentity(environment: environment)
        #expect(identity.surroundings(for: provider).fields.isEmpty)
        provider.token.requiredFields = ["device_name", "colour", "device_id"]
        #expect(
            identity.surroundings(for: provider).fields
                == [Parameter("device_name", identity.name), Parameter("device_id", identity.id)])
    }
}
