import ArgumentParser
import Catalog
import Glibc
import Platform

/// What a command says and how it ends.
struct CommandResult: Equatable {
    var stdout: SafeText = ""
    var stderr: SafeText = ""
    var exitCode: Int32 = 0

    /// Writes both texts and ends the command with its exit code.
    func finish() throws {
        let code = write()
        if code != 0 { throw ExitCode(code) }
    }

    /// Writes both texts; the exit code is another one when standard output cannot be written.
    func write() -> Int32 {
        let failure = authscope.write(stdout, to: STDOUT_FILENO).map { CommandFailure(writing: $0).result }
        authscope.write(stderr + (failure?.stderr ?? ""), to: STDERR_FILENO)
        return failure?.exitCode ?? exitCode
    }

    /// Does a command's work; what fails becomes a message and an exit code.
    static func of(_ work: () throws -> CommandResult) throws -> CommandResult {
        do {
            return try work()
        } catch let failure as CommandFailure {
            return failure.result
        } catch let failure as SystemFailure {
            return CommandFailure(.system, failure.message).result
        }
    }
}

/// Why a command cannot do its work.
struct CommandFailure: Error, Equatable {
    enum Cause: Int32 {
        case terminal = 3
        case file = 4
        /// A login brought no token.
        case flow = 5
        case usage = 64
        case system = 71
        case output = 74
    }

    var cause: Cause
    /// It may quote foreign text; `result` makes it safe.
    var message: String

    init(_ cause: Cause, _ message: String) {
        self.cause = cause
        self.message = message
    }

    /// Standard output cannot be written. A reader who has gone, such as `head`, need not be told.
    init(writing code: Int32) {
        self.init(.output, code == EPIPE ? "" : "standard output cannot be written: \(String(cString: strerror(code)))")
    }

    /// The failure as the command's whole answer; without a message it ends quietly.
    var result: CommandResult {
        CommandResult(stderr: message.isEmpty ? "" : "\(SafeText("Error: \(message)"))\n", exitCode: cause.rawValue)
    }

    /// What is wrong with a file becomes a failure of its own.
    static func catchingFileProblems<Value>(_ read: () throws -> Value) throws -> Value {
        do {
            return try read()
        } catch let problem as FileProblem {
            throw CommandFailure(.file, problem.description)
        } catch let problem as DocumentProblem {
            throw CommandFailure(.file, problem.description)
        }
    }
}
