import Catalog
import Commands
import Glibc
import OAuth
import Options
import Platform
import Scan

extension InspectCommand: RunnableCommand {
    package func result() throws -> CommandResult {
        let given = try TextInput(input, name: "inspect")
        guard let message = PastedMessage(given.text, as: kind?.kind) ?? found(in: given.text) else {
            if let name = given.missingFile { throw CommandFailure(.file, "there is no file \(name)") }
            let fault = kind == nil ? PastedMessage.fault(of: given.text) : "it cannot be read as that"
            throw CommandFailure(.file, "the text was not inspected: \(fault); see authscope inspect --help")
        }
        let kind = message.kinds[0]
        let recognition = ProviderRecognition(message, as: kind)
        let provider = try options.provider.map { _ in try options.load() } ?? recognised(recognition)
        let client = provider.flatMap { recognition.client(of: $0) }
        let inspector = Inspector(provider: provider, client: client, profile: profile?.profile, now: time(nil))
        let inspection = inspector.inspect(message, as: kind)
        let output = InspectionOutput(
            inspection: inspection, provider: provider, client: client,
            style: OutputStyle(color: colors.color, descriptor: STDOUT_FILENO))
        let code: Int32 = inspection.verdict == .invalid ? 1 : 0
        return CommandResult(stdout: format == .json ? output.json : output.text, exitCode: code)
    }

    /// The first message that is quoted in a text of another kind.
    private func found(in text: String) -> PastedMessage? {
        kind == nil ? QuotedMessages(in: text).first.flatMap { PastedMessage($0) } : nil
    }

    private func recognised(_ recognition: ProviderRecognition) -> Provider? {
        CatalogueReader(environment: .process).entry(for: recognition)?.provider
    }
}
