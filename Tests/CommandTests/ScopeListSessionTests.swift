import Catalog
import Foundation
import JSON
import OAuth
import Platform
import Testing

@testable import Commands
@testable import authscope

/// A list of scopes on its way to the user's own entries.
struct ScopeListSessionTests {
    typealias Folder = ImportSessionTests.Folder

    private static let list = "read  See things\nbad scope\ncompany:read  There already\nnew - \u{202E}New\n"

    private func session(_ folder: Folder) -> ScopeListSession {
        ScopeListSession(provider: BuiltIn.provider, environment: Environment(["XDG_CONFIG_HOME": folder.path]))
    }

    private func own(_ folder: Folder) throws -> [OwnEntries.OwnScope]? {
        let store = OwnEntriesStore(
            environment: Environment(["XDG_CONFIG_HOME": folder.path]), provider: BuiltIn.provider.id)
        return try store.read()?.scopes
    }

    @Test func showsTheListAndKeepsItAsOwnScopes() throws {
        let folder = Folder()
        let result = try session(folder).result(of: Array(Self.list.utf8), named: "list.txt")
        let legal = "a scope's name can have only printable ASCII without spaces, quotes and backslashes (RFC 6749 3.3)"
        #expect(
            result.stdout == """
                  list          list.txt
                  provider      Bakeronline
                  scopes        2 new, 1 there already; none is turned on

                New
                  read          See things
                  new           <U+202E>New

                About the list
                  - 2:1: "bad scope" is left out: \(legal)

                Written: \(folder.path)/authscope/own/bakeronline.json

                """)
        #expect(try own(folder)?.map(\.name) == ["read", "new"])
        let again = try session(folder).result(of: Array(Self.list.utf8), named: "list.txt")
        #expect(again.stdout.hasSuffix("\nNothing new: nothing was written.\n"))
    }

    @Test func aDryRunAndANoWriteNothing() throws {
        let folder = Folder()
        var dry = session(folder)
        dry.isDryRun = true
        #expect(try dry.result(of: Array(Self.list.utf8), named: "l").stdout.contains("2 new"))
        var asking = session(folder)
        let person = ImportSessionTests.Person(false)
        asking.ask = person.answer
        #expect(
            try asking.result(of: Array(Self.list.utf8), named: "l") == CommandResult(stderr: "Nothing was written.\n"))
        #expect(person.questions.count == 1 && person.questions[0].hasSuffix("\nSave these scopes?"))
        #expect(try own(folder) == nil)
    }

    @Test func theJSONHasEverything() throws {
        let folder = Folder()
        var session = session(folder)
        session.format = .json
        let json = try JSONValue(
            reading: Array(session.result(of: Array("a  A\nb\na  B\n".utf8), named: "l").stdout.utf8))
        #expect(json["provider"] == .string("bakeronline"))
        #expect(json["file"] == .string("\(folder.path)/authscope/own/bakeronline.json"))
        guard case .array(let added)? = json["added"], case .array(let notes)? = json["notes"] else {
            Issue.record("no lists in \(json)")
            return
        }
        #expect(added.map { $0["name"] } == [.string("a"), .string("b")])
        #expect(notes.map { $0["line"] } == [.number(JSONNumber(3))])
    }

    @Test func aBrokenFileOfOwnEntriesIsNamed() throws {
        let folder = Folder()
        try FileManager.default.createDirectory(
            atPath: folder.path + "/authscope/own", withIntermediateDirectories: true)
        let file = folder.path + "/authscope/own/bakeronline.json"
        #expect(
            FileManager.default.createFile(
                atPath: file, contents: Data("{".utf8), attributes: [.posixPermissions: 0o600]))
        let failure = #expect(throws: CommandFailure.self) {
            try session(folder).result(of: Array("a".utf8), named: "l")
        }
        #expect(failure?.message.hasPrefix("\(file):1:2: ") == true)
    }

    @Test func theProgramTakesAListFromAFileOrStandardInput() throws {
        let folder = Folder()
        let environment = ["XDG_CONFIG_HOME": folder.path]
        let run = try ProgramTests.run(
            ["import", "--scopes", "-", "--provider", "bakeronline"], input: "extra  More\n", environment: environment)
        #expect(run.exitCode == 0 && run.stderr.isEmpty)
        #expect(run.stdout.hasPrefix("  list          standard input\n"))
        let url = try ProgramTests.run(["url", "--scope", "extra"], environment: environment)
        #expect(url.stdout.contains("scope=extra"))
        let empty = try ProgramTests.run(
            ["import", "--scopes", "-", "--provider", "bakeronline"], input: "\n", environment: environment)
        #expect(empty.exitCode == 4)
        #expect(empty.stderr.hasPrefix("Error: standard input:1:1: no scope is listed here; "))
    }

    @Test(arguments: [
        (["--scopes", "a"], "--scopes needs --provider, which gets the scopes."),
        (["--provider", "x", "a.json"], "--provider has no effect without --scopes."),
        (["--scopes", "a", "--provider", "x", "b"], "Use either --scopes or documents."),
        (
            ["--scopes", "a", "--provider", "x", "--id", "y"],
            "--id, --set and --accept-hosts have no effect with --scopes."
        ),
    ])
    func saysWhichOptionsGoTogether(arguments: [String], message: String) throws {
        let run = try ProgramTests.run(["import"] + arguments)
        #expect(run.exitCode == 64 && run.stderr.hasPrefix("Error: \(message)\n"))
    }
}
