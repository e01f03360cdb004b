import ArgumentParser

/// `authscope`: the commands that work without a screen.
package struct AuthscopeCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "authscope",
        abstract: "Build and lint OAuth 2.0 authorization URLs.",
        discussion: """
            Without a command, authscope shows its full screen: choose a client, scopes and a PKCE method, and see the \
            URL and its findings change with each key. q quits.

            Options of the full screen, see also `authscope screen --help`:
              --provider <file>  use the provider in this file, or with this id
              --color <when>     colours: auto, always or never
              --ascii            draw with ASCII characters
              --no-mouse         do not use the mouse
              --print            write the URL to standard output when you quit
            Options of a command come after it: authscope url --provider <file>.

            Exit codes:
              0   success, or only warnings
              1   findings of severity error
              3   no terminal for the screen
              4   a file or the input is invalid, cannot be read, or has nothing to import
              5   the login failed
              6   the compared requests differ in a part that counts
              7   the login was granted fewer scopes than --require names
              64  wrong arguments
              71  the system has no random values or no port
              74  standard output cannot be written
            """,
        version: "0.1.0",
        subcommands: [
            ScreenCommand.self, URLCommand.self, LoginCommand.self, LintCommand.self, InspectCommand.self,
            DiffCommand.self,
            RulesCommand.self, RehearseCommand.self, ImportCommand.self, ScopesCommand.self, ProvidersCommand.self,
            PathsCommand.self,
        ],
        defaultSubcommand: ScreenCommand.self)

    package init() {}
}
