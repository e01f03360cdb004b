import ArgumentParser

/// `authscope`: the commands that work without a screen.
package struct AuthscopeCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "authscope",
        abstract: "Build and lint OAuth 2.0 authorization URLs.",
        discussion: """
            Without a command, authscope shows its full screen: choose a client, scopes and a PKCE method there, and \
            see the URL and everything that is wrong with it change with each key. Leave with q.

            Options of the full screen, see also `authscope screen --help`:
              --provider <file>  use the provider of this file, or the one with this id
              --color <when>     colours: auto, always or never
              --ascii            draw with ASCII characters only
              --no-mouse         leave the mouse to the terminal
              --print            write the URL to standard output when you quit
            Options of a command come after it: authscope url --provider <file>.

            Exit codes:
              0   fine, or nothing worse than a warning
              1   there are findings of severity error
              3   there is no terminal to show the screen on
              4   a file or the input is broken, cannot be read, or has nothing to import
              5   a login brought no token
              7   a login was granted less than --require names
              64  the command was not understood
              71  the system does not give what is needed: random values, a port
              74  standard output cannot be written
            """,
        version: "0.1.0",
        subcommands: [
            ScreenCommand.self, URLCommand.self, LoginCommand.self, LintCommand.self, RulesCommand.self,
            RehearseCommand.self, ImportCommand.self, ScopesCommand.self, ProvidersCommand.self, PathsCommand.self,
        ],
        defaultSubcommand: ScreenCommand.self)

    package init() {}
}
