import Catalog
import Glibc
import TestSupport
import TestTraits
import Testing

@testable import Platform

/// Faulty replacements for the converter.
@Suite(.onThreadsOfTheirOwn) struct FilterProcessTests {
    static func problem(_ script: String, input: [UInt8] = Array("a: 1".utf8)) throws -> YAMLProblem? {
        let folder = try TemporaryFolder()
        let path = try YAMLHelper.standIn(script, in: folder)
        do {
            _ = try YAMLConverter(program: path, timeout: .seconds(60)).convert(input)
            return nil
        } catch .garbled(path), .missing(path) {
            return .garbled("")
        } catch {
            return error
        }
    }

    /// The numbers of processes that a script has written down, one a line.
    private static func numbers(in path: String) -> [pid_t] {
        let octets = (try? InputReader.file(OctetPath(path))) ?? []
        return String(decoding: octets, as: UTF8.self).split(separator: "\n").compactMap { pid_t($0) }
    }

    static let answers: [String] = [
        "cat >/dev/null", "cat >/dev/null; exit 1", "cat", "echo hello",
        "echo 'authscope-yaml 2 document 2 0'; printf '{}'",
        "echo 'authscope-yaml 1 document 2 0'; printf '{'", "echo 'authscope-yaml 1 document 2 0'; printf '{}}'",
        "echo 'authscope-yaml 1 document -2 4'; printf '{}'", "echo 'authscope-yaml 1 document 2 12 0'; printf '{}'",
        "echo 'authscope-yaml 1 document 2 0'; printf '{}'; exit 65",
        "echo 'authscope-yaml 1 document 2 1'; printf '{}x'",
        "echo 'authscope-yaml 1 problem 1 1 2'; printf 'no'",
        "echo 'authscope-yaml 1 problem 1 1 3'; printf no; exit 65",
        "printf 'authscope-yaml 1 document 2'", "exec yes", "exec cat /dev/zero",
        "echo 'authscope-yaml 1 document 99999999999999999999 0'; printf '{}'",
    ]

    @Test(arguments: answers)
    func takesNoAnswerThatItDoesNotUnderstand(script: String) throws {
        #expect(try Self.problem(script) == .garbled(""))
    }

