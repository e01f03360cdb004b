import ArgumentParser
import Options
import TestSupport
import Testing

/// The help, compared with `__Help__`. `RECORD=1 swift test` records it again.
struct HelpTests {
    @Test(arguments: [
        "authscope", "screen", "url", "login", "lint", "inspect", "diff", "rules", "rehearse", "import", "scopes",
        "providers", "paths",
    ])
    func isWhatWasReviewed(command: String) throws {
        let help =
            switch command {
            case "screen": AuthscopeCommand.helpMessage(for: ScreenCommand.self, columns: 80)
            case "url": AuthscopeCommand.helpMessage(for: URLCommand.self, columns: 80)
            case "login": AuthscopeCommand.helpMessage(for: LoginCommand.self, columns: 80)
            case "lint": AuthscopeCommand.helpMessage(for: LintCommand.self, columns: 80)
            case "inspect": AuthscopeCommand.helpMessage(for: InspectCommand.self, columns: 80)
            case "diff": AuthscopeCommand.helpMessage(for: DiffCommand.self, columns: 80)
            case "rehearse": AuthscopeCommand.helpMessage(for: RehearseCommand.self, columns: 80)
            case "import": AuthscopeCommand.helpMessage(for: ImportCommand.self, columns: 80)
            case "scopes": AuthscopeCommand.helpMessage(for: ScopesCommand.self, columns: 80)
            case "rules": AuthscopeCommand.helpMessage(for: RulesCommand.self, columns: 80)
            case "providers": AuthscopeCommand.helpMessage(for: ProvidersCommand.self, columns: 80)
            case "paths": AuthscopeCommand.helpMessage(for: PathsCommand.self, columns: 80)
            default: AuthscopeCommand.helpMessage(columns: 80)
            }
        #expect(try Recording.difference(of: help + "\n", from: "__Help__/\(command).txt") == nil)
    }
}
