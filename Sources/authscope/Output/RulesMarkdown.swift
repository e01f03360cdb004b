import OAuth

/// Rules as Markdown. All rules together are `docs/rules.md`.
enum RulesMarkdown {
    /// Returns the whole page: the rules by group, the linter's settings, and the definitions.
    static func text(_ rules: [Rule]) -> String {
        var text = introduction
        for group in RuleGroup.allCases {
            let members = rules.filter { $0.group == group }
            guard !members.isEmpty else { continue }
            text += "\n## \(group.title)\n" + members.map { "\n\(self.text($0, heading: "###"))" }.joined()
        }
        return text + "\n" + context + "\n" + profiles + definitions
    }

    /// Returns one rule.
    static func text(_ rule: Rule, heading: String = "#") -> String {
        """
        \(heading) \(rule.id.rawValue)

        **\(rule.severityText)**. \(escaped(rule.summary))

        \(escaped(rule.explanation))

        Fix: \(escaped(rule.advice))

        - accepted: `\(code(rule.goodExample))`
        - reported: `\(code(rule.badExample))`
        - \(escaped(rule.reference))

        """
    }

    /// Escapes characters that have a meaning in Markdown.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            if "\\`*<>|&".contains(character) { result.append("\\") }
            result.append(character)
        }
        return result
    }

    /// Returns an example as code. It may have line ends, as a wrapped paste does.
    private static func code(_ text: String) -> String {
        text.replacing("\n", with: "⏎")
    }

    private static let introduction = """
        # Rules

        What `authscope lint` and the screen look for in an authorization request, in its answer (`--kind response`) and
        in a token request (`--kind token`). Made by `authscope rules --format markdown`; a test compares.

        - **error**: the server must or will refuse, the round trip cannot work, or a secret leaks.
        - **warning**: it works, but it is weak or fragile.
        - **info**: worth knowing.

        A finding names its rule, its severity and the parameter, or `url`, `body`, `method`, or a header. For each rule and parameter there
        is at most one. Text is judged octet by octet: letters that look the same are not the same.

        """

    private static let context = """
        ## Context

        What the linter can be told besides the input, as a JSON file for `authscope lint --context`. Every key may be
        left out.

        | key | type | meaning | default |
        | --- | --- | --- | --- |
        | `profile` | string | a provider's id, whose habits hold where the file says nothing; a standard (below); or `generic` | `generic` |
        | `endpoint` | string | the expected authorization endpoint | unknown |
        | `scopes` | array of strings | the provider's scopes | unknown |
        | `scopes_complete` | boolean | `scopes` is the provider's whole list; if not, an unknown scope is a note, and `scope-all` is off | `true` |
        | `scope_separator` | string | the character between two scopes: a space or a comma | a space |
        | `required` | array of strings | parameters demanded besides `response_type` and `client_id` | `[]` |
        | `extra_params` | array of strings | parameters of this provider beyond the registered ones | `[]` |
        | `pkce_required` | boolean | a request without a code challenge is refused | `false` |
        | `methods` | array of strings | code challenge methods offered | `["S256", "plain"]` |
        | `response_types`, `response_modes` | array of strings | what is offered; unknown response types are judged as `["code"]`, less strictly | unknown |
        | `par_required` | boolean | only pushed requests are accepted | `false` |
        | `loopback_any_port` | boolean | the port of a loopback redirect URI may differ | `true` |
        | `client_id_pattern` | string | what a `client_id` looks like, such as `^[0-9a-f]{80}$` ([more](provider-format.md#what-a-client_id-looks-like)) | none |
        | `version_latest`, `version_header` | string | the latest stable API version and its header | none, `X-VERSION` |
        | `client` | object | the registration: `client_id`, `redirect_uris`, `type` (`public`, `confidential`) | unknown |
        | `verifier` | string | the code verifier of this run | unknown |
        | `used` | object | values of earlier runs: arrays `state`, `code_challenge`, `nonce`, `code` | none |

        For answers and token requests:

        | key | type | meaning | default |
        | --- | --- | --- | --- |
        | `state`, `challenge`, `method` | string or null | what this run sent; `null`: it is known that none was sent | unknown |
        | `redirect_uri` | string | what this run sent | unknown |
        | `code` | string | the code of this run's answer | unknown |
        | `issuer` | string | the issuer that answers must name, if they name one | unknown |
        | `iss_supported` | boolean | the server announces that its answers name the issuer | `false` |
        | `token_endpoint` | string | the expected token endpoint | unknown |
        | `grant_type` | string | the `grant_type` of an exchange | `authorization_code` |
        | `token_required` | array of strings | fields demanded besides the standard ones | `[]` |
        | `token_json` | boolean | the body may be JSON | `false` |
        | `token_redirect_uri` | string | `required-if-sent` or `unused` | `required-if-sent` |

        """

    private static var profiles: String {
        """
        ## Profiles

        What a standard demands, for `profile` in a context, `authscope lint --profile NAME` and `:profile` on the screen. In a
        context explicit keys win over its profile. `--profile` and `:profile` lay it over a provider or a context: there the
        stricter of the two counts, so that all is required that either requires, and offered what both offer. The screen has
        no profile with pushed requests, since it pushes none. No provider has one of these names as its id.

        | profile | standard | demands |
        | --- | --- | --- |

        """ + LintProfile.all.map { "| `\($0.name)` | \($0.title) | \($0.demands) |\n" }.joined() + "\n"
    }

    private static let definitions = """
        ## Definitions

        - **Invisible characters**: Unicode's Default_Ignorable_Code_Point (U+00AD, 034F, 061C, 115F–1160, 17B4–17B5,
          180B–180F, 200B–200F, 202A–202E, 2060–206F, 3164, FE00–FE0F, FEFF, FFA0, FFF0–FFF8, 1BCA0–1BCA3,
          1D173–1D17A, E0000–E0FFF), and U+2028–2029, 2800, FFF9–FFFB.
        - **Guessable**: the characters' own frequencies give fewer bits than asked for (64 for a state, 128 for a
          verifier); or the text repeats itself; or three quarters of its characters are next to their neighbour.
        - **Near**: one insertion, deletion, replacement or swap of neighbours away, two in names of eight characters and
          more.
        - **Loopback**: `127.0.0.1`, `[::1]` and `localhost`, exactly.

        ## Vector file

        `Tests/Vectors/vectors.json` is an array of `{name, kind, input, context, expect, note}`: an input, what the linter
        is told, and the complete set of findings as `{rule, severity, param}`. In `input` and `context`,
        `{{repeat:TEXT:N}}` stands for TEXT written N times.

        """
}