    @Test func takesTheAnswerOfAProgramThatDoesNotReadItsInput() throws {
        #expect(try Self.problem("echo 'authscope-yaml 1 document 2 0'; printf '{}'") == nil)
        let large = [UInt8](repeating: 0x20, count: 4 << 20)
        #expect(try Self.problem("echo 'authscope-yaml 1 document 2 0'; printf '{}'", input: large) == nil)
        #expect(
            try Self.problem("echo 'authscope-yaml 1 problem 3 4 2'; printf no; exit 65", input: large)
                == .document(line: 3, column: 4, "no"))
    }

    @Test(arguments: [SIGSEGV, SIGKILL, SIGTRAP])
    func saysThatTheProgramCrashed(signal: Int32) throws {
        #expect(try Self.problem("kill -\(signal) $$") == .crashed(signal: signal))
    }

    @Test func saysThatTheProcessorsTimeWasUsedUp() throws {
        #expect(try Self.problem("kill -\(SIGXCPU) $$") == .tookTooLong)
    }

    /// It writes its number down first, so that its end can be seen.
    @Test(arguments: [
        "exec sleep 600", "exec sleep 600 >&-  <&-", "trap '' TERM; exec sleep 600", "cat >/dev/null; exec sleep 600",
    ])
    func endsAProgramThatHangs(script: String) throws {
        let folder = try TemporaryFolder()
        let path = try YAMLHelper.standIn("echo $$ >'\(folder.path)/pid'; \(script)", in: folder)
        var number: pid_t?
        for timeout in growingTimeouts where number == nil {
            #expect(throws: YAMLProblem.tookTooLong) {
                try YAMLConverter(program: path, timeout: timeout).convert(Array("a: 1".utf8))
            }
            number = Self.numbers(in: "\(folder.path)/pid").first
        }
        let child = try #require(number)
        // The child was reaped, so the process no longer exists.
        #expect(kill(child, 0) == -1)
        #expect(errno == ESRCH)
    }

    /// The program's children end when its time is over or the program ends. Each program records its process number
    /// and that of a child.
    @Test(arguments: [
        "wait", "exit 0", "kill -9 $$", "exec >&- <&-; wait", "exec >&- <&-; exit 0",
        "echo 'authscope-yaml 1 document 2 0'; printf '{}'; exec >&- <&-; exit 0",
    ])
    func endsWhatTheProgramHasStarted(script: String) throws {
        let folder = try TemporaryFolder()
        let pids = "\(folder.path)/pids"
        // The first child keeps the socket, the second closes it, the third ignores all signals that it can.
        let path = try YAMLHelper.standIn(
            """
            sleep 600 & echo $! >'\(pids)'
            sleep 600 >/dev/null </dev/null & echo $! >>'\(pids)'
            sh -c "trap '' TERM HUP INT; while :; do sleep 600; done" & echo $! >>'\(pids)'
            \(script)
            """, in: folder)
        var numbers: [pid_t] = []
        for timeout in growingTimeouts where numbers.count < 3 {
            _ = try? YAMLConverter(program: path, timeout: timeout).convert(Array("a: 1".utf8))
            numbers = Self.numbers(in: pids)
        }
        #expect(numbers.count == 3)
        for number in numbers { #expect(ProcessState.isGone(number)) }
    }

    @Test func handsTheProgramNothingButItsPipes() throws {
        let folder = try TemporaryFolder()
        // It would go along to every program that is started.
        let stray = open(folder.path + "/stray", O_WRONLY | O_CREAT, 0o600)
        defer { close(stray) }
        let path = try YAMLHelper.standIn(
            """
            ls -l /proc/$$/fd >'\(folder.path)/fds'
            env >'\(folder.path)/env'
            echo $$ >'\(folder.path)/pid'
            cut -d' ' -f6 /proc/$$/stat >'\(folder.path)/session'
            """, in: folder)
        _ = try? YAMLConverter(program: path, timeout: .seconds(60)).convert([])
        func lines(_ name: String) throws -> [Substring] {
            String(decoding: try InputReader.file(OctetPath("\(folder.path)/\(name)")), as: UTF8.self).split(
                separator: "\n")
        }
        let descriptors = try lines("fds").joined()
        #expect(descriptors.contains("socket:"))
        #expect(!descriptors.contains("/stray"))
        // The variables that the shell itself sets.
        #expect(try lines("env").allSatisfy { ["PWD", "OLDPWD", "SHLVL", "_"].contains($0.prefix { $0 != "=" }) })
        #expect(try lines("session") == lines("pid"))
    }

    /// What is cancelled after the answer is complete changes nothing.
    @Test func takesAnAnswerThatIsCompleteWhenItIsCancelled() throws {
        let folder = try TemporaryFolder()
        let pid = "\(folder.path)/pid"
        let path = try YAMLHelper.standIn(
            "cat >/dev/null; echo $$ >'\(pid)'; printf 'authscope-net 1 document 2\\n{}'", in: folder)
        // Until it is reaped, the process exists.
        let content = try DownloadProgram(program: path).download("https://a.example/") {
            Self.numbers(in: pid).first.map { kill($0, 0) != 0 } ?? false
        }
        #expect(content == Array("{}".utf8))
    }

    @Test func saysWhereAProgramIsMissing() throws {
        let path = "/nowhere/authscope-yaml"
        let problem = #expect(throws: YAMLProblem.missing(path)) { try YAMLConverter(program: path).convert([]) }
        #expect(problem?.message.contains(path) == true)
        #expect(problem?.message.contains("JSON") == true)
    }

    @Test func saysThatAProgramDoesNotStart() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/authscope-yaml"
        try ExecutableFile.make(Array("\u{7F}ELF".utf8), at: path)
        #expect(throws: YAMLProblem.notStarted(path, code: ENOEXEC)) { try YAMLConverter(program: path).convert([]) }
    }

    @Test func looksForTheProgramBesideThisOne() throws {
        #expect(try YAMLConverter().convert(Array("a".utf8)).json == Array("\"a\"".utf8))
    }
}
