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
        let whole = PastedMessage(given.text, as: kind?.kind)
        let quoted = whole == nil && kind == nil ? QuotedMessages(in: given.text) : nil
        guard let message = whole ?? quoted?.first.flatMap({ PastedMessage($0) }) else {
            if let name = given.missingFile, PastedMessage.tokenFault(of: given.text) == nil {
                throw CommandFailure(.file, "there is no file \(name)")
            }
            let fault = PastedMessage.fault(of: given.text, as: kind?.kind)
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
        let count = quoted?.count ?? 0
        return CommandResult(
            stdout: format == .json ? output.json : output.text,
            stderr: count > 1 ? "Note: this is the first of \(count) messages in the text.\n" : "", exitCode: code)
    }

    private func recognised(_ recognition: ProviderRecognition) -> Provider? {
        CatalogueReader(environment: .process).entry(for: recognition)?.provider
    }
}
