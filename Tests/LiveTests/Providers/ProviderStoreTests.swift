import Catalog
import Foundation
import OAuth
import Testing

@testable import Platform

@Suite struct ProviderStoreTests {
    private let folder: TemporaryFolder
    private let store: ProviderStore
    private var providers: String { folder.path + "/authscope/providers" }

    init() throws {
        folder = try TemporaryFolder()
        store = ProviderStore(
            environment: Environment(["XDG_CONFIG_HOME": folder.path]),
            converter: YAMLConverter(program: YAMLHelper.path),
            shipped: { [path = folder.path] in OctetPath(path + "/shipped") })
    }

    private static func text(id: String, _ more: String = "") -> String {
        """
        {"authscope": 1, "id": "\(id)", "name": "The \(id)",
         "authorization_endpoint": "https://\(id).example/authorize"\(more)}
        """
    }

    private static let imported = #", "imported_from": "openapi.yaml""#

    private func write(_ text: String, to name: String) throws {
        try FileManager.default.createDirectory(atPath: providers, withIntermediateDirectories: true)
        try text.write(toFile: "\(providers)/\(name)", atomically: false, encoding: .utf8)
    }

    private func ids(_ listings: [ProviderListing]) -> [String] { listings.map { $0.summary?.id ?? "-" } }

    @Test func hasTheBuiltInProviderIfThereAreNoFiles() {
        #expect(ids(store.list()) == ["bakeronline"])
        let nowhere = ProviderStore(environment: Environment([:]), shipped: { nil })
        #expect(nowhere.directory == nil)
        #expect(ids(nowhere.list()) == ["bakeronline"])
    }

    // MARK: The providers that come with the program

    private func ship(_ id: String, _ more: String = "") throws {
        try FileManager.default.createDirectory(atPath: folder.path + "/shipped", withIntermediateDirectories: true)
        try Self.text(id: id, more).write(
            toFile: "\(folder.path)/shipped/\(id).json", atomically: false, encoding: .utf8)
    }

