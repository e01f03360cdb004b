/// The format of provider files and of own entries, in words. `docs/provider-format.md` is generated from it.
package enum ProviderFormat {
    /// The whole page, in Markdown.
    package static var markdown: String { start + ownEntries + end }

    /// The chapter about own entries.
    package static var ownEntriesMarkdown: String { ownEntries }

    private static let start = #"""
        # The provider file

        A provider file describes an OAuth 2.0 authorization server: its endpoints, its scopes, the registered clients, and the ways
        in which it differs from the standard. It is JSON (RFC 8259) in UTF-8 without a byte order mark, or YAML in a file whose name
        ends in `.yaml` or `.yml` ([below](#yaml)). Use it with any command, or with the full screen, as `--provider FILE`. Or put it
        into the provider folder ([below](#where-the-files-are)).

        Keys are in snake case, in any order. An unknown key is an error, so that spelling mistakes are found. `null` is not a value:
        leave the key out instead. Every error has a line and a column.

        Editors can check and complete such files with the JSON Schema (draft 2020-12) [`provider.schema.json`](provider.schema.json),
        and [`own.schema.json`](own.schema.json) for [your own entries](#your-own-entries); `authscope
        paths` names the folder where they are installed. They are as strict as the program,
        except for rules that a schema cannot express, such as that two clients must not have the same name.

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
        | `name` | string, required | the name for users | – | `"Bakeronline"` |
        | `authorization_endpoint` | URL, required | the authorization endpoint (RFC 6749 §3.1) | – | `"https://accounts.example/authorize"` |
        | `token_endpoint` | URL | the token endpoint (RFC 6749 §3.2) | unknown | `"https://accounts.example/token"` |
        | `issuer` | URL | the issuer identifier (RFC 8414 §2) | unknown | `"https://accounts.example"` |
        | `issuer_in_response` | boolean | the redirect has `iss` (RFC 9207) | `false` | `true` |
        | `scopes` | array | the scopes in their order on the screen: a name, or an object as below | empty: unknown | `["openid"]` |
        | `suggested_scopes` | array of strings | the scopes that are turned on at the first start; each is one of `scopes` | `[]` | `["profile:read"]` |
        | `clients` | array of objects | the registered clients, as below | `[]` | see above |
        | `required_parameters` | array of strings | required request parameters, except `response_type` and `client_id` | `[]` | `["redirect_uri", "scope"]` |
        | `extra_parameters` | array of strings | request parameters of this provider that are not registered ones | `[]` | `["audience"]` |
        | `response_types` | array of strings | supported response types; if unknown, `["code"]` is assumed, and checked less strictly | unknown | `["code", "code id_token"]` |
        | `response_modes` | array of strings | supported response modes | unknown | `["query"]` |
        | `challenge_methods` | array of strings | supported PKCE methods (RFC 7636 §4.2) | `["S256", "plain"]` | `["S256"]` |
        | `requires_pkce` | boolean | requests without a code challenge are refused | `false` | `true` |
        | `requires_pushed_requests` | boolean | only pushed requests are accepted (RFC 9126) | `false` | `true` |
        | `allows_any_loopback_port` | boolean | the port of a loopback redirect URI may differ from the registered one (RFC 8252 §7.3) | `true` | `false` |
        | `client_id_pattern` | string | regular expression that every `client_id` matches, [as below](#the-form-of-a-client_id) | none | `"^[0-9a-f]{80}$"` |
        | `api_versions` | object | versions of the API, as below | none | see below |
        | `accept_language` | string | value of `Accept-Language` in the HTTP request | none | `"en-US,en;q=0.5"` |
        | `token` | object | differences of the token endpoint from the standard, as below | the standard | see below |
        | `operations` | array of objects | the operations of the API and the scopes that allow them, as below | empty: unknown | see below |
        | `operations_inferred` | boolean | the scopes of the operations are inferred, because the provider does not document them; they are shown as inferred | `false` | `true` |
        | `undeclared_scopes` | array of strings | the `scopes` that operations use although the provider's description does not declare them | `[]` | `["files:purge"]` |
        | `imported_from` | string | the file or URL that this file was imported from; a file without this key is never overwritten | none | `"https://api.example/openapi.yaml"` |
        | `scope_separator` | string | the separator between two scopes, in requests and responses: `"space"` or `"comma"` | `"space"` (RFC 6749 §3.3) | `"comma"` |
        | `scopes_complete` | boolean | the list of scopes is complete: then an unlisted scope is an error, otherwise a note | `true` | `false` |
        | `parameter_names` | object | the provider's own names for parameters of the standard, in the authorization request and in the token request | `{}` | `{ "client_id": "client_key" }` |
        | `parameters` | object | parameters of every authorization request; on the screen they are rows of Request, and can be changed and removed | `{}` | `{ "access_type": "offline" }` |
        | `token_parameters` | object | parameters of every token request (RFC 8707 §2.2) | `{}` | `{ "resource": "https://api.example" }` |
        | `variables` | array of objects | the parts of the addresses that differ from user to user, as below | `[]` | see below |
        | `sources` | array of objects | the pages that the data come from: `url`, and `date`, the day or month when it was read | `[]` | `[{ "url": "https://docs.example/oauth", "date": "2026-11" }]` |

        An endpoint is an absolute `https` URL without user information and fragment. `http` is allowed on `127.0.0.1`,
        `[::1]` and `localhost`. `parameters` and `token_parameters` must
        not contain secrets, or parameters that authscope sends by itself, such as `client_id` or `state`.

        ## A scope: a string, or an object

        | key | type | meaning | default | example |
        | --- | --- | --- | --- | --- |
        | `name` | string, required | the scope as it is sent (RFC 6749 §3.3): printable ASCII without space, `"` and `\` | – | `"orders:read"` |
        | `summary` | string | a description, if possible at most 48 characters | empty | `"See a person's orders"` |

        ## A client

        | key | type | meaning | default | example |
        | --- | --- | --- | --- | --- |
        | `name` | string, required | your name for it; never sent | – | `"My app"` |
        | `client_id` | string, required | printable ASCII (RFC 6749 appendix A.1) | – | `"my-app-1"` |
        | `redirect_uris` | array of strings | the registered redirect URIs; the first one is the default | `[]` | `["com.example.app:/callback"]` |
        | `kind` | string | `"public"` or `"confidential"` (RFC 6749 §2.1) | `"public"` | `"confidential"` |
        | `note` | string | your note about it; never sent | none | `"asked for on 3 May"` |
        | `is_example` | boolean | an example from a documentation page: no server will approve it | `false` | `true` |
        | `client_authentication` | string | how this client sends its secret, if it is registered for one way: `"basic"`, `"body"` or `"none"` | the provider's | `"body"` |

        Two clients must not share a name or id. A file never contains a client secret: an authorization request does not
        need one.

        ## Variables

        Parts of `authorization_endpoint`, `token_endpoint` and `issuer` that differ from user to user, such as a tenant, a
        subdomain or a region, are written there as `{name}`, and described here.

        ```
        "authorization_endpoint": "https://{tenant}.example/authorize",
        "variables": [{ "name": "tenant", "summary": "The name of your tenant" }]
        ```

        | key | type | meaning | default | example |
        | --- | --- | --- | --- | --- |
        | `name` | string, required | 1 to 64 letters, digits, hyphens and underscores; not beginning with a digit or hyphen | – | `"tenant"` |
        | `summary` | string | a description in one sentence | empty | `"Host of your instance"` |
        | `default` | string | the default value | none: the user must enter a value | `"common"` |
        | `allowed` | array of strings | the allowed values | any | `["eu", "us"]` |

        A value can have only letters, digits and `-._~:/`. It is a row of Request, and is saved with
        [your own entries](#your-own-entries). `--set tenant=contoso` sets it for one command. The host, the issuer and everything
        else are checked with the values filled in. If a value is missing, nothing is sent, and authscope says which one.

        ## The form of a `client_id`

        authscope checks a `client_id_pattern` that consists of a set of characters and a length:

        | expression | in messages |
        | --- | --- |
        | `^[0-9a-f]{80}$` | 80 hex digits |
        | `^[A-Za-z0-9_-]{10,20}$` | 10 to 20 letters, digits, "-" and "_" |
        | `^[a-z]{8,}$` | 8 or more lower-case letters |
        | `^[0-9]+$` or `^[0-9]*$` | digits |

        The set can have printable ASCII: characters, ranges, `\d` (digits), `\w` (letters, digits, `_`), and punctuation after a
        backslash. A number has at most four digits. Any other expression is kept but not checked, and authscope says so: on the
        screen when the provider opens, in commands on standard error. The same applies to a context for `authscope lint`.

        ## `api_versions`

        | key | type | meaning | default | example |
        | --- | --- | --- | --- | --- |
        | `header` | string | the request header that selects a version; not one with its own meaning in HTTP, such as `Host`, `Authorization`, `Cookie`, `Accept` or `Connection` | `"X-VERSION"` | `"X-API-Version"` |
        | `latest_stable` | string, required | the version for new integrations; one of the stable `versions`, if any are listed | – | `"1.8.0"` |
        | `versions` | array of objects | the known versions, oldest first: `number` (required), `status` (`"stable"`, the default, or `"development"`), `note` (one sentence) | `[]` | `[{ "number": "1.8.0" }]` |

        ## `token`

        | key | type | meaning | default | example |
        | --- | --- | --- | --- | --- |
        | `grant_type` | string | the value that is sent to exchange a code | `"authorization_code"` | `"code"` |
        | `required_fields` | array of strings | required fields in addition to the standard ones | `[]` | `["device_id"]` |
        | `accepts_json` | boolean | the body may be JSON instead of a form | `false` | `true` |
        | `redirect_uri` | string | `"required-if-sent"` (RFC 6749 §4.1.3) or `"unused"` | `"required-if-sent"` | `"unused"` |
        | `refresh_client_id` | boolean | a refresh request names the client (RFC 6749 §6) | `true` | `false` |
        | `client_authentication` | array of strings | the ways in which a client can send its secret, the preferred one first: `"basic"` (in the Authorization field), `"body"` (`client_secret`), `"none"` | unknown: `basic` is used | `["body"]` |

        ## An operation

        | key | type | meaning | default | example |
        | --- | --- | --- | --- | --- |
        | `method` | string, required | the method in capital letters (RFC 9110 §9.1) | – | `"GET"` |
        | `path` | string, required | the path as in the API description, beginning with a slash | – | `"/orders/{id}"` |
        | `summary` | string | a description in one sentence | empty | `"Show an order"` |
        | `id` | string | the name in the API description (OpenAPI `operationId`) | none | `"getOrder"` |
        | `access` | string | `"token"`: an access token, `"open"`: nothing, `"other"`: something that this provider does not issue, such as an API key | `"token"` | `"open"` |
        | `scopes` | array of arrays of strings | sets of scopes: all scopes of one set are enough. The empty set means any token. Only if `access` is `"token"`; each scope is one of the file's `scopes` | `[[]]` | `[["orders:read"], ["admin", "orders"]]` |

        A method and path must not be listed twice. In the example, a token with `orders:read` allows the operation, and so does one
        with both `admin` and `orders`.

        ## Where the files are

        Files in `$XDG_CONFIG_HOME/authscope/providers` (or `~/.config/authscope/providers`) whose names end in `.json`, `.yaml`
        or `.yml` are the catalogue, together with the built-in provider: `authscope providers` and `P` on the screen list it, and
        `--provider ID` uses one of them. Hidden files are left out. A file may be a symbolic link, and other users may read it,
        because it contains no secret. Pipes are not read. A file with an error is reported with line and column, and does not
        affect the others.

        A file may have any name. If it is named after its `id`, authscope finds it without reading the others. If two files have
        the same id, the one that is named after it counts, or else the first by name, and the other one is reported. A file that replaces the built-in provider
        must be named after its id: `bakeronline.json`.

        `authscope import` and `i` on the screen write `ID.json` there, with `imported_from`. A file without that key, or in
        YAML, is yours and is never overwritten. To keep an imported file from being overwritten, remove the key.

        ## The providers that come with authscope

        Well-known providers are installed in `share/authscope/providers`, one file each, without clients. `P` and
        `authscope providers` list them, and `--provider github` uses one. Their data come from the provider's server metadata or
        documentation, with the pages and dates in `sources`. They are read only when needed. A file of yours with the same id
        replaces one of them, so import or copy a file to change it.


        """#

    private static let ownEntries = #"""
        ## Your own entries

        What you add, change and delete on the screen (`a`, `e`, `D` and `d` in Clients, `a`, `e` and `d` in Scopes), and the requests
        that you save with `b`, are saved in a separate file: `$XDG_CONFIG_HOME/authscope/own/ID.json`, or
        `~/.config/authscope/own/ID.json`, where `ID` is the provider's id. The provider's file is never changed. You can also edit this
        file by hand while the program runs, and run several sessions: each change is applied to the current file
        ([how](decisions/0019-two-sessions.md)), and the screen shows the result. If both sides changed the same client or scope in
        different ways, the version on the screen wins, and the other version of the file is kept as `ID.json.other`. Errors have a line
        and a column. A file that cannot be read is ignored, and kept as `ID.json.bad` at your next change on the screen.

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
          "variables": { "tenant": "contoso" },
          "requests": [
            { "name": "works in staging", "client_id": "my-app-1", "redirect_uri": "https://staging.example/callback",
              "scopes": ["beta:read"], "method": "S256", "parameters": [{ "name": "prompt", "value": "consent", "in": "url" }] }
          ]
        }
        ```

        | key | type | meaning | default | example |
        | --- | --- | --- | --- | --- |
        | `authscope` | number, required | version of this format; always 1 | – | `1` |
        | `provider` | string, required | the id of the provider that the entries are for; the file is named after it | – | `"example"` |
        | `clients` | array of objects | your clients: the keys of a client, and `replaces` | `[]` | see above |
        | `replaces` | string, in a client | the `client_id` of the client in the provider's file that this one replaces | none: a new client | `"my-app-1"` |
        | `removed_clients` | array of strings | the `client_id` of each client in the provider's file that is not shown | `[]` | `["old-1"]` |
        | `scopes` | array | your scopes, as in the provider's file; they come after those | `[]` | `["beta:read"]` |
        | `variables` | object | the values of [variables](#variables), by name; unknown names and values that are not allowed are ignored | `{}` | `{ "tenant": "contoso" }` |
        | `requests` | array of objects | requests that were saved with `b`, each with its own `name`, `client_id`, `redirect_uri`, `scopes`, `method` (`"S256"`, the default, `"plain"` or `"none"`), `sends_state`, `api_version` and `parameters`: objects with `name`, `value` and `in` (`"url"`, the default, `"token"` or `"both"`) | `[]` | see above |

        State, nonce, challenge, verifier and code of a request are new in each attempt. They are never stored, and neither are secrets.

        The provider's file may change, by hand or by a new import. Ids in `replaces` and `removed_clients` that it no longer has are
        ignored: a client that replaced one stays, at the end of the list. Your client hides one of the file with the same
        `client_id`. A scope that the file has now is the file's, with its description. The limits are those of the provider's file.


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

        `yes`, `no`, `on`, `off` and dates are text; `true` and `false` are not. A file must have only one document,
        no tags of other programs, such as `!include`, and no duplicate keys. YAML is read by `authscope-yaml`, which `make install` installs with
        `authscope` ([why](decisions/0013-yaml-in-a-second-program.md)). JSON does not need it.

        ## Limits

        16 MiB; arrays and objects 16 deep; 1,000 clients with 200 redirect URIs each; 100,000 scopes; a scope's name 256
        bytes, its summary 1,024 characters; 10,000 operations with 100 sets of 1,000 scopes each, a path and a summary 1,024
        characters; 100,000 undeclared scopes; `imported_from` 4,096 characters; 20 variables, with values of 256 characters; 1,000 entries in any other list. YAML
        besides: 1,000,000 values with those of aliases, 10,000 anchors, 32 MiB as JSON, 2 seconds.

        """#
}
