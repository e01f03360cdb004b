/// The format of provider files and of own entries, in words. `docs/provider-format.md` is recorded from it.
package enum ProviderFormat {
    /// The whole page, in Markdown.
    package static var markdown: String { start + ownEntries + end }

    /// The chapter about own entries.
    package static var ownEntriesMarkdown: String { ownEntries }

    private static let start = #"""
        # The provider file

        A provider file tells authscope about one OAuth 2.0 authorization server: where it is, which scopes it has, which
        clients are registered there, and where its habits differ from the standard. It is JSON (RFC 8259) in UTF-8 without a
        byte order mark, or YAML in a file whose name ends in `.yaml` or `.yml` ([below](#yaml)). Give it to any command, or
        to the full screen, with `--provider FILE`; or put it where authscope looks for it, as
        [below](#where-the-files-lie).

        Keys are in snake case and may stand in any order. A key that is not listed here is an error, so that a spelling
        mistake does not go unnoticed; `null` is never a value: leave the key out instead. Every error names the line and the
        column.

        Editors can check and complete such files with the JSON Schema (draft 2020-12) [`provider.schema.json`](provider.schema.json),
        and [`own.schema.json`](own.schema.json) for [your own entries](#your-own-entries); `authscope paths` names the folder where
        they are installed. They are as strict as the program, but for what a schema cannot say, such as that no two clients have
        the same name.

        ## A complete small example

        ```json
        {
          "authscope": 1,
          "id": "example",
          "name": "Example Accounts",
          "authorization_endpoint": "https://accounts.example/authorize",
          "scopes": [
            { "name": "profile:read", "summary": "See a person's name" },
            { "name": "orders:read", "summary": "See a person's orders" },
            "orders:write"
          ],
          "suggested_scopes": ["profile:read"],
          "clients": [
            { "name": "My app", "client_id": "my-app-1", "redirect_uris": ["http://127.0.0.1:8765/callback"] }
          ],
          "required_parameters": ["scope"],
          "challenge_methods": ["S256"],
          "requires_pkce": true
        }
        ```

        ## The file

        | key | type | meaning | default | example |
        | --- | --- | --- | --- | --- |
        | `authscope` | number, required | version of this format; always 1 | – | `1` |
        | `id` | string, required | short name for files and arguments: 1 to 64 lower-case letters, digits, hyphens; not `generic`, nor the name of a [profile](rules.md#profiles) | – | `"bakeronline"` |
        | `name` | string, required | the name people know | – | `"Bakeronline"` |
        | `authorization_endpoint` | URL, required | where the user is sent (RFC 6749 §3.1) | – | `"https://accounts.example/authorize"` |
        | `token_endpoint` | URL | where the code is exchanged (RFC 6749 §3.2) | unknown | `"https://accounts.example/token"` |
        | `issuer` | URL | the issuer identifier (RFC 8414 §2) | unknown | `"https://accounts.example"` |
        | `issuer_in_response` | boolean | the redirect carries `iss` (RFC 9207) | `false` | `true` |
        | `scopes` | array | the scopes in the order they are shown: a name, or an object as below | empty: unknown | `["openid"]` |
        | `suggested_scopes` | array of strings | the scopes a first start turns on; each is one of `scopes` | `[]` | `["profile:read"]` |
        | `clients` | array of objects | the registered clients, as below | `[]` | see above |
        | `required_parameters` | array of strings | request parameters demanded besides `response_type` and `client_id` | `[]` | `["redirect_uri", "scope"]` |
        | `extra_parameters` | array of strings | request parameters of this provider beyond the registered ones | `[]` | `["audience"]` |
        | `response_types` | array of strings | response types offered; unknown ones are judged as `["code"]`, less strictly | unknown | `["code", "code id_token"]` |
        | `response_modes` | array of strings | response modes offered | unknown | `["query"]` |
        | `challenge_methods` | array of strings | PKCE methods offered (RFC 7636 §4.2) | `["S256", "plain"]` | `["S256"]` |
        | `requires_pkce` | boolean | a request without a code challenge is refused | `false` | `true` |
        | `requires_pushed_requests` | boolean | only pushed requests are accepted (RFC 9126) | `false` | `true` |
        | `allows_any_loopback_port` | boolean | the port of a loopback redirect URI may differ from the registered one (RFC 8252 §7.3) | `true` | `false` |
        | `client_id_pattern` | string | regular expression that every `client_id` matches, [as below](#what-a-client_id-looks-like) | none | `"^[0-9a-f]{80}$"` |
        | `api_versions` | object | versions of the API behind, as below | none | see below |
        | `accept_language` | string | value of `Accept-Language` in the request as HTTP | none | `"en-US,en;q=0.5"` |
        | `token` | object | how the token endpoint differs from the standard, as below | the standard | see below |
        | `operations` | array of objects | the calls of the API behind and the scopes that allow them, as below | empty: unknown | see below |
        | `operations_inferred` | boolean | the provider does not say which scopes an operation needs: somebody has inferred it, and it is shown as inferred | `false` | `true` |
        | `undeclared_scopes` | array of strings | those of `scopes` that operations use although the provider's description does not declare them | `[]` | `["files:purge"]` |
        | `imported_from` | string | the file or URL that an import made this file of; a file without it is never overwritten | none | `"https://api.example/openapi.yaml"` |
        | `scope_separator` | string | what is between two scopes, in requests and in replies: `"space"` or `"comma"` | `"space"` (RFC 6749 §3.3) | `"comma"` |
        | `scopes_complete` | boolean | the provider has no scopes but those listed: then one that is not listed is an error, else a note | `true` | `false` |
        | `parameter_names` | object | the provider's name for each parameter of the standard that it calls otherwise, in the authorization request and in the token request | `{}` | `{ "client_id": "client_key" }` |
        | `parameters` | object | names and values that each authorization request sends; on the screen rows of Request, which can be changed and removed | `{}` | `{ "access_type": "offline" }` |
        | `token_parameters` | object | the same for the token request (RFC 8707 §2.2) | `{}` | `{ "resource": "https://api.example" }` |
        | `variables` | array of objects | what differs from user to user in the addresses, as below | `[]` | see below |
        | `sources` | array of objects | the pages that the data were taken from: `url`, and `date`, the day or the month when it was read | `[]` | `[{ "url": "https://docs.example/oauth", "date": "2026-11" }]` |

        An endpoint is an absolute `https` URL without user information and fragment; `http` is allowed on `127.0.0.1`,
        `[::1]` and `localhost`. What authscope puts into a request by itself, such as `client_id` or `state`, is not one of
        `parameters` or `token_parameters`, and a secret never is.

        ## A scope: a string, or an object

        | key | type | meaning | default | example |
        | --- | --- | --- | --- | --- |
        | `name` | string, required | the scope as it is sent (RFC 6749 §3.3): printable ASCII without space, `"` and `\` | – | `"orders:read"` |
        | `summary` | string | what it allows, best in 48 characters or less | empty | `"See a person's orders"` |

        ## A client

        | key | type | meaning | default | example |
        | --- | --- | --- | --- | --- |
        | `name` | string, required | what you call it; never sent | – | `"My app"` |
        | `client_id` | string, required | printable ASCII (RFC 6749 appendix A.1) | – | `"my-app-1"` |
        | `redirect_uris` | array of strings | the registered redirect URIs; the first one is the default | `[]` | `["com.example.app:/callback"]` |
        | `kind` | string | `"public"` or `"confidential"` (RFC 6749 §2.1) | `"public"` | `"confidential"` |
        | `note` | string | what you want to remember about it; never sent | none | `"asked for on 3 May"` |
        | `is_example` | boolean | printed in a documentation: nobody will approve it | `false` | `true` |
        | `client_authentication` | string | where this client sends its secret, if it is registered for one place: `"basic"`, `"body"` or `"none"` | the provider's | `"body"` |

        Names and ids of different clients are all different. A file never holds a client secret: an authorization request
        does not need one.

        ## Variables

        A tenant, a subdomain, a region: what differs from user to user in `authorization_endpoint`, `token_endpoint` and
        `issuer` is written there as `{name}`, and described here.

        ```
        "authorization_endpoint": "https://{tenant}.example/authorize",
        "variables": [{ "name": "tenant", "summary": "The name of your tenant" }]
        ```

        | key | type | meaning | default | example |
        | --- | --- | --- | --- | --- |
        | `name` | string, required | 1 to 64 letters, digits, hyphens and underscores; the first is no digit or hyphen | – | `"tenant"` |
        | `summary` | string | what it is, in one sentence | empty | `"Host of your instance"` |
        | `default` | string | the value of those who choose none | none: it must be chosen | `"common"` |
        | `allowed` | array of strings | the values that it can have | any | `["eu", "us"]` |

        A value holds letters, digits and `-._~:/`. It is a row of Request, is kept with [your own entries](#your-own-entries), and
        `--set tenant=contoso` gives it for one command. The host, the issuer and everything else are judged with the values put
        in; without a value nothing is sent, and authscope says which one is missing.

        ## What a `client_id` looks like

        authscope checks a `client_id_pattern` that is one set of characters and a length:

        | expression | in messages |
        | --- | --- |
        | `^[0-9a-f]{80}$` | 80 hex digits |
        | `^[A-Za-z0-9_-]{10,20}$` | 10 to 20 letters, digits, "-" and "_" |
        | `^[a-z]{8,}$` | 8 or more lower-case letters |
        | `^[0-9]+$` or `^[0-9]*$` | digits |

        The set holds printable ASCII: characters, ranges, `\d` (digits), `\w` (letters, digits, `_`), and punctuation after a
        backslash. A number has up to four digits. Any other expression is kept and not checked, and authscope says so: on the
        screen when it opens the provider, in commands on standard error. A context for `authscope lint` is read in the same way.

        ## `api_versions`

        | key | type | meaning | default | example |
        | --- | --- | --- | --- | --- |
        | `header` | string | the request header that chooses a version; not one with a meaning of its own in HTTP, such as `Host`, `Authorization`, `Cookie`, `Accept` or `Connection` | `"X-VERSION"` | `"X-API-Version"` |
        | `latest_stable` | string, required | the version new integrations should use; one of the stable `versions`, where any are listed | – | `"1.8.0"` |
        | `versions` | array of objects | the known versions, oldest first: `number` (required), `status` (`"stable"`, the default, or `"development"`), `note` (one sentence) | `[]` | `[{ "number": "1.8.0" }]` |

        ## `token`

        | key | type | meaning | default | example |
        | --- | --- | --- | --- | --- |
        | `grant_type` | string | value sent for a code | `"authorization_code"` | `"code"` |
        | `required_fields` | array of strings | fields demanded besides the standard ones | `[]` | `["device_id"]` |
        | `accepts_json` | boolean | the body may be JSON instead of a form | `false` | `true` |
        | `redirect_uri` | string | `"required-if-sent"` (RFC 6749 §4.1.3) or `"unused"` | `"required-if-sent"` | `"unused"` |
        | `refresh_client_id` | boolean | a refresh request names the client (RFC 6749 §6) | `true` | `false` |
        | `client_authentication` | array of strings | the places where a client can send its secret, the best one first: `"basic"` (in the Authorization field), `"body"` (`client_secret`), `"none"` | unknown: `basic` is used | `["body"]` |

        ## An operation

        | key | type | meaning | default | example |
        | --- | --- | --- | --- | --- |
        | `method` | string, required | the method in capital letters (RFC 9110 §9.1) | – | `"GET"` |
        | `path` | string, required | the path as the API's description writes it, from its first slash on | – | `"/orders/{id}"` |
        | `summary` | string | what it does, in one sentence | empty | `"Show an order"` |
        | `id` | string | the name that the description gives it (OpenAPI `operationId`) | none | `"getOrder"` |
        | `access` | string | `"token"`: an access token, `"open"`: nothing, `"other"`: something this provider does not give, such as an API key | `"token"` | `"open"` |
        | `scopes` | array of arrays of strings | sets of scopes, each of which is enough; a set counts as a whole, and the empty set stands for any token. Only where `access` is `"token"`; each scope is one of the file's `scopes` | `[[]]` | `[["orders:read"], ["admin", "orders"]]` |

        No method and path may be listed twice. In the example a token with `orders:read` allows the call, and so does one with
        both `admin` and `orders`.

        ## Where the files lie

        Files in `$XDG_CONFIG_HOME/authscope/providers` (or `~/.config/authscope/providers`) whose names end in `.json`, `.yaml`
        or `.yml` are the catalogue, together with the provider built in: `authscope providers` lists it, `P` shows it on the
        screen, and `--provider ID` takes one of it. Hidden files are left out. A file may be a symbolic link, and others may read
        it, since it holds no secret; a pipe is not read. One that is broken is reported with its line and column, and affects no
        other.

        A file may have any name; calling it after its `id` saves looking into the others. Of two files with one id, the one that
        is named after it counts, else the first by name, and the other is reported. A file that replaces the built-in provider
        must be named after its id: `bakeronline.json`.

        `authscope import` and `i` on the screen write `ID.json` there, with `imported_from`. A file without that key is yours,
        and is never written over; so is any in YAML. Take the key out, and an imported file is yours too.

        ## The providers that come with authscope

        Well-known providers are installed in `share/authscope/providers`, a file each, without a client of yours: they are in `P`
        and in `authscope providers` by name, and `--provider github` takes one. They hold what the provider's server metadata or
        its documentation says, with the pages and the dates under `sources`; nothing of them is read before it is asked for. A file
        of yours with the same id takes the place of one of them, so an import or a copy of the file is the way to change it.


        """#

    private static let ownEntries = #"""
        ## Your own entries

        What you add, change and delete on the screen (`a`, `e`, `D` and `d` in Clients, `a`, `e` and `d` in Scopes) is written
        to a file of the program's own: `$XDG_CONFIG_HOME/authscope/own/ID.json`, or `~/.config/authscope/own/ID.json`, where
        `ID` is the provider's id. The provider's own file is never touched. You may edit this one by hand too, also while the
        program runs, and several sessions may be at work: each change is applied to what is in the file at that moment
        ([how](decisions/0019-two-sessions.md)), and the screen shows what is there afterwards. Where both sides changed the same
        client or scope in different ways, yours on the screen counts, and the other version of the file is kept as
        `ID.json.other`. Errors name the line and the column. A file that cannot be read changes nothing, and is kept as
        `ID.json.bad` when you next change something on the screen.

        ```json
        {
          "authscope": 1,
          "provider": "example",
          "clients": [
            { "name": "My app, staging", "client_id": "my-app-1", "replaces": "my-app-1",
              "redirect_uris": ["http://127.0.0.1:8765/callback", "https://staging.example/callback"] },
            { "name": "Another", "client_id": "another-1", "kind": "confidential", "note": "asked for on 3 May" }
          ],
          "removed_clients": ["the-example-of-the-documentation"],
          "scopes": [{ "name": "beta:read", "summary": "Not documented yet" }],
          "variables": { "tenant": "contoso" }
        }
        ```

        | key | type | meaning | default | example |
        | --- | --- | --- | --- | --- |
        | `authscope` | number, required | version of this format; always 1 | – | `1` |
        | `provider` | string, required | the id of the provider that the entries are for; the file is named after it | – | `"example"` |
        | `clients` | array of objects | your clients: the keys of a client, and `replaces` | `[]` | see above |
        | `replaces` | string, in a client | the `client_id` of the client in the provider's file that this one stands for | none: a new client | `"my-app-1"` |
        | `removed_clients` | array of strings | the `client_id` of each client in the provider's file that is not shown | `[]` | `["old-1"]` |
        | `scopes` | array | your scopes, as in the provider's file; they come after its own | `[]` | `["beta:read"]` |
        | `variables` | object | the values of [variables](#variables), by name; those that the provider does not have, or does not allow, mean nothing | `{}` | `{ "tenant": "contoso" }` |

        The provider's file may change underneath, by your hand or by a new import. Ids in `replaces` and `removed_clients` that
        it no longer has mean nothing: a client that stood for one stays, at the end. Your client hides one of the file with the
        same `client_id`. A scope that the file now lists is the file's, with its description. Limits are those of the
        provider's file.


        """#

    private static let end = #"""
        ## YAML

        The same keys and values, with comments, aliases and merge keys (`<<`):

        ```yaml
        authscope: 1
        id: example
        name: Example Accounts
        authorization_endpoint: https://accounts.example/authorize
        scopes:
          - name: profile:read   # shown on the sign-in page
            summary: See a person's name
        clients:
          - name: My app
            client_id: "12345"   # a text that looks like a number needs its quotes
            redirect_uris: [http://127.0.0.1:8765/callback]
        ```

        `yes`, `no`, `on`, `off` and dates are text; `true` and `false` are not. One document in a file; no tags of other
        programs, such as `!include`; no key twice. YAML is read by `authscope-yaml`, which `make install` installs with
        `authscope` ([why](decisions/0013-yaml-in-a-second-program.md)); JSON needs only the one.

        ## Limits

        16 MiB; arrays and objects 16 deep; 1,000 clients with 200 redirect URIs each; 100,000 scopes; a scope's name 256
        octets, its summary 1,024 characters; 10,000 operations with 100 sets of 1,000 scopes each, a path and a summary 1,024
        characters; 100,000 undeclared scopes; `imported_from` 4,096 characters; 20 variables, with values of 256 characters; 1,000 entries in any other list. YAML
        besides: 1,000,000 values with those of aliases, 10,000 anchors, 32 MiB as JSON, 2 seconds.

        """#
}
