import Catalog
import Foundation
import Platform
import Testing

@Suite struct WorkspaceStoreTests {
    private let folder: TemporaryFolder
    private let store: WorkspaceStore
    private var file: String { folder.path + "/authscope/bakery.json" }

    init() throws {
        folder = try TemporaryFolder()
        store = WorkspaceStore(environment: Environment(["XDG_STATE_HOME": folder.path]), provider: "bakery")
    }

    private var workspace: Workspace {
        var workspace = Workspace(provider: "bakery")
        workspace.clientID = "abc"
        workspace.scopes = ["a:read", "b\u{202E}:write"]
        workspace.method = .plain
        workspace.pane = "url"
        workspace.operations = ["GET /me", "PUT /b\u{202E}/{id}"]
        return workspace
    }

    @Test func givesBackWhatItSaved() {
        #expect(store.load() == .nothing)
        #expect(store.save(workspace))
        #expect(store.load() == .workspace(workspace))
    }

    @Test func keepsOthersOutRegardlessOfTheUmask() throws {
        let old = umask(0)
        defer { umask(old) }
        #expect(store.save(workspace))
        #expect(try folder.mode("authscope") == 0o700)
        #expect(try folder.mode("authscope/bakery.json") == 0o600)
    }

    @Test(arguments: ["", "{", "[]", "{\"provider\": 3}", "{\"provider\": \"x\"} x", "\u{0}"])
    func setsABrokenFileAsideAndSaysSo(text: String) throws {
        #expect(store.save(workspace))
        try text.write(toFile: file, atomically: false, encoding: .utf8)
        #expect(store.load() == .problem("The state file was broken and was renamed to bakery.json.bad"))
        #expect(store.load() == .nothing)
        #expect(try String(contentsOfFile: file + ".bad", encoding: .utf8) == text)
        #expect(store.save(workspace))
    }

    @Test func leavesASymbolicLinkAlone() throws {
        #expect(store.save(workspace))
        let target = folder.path + "/elsewhere"
        try FileManager.default.moveItem(atPath: file, toPath: target)
        try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: target)
        guard case .problem = store.load() else { return #expect(Bool(false), "a link was followed") }
        #expect(!store.save(Workspace(provider: "other")))
        #expect(try String(contentsOfFile: target, encoding: .utf8) == workspace.json)
    }

    @Test func leavesAPipeAlone() throws {
        #expect(store.save(workspace))
        try FileManager.default.removeItem(atPath: file)
        #expect(mkfifo(file, 0o600) == 0)
        #expect(store.load() == .problem("\(file) is not a regular file: choices are not saved"))
        #expect(!store.save(workspace))
    }

    @Test func keepsNothingWithoutAHome() {
        let store = WorkspaceStore(environment: Environment(["XDG_STATE_HOME": "relative"]), provider: "bakery")
        #expect(store.directory == nil)
        #expect(store.load() == .nothing)
        #expect(!store.save(workspace))
    }

    @Test func saysWhyNothingIsKept() throws {
        var homeless = SessionFiles(environment: Environment([:]))
        #expect(homeless.save(workspace) == "HOME is not set")
        try Data().write(to: URL(fileURLWithPath: folder.path + "/authscope"))
        var files = SessionFiles(environment: Environment(["XDG_STATE_HOME": folder.path]))
        #expect(files.save(workspace) == "\(folder.path)/authscope cannot be written")
    }

    @Test func ignoresARelativeStateHome() {
        let environment = Environment(["XDG_STATE_HOME": "x", "HOME": "/home/someone"])
        let store = WorkspaceStore(environment: environment, provider: "bakery")
        #expect(store.directory == "/home/someone/.local/state/authscope")
    }

    @Test func keepsTheChoicesOfEachProvider() {
        let other = WorkspaceStore(environment: Environment(["XDG_STATE_HOME": folder.path]), provider: "other")
        #expect(store.save(workspace))
        #expect(other.load() == .nothing)
        #expect(other.save(Workspace(provider: "other")))
        #expect(store.load() == .workspace(workspace))
    }

    @Test func leavesNoTemporaryFile() throws {
        for _ in 0..<5 { store.save(workspace) }
        #expect(try folder.names("authscope") == [".lock", "bakery.json"])
    }
}

extension WorkspaceStore {
    /// Saves the choices of a session that began without any.
    @discardableResult
    fileprivate func save(_ workspace: Workspace) -> Bool {
        save(workspace, over: Workspace(provider: workspace.provider))
    }
}