    @Test func listsThoseThatComeWithTheProgramLast() throws {
        try ship("m")
        try ship("k", #", "sources": [{"url": "https://k.example", "date": "2026-11"}]"#)
        try write(Self.text(id: "z"), to: "z.json")
        #expect(ids(store.list()) == ["bakeronline", "z", "k", "m"])
        let path = OctetPath(folder.path + "/shipped/k.json")
        #expect(store.list()[2].source == .shipped(path))
        #expect(store.list()[2].summary?.date == "2026-11")
        #expect(try store.locate(id: "k").source == .shipped(path))
        #expect(try store.load(.shipped(path)).id == "k")
        // A file of the user's takes the place of one, whatever its name is.
        try write(Self.text(id: "k"), to: "mine.json")
        #expect(ids(store.list()) == ["bakeronline", "k", "z", "m"])
        #expect(try store.locate(id: "k").source == .file(OctetPath(providers + "/mine.json")))
        #expect(store.placement(of: try store.load(id: "m")) == .new)
    }

    @Test func readsThoseThatComeWithTheProgramOnlyWhenAsked() throws {
        for id in ["k", "m"] { try ship(id) }
        try write(Self.text(id: "z"), to: "z.json")
        let watch = try OpenedFiles(in: folder.path + "/shipped")
        #expect(try store.load(id: "z").id == "z")
        #expect(try store.load(id: "bakeronline") == BuiltIn.provider)
        #expect(watch.names.isEmpty)
        #expect(try store.load(id: "k").id == "k")
        #expect(watch.names == ["k.json"])
    }

    @Test func listsTheFilesByNameAndSaysWhatIsWrongWithOne() throws {
        try write(Self.text(id: "b"), to: "b.json")
        try write("{\n  \"authscope\": 1,\n  \"nam\": 2\n}", to: "a.json")
        try write(
            Self.text(id: "c", #", "clients": [{"name": "C", "client_id": "c", "redirect_uris": []}]"#), to: "z.json")
        try write("", to: "notes.txt")
        try write("", to: ".c.json")
        let listings = store.list()
        #expect(ids(listings) == ["bakeronline", "-", "b", "c"])
        let problem = try #require(listings[1].problem)
        #expect(problem.path == providers + "/a.json")
        #expect((problem.line, problem.column) == (3, 3))
        #expect(listings[1].fileName == "a.json")
        let summary = try #require(listings[3].summary)
        #expect(summary.name == "The c")
        #expect(summary.host == "c.example")
        #expect((summary.scopes, summary.operations, summary.clients) == (0, 0, 1))
        #expect(summary.importedFrom == nil)
    }

    @Test(arguments: ["a.json", "zz.json"])
    func takesTheFileNamedAfterTheIDOfTwo(other: String) throws {
        try write(Self.text(id: "m", #", "accept_language": "nl""#), to: "m.json")
        try write(Self.text(id: "m"), to: other)
        let listings = store.list()
        let isFirst = other == "a.json"
        #expect(ids(listings) == (isFirst ? ["bakeronline", "-", "m"] : ["bakeronline", "m", "-"]))
        let problem = try #require(listings[isFirst ? 1 : 2].problem)
        #expect(problem.message == "m.json has the id \"m\" already; give this provider another")
        #expect(try store.load(id: "m").acceptLanguage == "nl")
    }

    @Test func takesTheFirstOfTwoFilesThatAreNotNamedAfterTheID() throws {
        try write(Self.text(id: "m", #", "accept_language": "nl""#), to: "a.json")
        try write(Self.text(id: "m"), to: "b.json")
        #expect(ids(store.list()) == ["bakeronline", "m", "-"])
        #expect(try store.load(id: "m").acceptLanguage == "nl")
    }

    @Test func letsAFileNamedAfterItReplaceTheBuiltInProvider() throws {
        try write(Self.text(id: "bakeronline"), to: "mine.json")
        #expect(ids(store.list()) == ["bakeronline", "-"])
        #expect(try store.load(id: "bakeronline") == BuiltIn.provider)
        try write(Self.text(id: "bakeronline"), to: "bakeronline.json")
        #expect(ids(store.list()) == ["bakeronline", "-"])
        #expect(store.list()[0].fileName == "bakeronline.json")
        #expect(try store.load(id: "bakeronline").name == "The bakeronline")
    }

    @Test func opensNothingButTheFileThatIsNamedAfterTheID() throws {
        for name in ["a", "m", "z"] { try write(Self.text(id: name), to: "\(name).json") }
        let watch = try OpenedFiles(in: providers)
        #expect(try store.load(id: "m").name == "The m")
        #expect(watch.names == ["m.json"])
        #expect(try store.load(id: "bakeronline") == BuiltIn.provider)
        #expect(watch.names.isEmpty)
        #expect(throws: ProviderStore.LoadFailure.unknown(["bakeronline", "a", "m", "z"])) { try store.load(id: "n") }
    }

    @Test func saysWhatIsWrongWithTheFileOfTheID() throws {
        try write("[]", to: "m.json")
        #expect {
            try store.load(id: "m")
        } throws: { error in
            guard case .broken(let problem)? = error as? ProviderStore.LoadFailure else { return false }
            return problem.path == providers + "/m.json" && problem.line == 1
        }
        try write(Self.text(id: "m"), to: "n.json")
        #expect(try store.load(id: "m").name == "The m")
    }

    @Test(arguments: ["../secret", "a/b", ".hidden", ""])
    func looksForNoFileOutsideTheFolder(id: String) throws {
        try write(Self.text(id: "a"), to: "a.json")
        try Self.text(id: "secret").write(
            toFile: folder.path + "/authscope/secret.json", atomically: false, encoding: .utf8)
        #expect(throws: ProviderStore.LoadFailure.unknown(["bakeronline", "a"])) { try store.load(id: id) }
    }

    @Test func readsALinkButNoPipeNoFolderAndNothingLarge() throws {
        try write(Self.text(id: "linked"), to: "original.txt")
        let link = providers + "/linked.json"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "original.txt")
        #expect(mkfifo(providers + "/pipe.json", 0o644) == 0)
        try FileManager.default.createDirectory(atPath: providers + "/folder.json", withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(atPath: providers + "/loop.json", withDestinationPath: "loop.json")
        try write("", to: "large.json")
        #expect(truncate(providers + "/large.json", 16 << 20 + 1) == 0)
        let listings = Dictionary(uniqueKeysWithValues: store.list().map { ($0.fileName ?? "", $0) })
        #expect(listings["linked.json"]?.summary?.id == "linked")
        #expect(listings["pipe.json"]?.problem?.message == "is a pipe; write its data to a file first")
        #expect(listings["folder.json"]?.problem?.message == "is a directory; name a file in it")
        #expect(listings["loop.json"]?.problem?.message == "symbolic links lead in a circle")
        #expect(listings["large.json"]?.problem?.message == "exceeds the 16 MiB limit")
    }

    @Test func saysWhyAFileIsNotThere() throws {
        try write(Self.text(id: "a"), to: "a.json")
        try FileManager.default.createSymbolicLink(
            atPath: providers + "/dangling.json", withDestinationPath: "nowhere.json")
        let odd = OctetPath(providers).appending([0xFF, 0x2E] + "json".utf8)
        let descriptor = odd.withCString { open($0, O_WRONLY | O_CREAT, 0o600) }
        #expect(close(descriptor) == 0)
        let listings = store.list()
        #expect(ids(listings) == ["bakeronline", "a", "-", "-"])
        #expect(listings[2].problem?.message == "is a symbolic link to a file that is not there")
        #expect(listings[3].problem?.message == "the name of this file is not UTF-8; rename it")
        #expect(listings[3].problem?.path == providers + "/\\xFF.json")
        #expect(listings[3].source == .file(odd))
        #expect(listings[3].fileName == "\\xFF.json")
        #expect(throws: ProviderStore.LoadFailure.self) { try store.load(id: "dangling") }
    }

    @Test func saysWhyTheFolderCannotBeLookedInto() throws {
        try FileManager.default.createDirectory(
            atPath: folder.path + "/authscope", withIntermediateDirectories: false)
        try "".write(toFile: providers, atomically: false, encoding: .utf8)
        let listings = store.list()
        #expect(ids(listings) == ["bakeronline", "-"])
        #expect(listings[1].problem?.path == providers)
        #expect(listings[1].problem?.message == "this folder cannot be read (Not a directory)")
    }

    @Test func readsYAMLAndSaysIfItIsBroken() throws {
        let text = """
            # By hand.
            authscope: 1
            id: baker
            name: The baker
            authorization_endpoint: https://baker.example/authorize

            """
        try write(text, to: "baker.yaml")
        try write(text + "scope: []\n", to: "broken.yml")
        try write(text + "name: again\n", to: "twice.yaml")
        let listings = store.list()
        #expect(ids(listings) == ["bakeronline", "baker", "-", "-"])
        let places = listings.compactMap { $0.problem.map { [$0.line, $0.column] } }
        #expect(places == [[6, 1], [6, 1]])
        #expect(try store.load(id: "baker").name == "The baker")
    }

    // MARK: Writing

    private func provider(_ id: String) throws -> (Provider, [UInt8]) {
        let octets = Array(Self.text(id: id).utf8)
        return (try ProviderFile.read(octets, path: ""), octets)
    }

    @Test func keepsOthersOutOfWhatItWritesWhateverTheUmask() throws {
        let old = umask(0)
        defer { umask(old) }
        let (provider, octets) = try provider("fresh")
        #expect(store.placement(of: provider) == .new)
        #expect(try store.save(provider, octets: octets).text == providers + "/fresh.json")
        #expect(try folder.mode("authscope") == 0o700)
        #expect(try folder.mode("authscope/providers") == 0o700)
        #expect(try folder.mode("authscope/providers/fresh.json") == 0o600)
        #expect(try store.load(id: "fresh") == provider)
        #expect(try folder.names("authscope/providers") == [".lock", "fresh.json"])
    }

    @Test(arguments: ["m.json", "other.json", "m.yaml"])
    func changesNoFileThatWasWrittenByHand(name: String) throws {
        let text = name == "m.yaml" ? "# by hand" : Self.text(id: "m")
        try write(text, to: name)
        let (provider, octets) = try provider("m")
        let path = "\(providers)/\(name)"
        #expect(store.placement(of: provider) == .taken(path: path))
        #expect(throws: ProviderStore.SaveFailure.taken(path: path)) { try store.save(provider, octets: octets) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
        #expect(try FileManager.default.contentsOfDirectory(atPath: providers) == [name])
    }

    @Test func replacesWhatWasImportedBefore() throws {
        try write(Self.text(id: "m", Self.imported), to: "renamed.json")
        let old = try store.load(id: "m")
        var new = old
        new.name = "New"
        #expect(store.placement(of: new) == .update(old))
        let path = try store.save(new, octets: Array(ProviderFile.text(of: new).utf8))
        #expect(path.text == providers + "/renamed.json")
        #expect(try store.load(id: "m") == new)
        #expect(try folder.mode("authscope/providers/renamed.json") == 0o600)
        #expect(try folder.names("authscope/providers") == [".lock", "renamed.json"])
    }

    @Test func leavesYAMLAloneThoughItSaysThatItWasImported() throws {
        let text = """
            authscope: 1
            id: m
            name: M
            imported_from: openapi.yaml
            authorization_endpoint: https://m.example/authorize
            """
        try write(text, to: "m.yaml")
        let (provider, _) = try provider("m")
        #expect(store.placement(of: provider) == .taken(path: providers + "/m.yaml"))
    }

    @Test func doesNotTakeTheBuiltInProvidersPlace() throws {
        let (provider, octets) = try provider("bakeronline")
        #expect(store.placement(of: provider) == .builtIn)
        #expect(throws: ProviderStore.SaveFailure.builtIn) { try store.save(provider, octets: octets) }
    }

    @Test func writesThroughNoLink() throws {
        try write("", to: "target")
        let link = providers + "/m.json"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "missing")
        let (provider, octets) = try provider("m")
        #expect(throws: ProviderStore.SaveFailure.taken(path: link)) { try store.save(provider, octets: octets) }
        try FileManager.default.removeItem(atPath: link)
        try FileManager.default.moveItem(atPath: providers, toPath: providers + "-elsewhere")
        try FileManager.default.createSymbolicLink(atPath: providers, withDestinationPath: providers + "-elsewhere")
        #expect(throws: ProviderStore.SaveFailure.notWritten(path: link)) { try store.save(provider, octets: octets) }
    }
}
