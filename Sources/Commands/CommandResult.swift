import Catalog
import Glibc
import Platform

/// The output of a command and its exit code.
package struct CommandResult: Equatable {
    package var stdout: SafeText = ""
    package var stderr: SafeText = ""
    package var exitCode: Int32 = 0

    package init(stdout: SafeText = "", stderr: SafeText = "", exitCode: Int32 = 0) {
        self.stdout = stdout
        self.stderr = stderr
        self.exitCode = exitCode
    }

    /// Writes both texts. Returns the exit code, which changes if standard output cannot be written.
    package func write() -> Int32 {
        let failure = Commands.write(stdout, to: STDOUT_FILENO).map { CommandFailure(writing: $0).result }
        Commands.write(stderr + (failure?.stderr ?? ""), to: STDERR_FILENO)
        return failure?.exitCode ?? exitCode
    }

    /// Runs a command's work. An error becomes a message and an exit code.
    package static func of(_ work: () throws -> CommandResult) -> CommandResult {
        do {
            return try work()
        } catch let failure as CommandFailure {
            return failure.result
        } catch let failure as SystemFailure {
            return CommandFailure(.system, failure.message).result
        } catch {
            return Invocation.answer(to: error)
        }
    }
}

/// The reason why a command failed.
package struct CommandFailure: Error, Equatable {
    package enum Cause: Int32 {
        case terminal = 3
        case file = 4
        /// A login ended without a token.
        case flow = 5
        /// A login was granted less than it has to be.
        case scope = 7
        case usage = 64
        case system = 71
        case output = 74
    }

    package var cause: Cause
    /// Explains the failure. It may quote foreign text; `result` makes it safe.
    package var message: String

    package init(_ cause: Cause, _ message: String) {
        self.cause = cause
        self.message = message
    }

    /// Creates the failure for standard output that cannot be written. There is no message if its reader has exited, as
    /// `head` does.
    package init(writing code: Int32) {
        self.init(.output, code == EPIPE ? "" : "standard output cannot be written: \(String(cString: strerror(code)))")
    }

    /// The failure as a command's result. Without a message, the command ends quietly.
    package var result: CommandResult {
        CommandResult(stderr: message.isEmpty ? "" : "\(SafeText("Error: \(message)"))\n", exitCode: cause.rawValue)
    }

    /// Turns a problem with a file into a failure.
    package static func catchingFileProblems<Value>(_ read: () throws -> Value) throws -> Value {
        do {
            return try read()
        } catch let problem as FileProblem {
            throw CommandFailure(.file, problem.description)
        } catch let problem as DocumentProblem {
            throw CommandFailure(.file, problem.description)
        }
    }
}
