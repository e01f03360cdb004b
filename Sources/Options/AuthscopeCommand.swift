import ArgumentParser

/// `authscope`: the commands that work without a screen.
package struct AuthscopeCommand: CommandWithExamples {
    package static let configuration = CommandConfiguration(
        commandName: "authscope",
        abstract: "Build and lint OAuth 2.0 authorization URLs.",
        discussion: """
            Without a command, authscope shows its full screen: choose a client, scopes and a PKCE method, and see the \
            URL and its findings change with each key. q quits.

            Options of a command come after it: authscope url --provider <file>.

            Exit codes:
              0   success, or only warnings
              1   at least one finding is an error
              3   no terminal for the screen
              4   a file or the input is invalid, cannot be read, or has nothing to import
              5   the login failed
              6   the compared requests differ
              7   the login was granted fewer scopes than --require names
              64  wrong arguments
              71  the system gave no random values, or no port to listen on
              74  standard output cannot be written
              130 you pressed Ctrl-C

            Environment:
              ACCESSIBLE         ask line by line instead of showing a screen, if it is set and not 0
              NO_COLOR           no colours, if it is set; so does CLICOLOR=0
              AUTHSCOPE_BROWSER  the browser to open, before BROWSER
              XDG_CONFIG_HOME    the folder of your files instead of ~/.config
              XDG_STATE_HOME     the folder of your last choices instead of ~/.local/state
            """,
        version: "0.1.0",
        subcommands: [
            ScreenCommand.self, URLCommand.self, LoginCommand.self, LintCommand.self, InspectCommand.self,
            DiffCommand.self, RulesCommand.self, RehearseCommand.self, ImportCommand.self, ScopesCommand.self,
            ProvidersCommand.self, PathsCommand.self, FormatsCommand.self, ManualCommand.self,
        ],
        defaultSubcommand: ScreenCommand.self)

    /// The day of the release, for the manual pages.
    package static let released = "2026-11-29"

    package static let examples =
        ScreenCommand.examples + [
            CommandExample("authscope url --scope customer:read", "A URL without the screen."),
            CommandExample("authscope help lint", "The help of a command."),
        ]

    package init() {}
}
