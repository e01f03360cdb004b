import Catalog
import Commands
import JSON
import OAuth
import Options
import Text

/// Checks the inputs of `authscope lint`, one at a time.
struct LintSession {
    /// The source of the context.
    enum Expectation {
        case context(LintContext)
        /// The provider is given. The `client_id` of the input names its client.
        case provider(Provider)
        /// An input with an endpoint of one of these providers belongs to it. All others are generic.
        case known([Provider])
    }

    var kind = LintKind.request
    var expectation: Expectation
    /// The standard to check against in addition.
    var profile: LintProfile?
    var format = LintFormat.text
    /// Whether requests are fixed. Answers and token requests never are: they contain the values of another party, or
    /// secrets.
    var fixes = false
    var style = OutputStyle()
    /// Draws the values that fixes need.
    var draw: () throws -> FreshValues = drawFreshValues

    /// Checks the input, and fixes it if requested.
    ///
    /// - Throws: `NotUTF8`, or `CommandFailure` for a token request that cannot be read.
    func check(_ input: [UInt8]) throws -> LintResult {
        switch kind {
        case .request: return try checkRequest(text(input))
        case .response:
            let text = try text(input)
            let report = ResponseLinter(context: strict(context(of: nil) { _ in nil })).lint(text)
            return LintResult(original: report, texts: [.input: text])
        case .token:
            let message = try CommandFailure.catchingFileProblems {
                try TokenRequestFile.read(input, path: "token request")
            }
            return check(message)
        }
    }

    /// Checks a token request.
    func check(_ message: TokenRequestMessage) -> LintResult {
        let report = TokenRequestLinter(context: strict(context(for: message))).lint(message)
        return LintResult(original: report, texts: [.url: message.url, .body: message.body], showsParts: true)
    }

    private func checkRequest(_ text: String) throws -> LintResult {
        let linter = RequestLinter(context: strict(context(forRequest: text)))
        let report = linter.lint(text)
        var result = LintResult(original: report, texts: [.input: text])
        if fixes { result.fixed = .init(try FixedRequest(report, by: linter, draw: draw), of: report) }
        return result
    }

    /// - Throws: `NotUTF8` at the first octet that is not.
    private func text(_ input: [UInt8]) throws -> String {
        if let (index, place) = UTF8Scanner.firstInvalid(in: input) {
            throw NotUTF8(octet: input[index], line: place.line, column: place.column)
        }
        return String(decoding: input, as: UTF8.self)
    }

    // MARK: - Context

    private func strict(_ context: LintContext) -> LintContext {
        var context = context
        if let profile { context.apply(profile) }
        return context
    }

    private func context(forRequest text: String) -> LintContext {
        context(for: ProviderRecognition(requestURL: RequestLinter.url(in: text)))
    }

    private func context(for message: TokenRequestMessage) -> LintContext {
        context(for: ProviderRecognition(tokenRequest: message))
    }

    private func context(for recognition: ProviderRecognition) -> LintContext {
        context(of: known.first { recognition.belongs(to: $0) }) { recognition.client(of: $0) }
    }

    /// The providers whose endpoints are looked for.
    private var known: [Provider] { if case .known(let providers) = expectation { providers } else { [] } }

    /// - Parameters:
    ///   - found: The provider that the input belongs to, or nil when it is not a known one.
    ///   - client: The client that the input names, if it is one of the provider's.
    private func context(of found: Provider?, client: (Provider) -> Client?) -> LintContext {
        let provider: Provider
        switch expectation {
        case .context(let context): return context
        case .provider(let given): provider = given
        case .known:
            guard let found else { return LintContext() }
            provider = found
        }
        return LintContext(provider: provider, client: client(provider))
    }
}

/// An octet of the input that is not UTF-8. Line and column, in characters, are counted from 1.
struct NotUTF8: Error {
    var octet: UInt8
    var line: Int
    var column: Int

    var message: String { "the byte 0x\(String(octet, radix: 16, uppercase: true)) is not UTF-8" }

    /// The failure of the whole command: arguments are always UTF-8, so the octet is from standard input.
    var failure: CommandFailure { CommandFailure(.file, "standard input:\(line):\(column): \(message)") }
}
