import Catalog
import Commands
import Glibc
import OAuth
import Options
import Platform

extension InspectCommand: RunnableCommand {
    package func result() throws -> CommandResult {
        let text = try TextInput(input, name: "inspect").text
        guard let message = PastedMessage(text, as: kind?.kind) else {
            let advice =
                kind == nil
                ? "it was not recognised; --kind names its kind"
                : "it cannot be read as this kind"
            throw CommandFailure(.file, "the text was not inspected: \(advice), see authscope inspect --help")
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

    private func recognised(_ recognition: ProviderRecognition) -> Provider? {
        CatalogueReader(environment: .process).entry(for: recognition)?.provider
    }
}
