import Catalog
import Commands
import Glibc
import JSON
import OAuth
import Options

extension LintCommand: RunnableCommand {
    package func result() throws -> CommandResult {
        if scan { return try scanFiles() }
        let session = LintSession(
            kind: kind, expectation: try expectation(), profile: profile?.profile, format: format, fixes: fix,
            style: style)
        return lines ? try lintLines(session) : try session.lint(try wholeInput())
    }

    var style: OutputStyle {
        OutputStyle(color: colors.color, descriptor: fix ? STDERR_FILENO : STDOUT_FILENO)
    }

    func expectation() throws -> LintSession.Expectation {
        let provider = try options.load()
        let given = try context.map { path in
            let octets = try readFile(path, allowsPipe: true)
            let context = try CommandFailure.catchingFileProblems {
                try LintContextFile.read(octets, path: path, providers: [provider, BuiltIn.provider])
            }
            // The pattern of the profile has been reported already.
            if let pattern = context.clientIDPattern, pattern != provider.clientIDPattern, let remark = pattern.remark {
                write(.note(remark, file: path), to: STDERR_FILENO)
            }
            if options.provider != nil { try checkProfile(of: octets, path: path, is: provider) }
            return context
        }
        if let given { return .context(given) }
        return options.provider == nil ? .known([provider]) : .provider(provider)
    }

    /// Throws if a provider is given in addition to a context with another profile: the context would override all of
    /// it.
    private func checkProfile(of context: [UInt8], path: String, is provider: Provider) throws {
        guard (try? JSONValue(reading: context))?["profile"] != .string(provider.id) else { return }
        throw CommandFailure(
            .usage,
            "--context replaces --provider; write \"profile\": \"\(provider.id)\" in \(path), or remove "
                + "--provider")
    }

    private func wholeInput() throws -> [UInt8] {
        if let input, input != "-" { return Array(input.utf8) }
        guard input == "-" || isatty(STDIN_FILENO) == 0 else {
            throw CommandFailure(.usage, "give an input to check, or pipe one in; see authscope lint --help")
        }
        return try readStandardInput()
    }

    /// Checks line by line, and writes each result at once.
    private func lintLines(_ session: LintSession) throws -> CommandResult {
        var session = LineLintSession(session)
        var splitter = LineSplitter()
        func check(_ lines: [[UInt8]]) throws {
            for line in lines {
                let answer = try session.lint(line)
                let code = write(answer.stdout, to: STDOUT_FILENO)
                write(answer.stderr, to: STDERR_FILENO)
                if let code { throw CommandFailure(writing: code) }
            }
        }
        if let input, input != "-" {
            try check(splitter.add(Array(input.utf8)))
        } else {
            while let chunk = try readChunk(STDIN_FILENO, name: "standard input") { try check(splitter.add(chunk)) }
        }
        try check(splitter.finish())
        return session.finish()
    }
}
