import ArgumentParser
import Catalog
import Glibc
import Screen

/// What a command says and how it ends.
struct CommandResult: Equatable {
    var stdout = ""
    var stderr = ""
    var exitCode: Int32 = 0

    /// Writes both texts and ends the command with its exit code.
    func finish() throws {
        write(stdout, to: STDOUT_FILENO)
        write(stderr, to: STDERR_FILENO)
        if exitCode != 0 { throw ExitCode(exitCode) }
    }

    /// Does a command's work; what fails becomes a message and an exit code.
    static func of(_ work: () throws -> CommandResult) throws -> CommandResult {
        do {
            return try work()
        } catch let failure as CommandFailure {
            return failure.result
        }
    }
}

/// Why a command cannot do its work.
struct CommandFailure: Error, Equatable {
    enum Cause: Int32 {
        case terminal = 3
        case file = 4
        case usage = 64
        case system = 71
    }

    var cause: Cause
    /// It may quote foreign text; `result` makes it safe.
    var message: String

    init(_ cause: Cause, _ message: String) {
        self.cause = cause
        self.message = message
    }

    /// The failure as the command's whole answer.
    var result: CommandResult {
        CommandResult(stderr: safe("Error: \(message)") + "\n", exitCode: cause.rawValue)
    }

    /// What is wrong with a file becomes a failure of its own.
    static func catchingFileProblems<Value>(_ read: () throws -> Value) throws -> Value {
        do {
            return try read()
        } catch let problem as FileProblem {
            throw CommandFailure(.file, problem.description)
        }
    }
}

/// Writes the whole text; what cannot be written is lost, as there is no one left to tell.
func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { octets in
        var rest = UnsafeRawBufferPointer(octets)
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }
}
