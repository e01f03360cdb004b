import Catalog
import Commands
import Options

/// A file format that `authscope formats` explains.
struct FileFormat: Equatable {
    /// The purpose of such a file in a few words.
    var summary: String
    /// The page about it.
    var markdown: String

    init(_ name: FormatName) {
        switch name {
        case .provider:
            summary = "An OAuth 2.0 provider, for --provider and the list of providers"
            markdown = ProviderFormat.markdown
        case .own:
            summary = "Your own clients and scopes of a provider"
            markdown = ProviderFormat.ownEntriesMarkdown
        case .config:
            summary = "Your keys, colours and programs, for the full screen"
            markdown = ConfigurationFormat.markdown
        case .context:
            summary = "The expected values, for lint --context"
            markdown = RulesMarkdown.context + "\n" + RulesMarkdown.profiles
        case .tokenRequest:
            summary = "A token request, for lint --kind token"
            markdown = Self.tokenRequest
        }
    }

    /// The names of all formats, with their purposes.
    static func list(style: OutputStyle) -> SafeText {
        let width = FormatName.allCases.reduce(0) { max($0, $1.rawValue.utf8.count) } + 2
        let rows = FormatName.allCases.map { name in
            style.strong(SafeText(name.rawValue).padded(to: width)) + "\(FileFormat(name).summary)\n"
        }
        return rows.joined() + "\nauthscope formats NAME explains one.\n"
    }

    private static let tokenRequest = #"""
        ## Token request

        The input of `authscope lint --kind token`: a JSON object in UTF-8 with the request as it is sent. A key that is not
        listed here is an error.

        ```json
        {
          "method": "POST",
          "url": "https://accounts.example/token",
          "headers": { "Content-Type": "application/x-www-form-urlencoded" },
          "body": "grant_type=authorization_code&code=a1b2c3&client_id=my-app-1&code_verifier=…"
        }
        ```

        | key | type | meaning | default |
        | --- | --- | --- | --- |
        | `method` | string, required | the method | – |
        | `url` | string, required | the token endpoint | – |
        | `headers` | object | the header fields, by name | `{}` |
        | `body` | string | the body, as a form or as JSON | empty |

        """#
}
