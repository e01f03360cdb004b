/// The format of `config.json` and `settings.json`, in words. `docs/configuration.md` is generated from it.
package enum ConfigurationFormat {
    /// The whole page, in Markdown.
    package static let markdown = #"""
        # Configuration

        authscope needs no configuration. Two files change how it looks and which keys it has, both in `~/.config/authscope`
        (`$XDG_CONFIG_HOME/authscope`). `authscope paths` prints their paths.

        - **`config.json`** is yours: the program only reads it. It is JSON, in which comments (`//`, `/* */`) and a comma after
          the last element are allowed. Its [JSON Schema](config.schema.json) lets an editor complete and check it.
        - **`settings.json`** is written by the program, with your choices from `:theme` and `:keys`. If the two differ,
          `config.json` wins, and `:theme` and `:keys` say so.

        Options and environment variables have precedence over both files. `authscope --no-config` starts
        without them.

        If a file has an error, the program starts without it. The row above the last one shows the error and its place, such as
        `config.json:3:12: unknown theme "drak"; did you mean "dark"?`, until you open `:messages`. `authscope paths` prints the same
        error, with exit code 4.

        ```json
        {
          "$schema": "https://example.org/authscope/config.schema.json",
          "theme": "dark",          // see "Colours"
          "keys": {
            "global": {"copy": ["y", "W"], "mouse": "none"}
          },
          "browser": ["firefox", "--new-window"],
          "clipboard": ["xclip", "-selection", "clipboard"],
          "mouse": true,
          "hints": "on",
          "ascii": false,
        }
        ```

        All members are optional. `$schema` is for editors: put the path of your copy of the schema there.

        ## Keys

        `:keys` lists every action with its keys. Press Enter on a row and then the new key. `a` adds one more key, `x` removes
        all keys, and `d` restores the default ones. A key that another action has in the same place is refused, and the message names
        that action. A `*` marks rows that differ from the defaults.

        In `config.json`, keys are grouped by the place in which they work. Each action gets one key, a list of one to eight, or `"none"`.
        The last row and messages show the first one.

        ```json
        {
          "keys": {
            "global": {
              "copy": "W",
              "pane.next": ["Tab", "Ctrl-N"],
              "zoom": "none",
            },
            "text": {"text.kill.start": ["Ctrl-U", "Ctrl-G"]},
            "attempt": {"attempt.allow": "H"},
          }
        }
        ```

        The places and their actions are in the schema, and `:keys` shows both for the row under the cursor, such as
        `(global: copy)`. The places are `global` (everywhere except in lists that filter, forms, pages and questions), `clients`,
        `scopes`, `request`, `validation`, `operations`, `page` (a scope or an operation), `attempt`, `log`, `inspect`, `compare`,
        `requests`, `tour`, `list` (a list that filters while you type), `form`, `import`, `path` (a line that asks for a file),
        `keys` (the list for changing keys), `text` (while typing), `help`, `viewer` (a page) and `question`.

        A key is one character, such as `y`, `Y`, `é` or `+`, or a name: `Space`, `Enter`, `Tab`, `Shift-Tab`, `Esc`, `Backspace`,
        `Del`, `Up`, `Down`, `Left`, `Right`, `Home`, `End`, `PgUp`, `PgDn`, `Ctrl-Left`, `Ctrl-Right`, `F1` to `F12`, `Ctrl-A` to
        `Ctrl-Z`, `Alt-B`, `Alt-D`, `Alt-F`. A terminal sends the same for Ctrl-I and Tab, and for Ctrl-J, Ctrl-M and Enter: write
        `Tab` and `Enter`.

        These are errors, reported with line and column:

        - **A key with two meanings**, in one place, or in two places whose keys work together, such as `scopes` and `global`. Ctrl-Z
          (`suspend`) and Ctrl-L (`redraw`) work everywhere. To swap two keys, change both actions. To use the key of another action,
          give that action another key or `"none"`.
        - **No way out**: the actions of Esc, Ctrl-C and Enter always keep these keys, and other actions cannot have them.
        - **A character in `text`, `list` or `path`**: characters are text there.

        ## Colours

        `:theme` lists the themes. The theme under the cursor is shown. Enter keeps it, and Esc restores the old one.

        | theme | looks |
        | --- | --- |
        | `auto` | the terminal's own text and background, and a few of its sixteen colours; this is the default |
        | `dark` | light text on a dark background |
        | `light` | dark text on a white background |
        | `contrast` | the strongest contrast, on black |
        | `dusk` | soft colours on dark blue, for 256 colours |
        | `mono` | no colours |

        `dark`, `light`, `contrast` and `dusk` paint the background. In terminals with 256 colours they look the same everywhere. Their
        contrast is at least 4.5 to 1 (WCAG 2), and that of `contrast` 7 to 1. With 16 colours, the contrast depends on your
        terminal's palette. A state is never shown only by its colour.

        Your own theme starts from another one:

        ```json
        {
          "theme": {
            "base": "dark",
            "background": 235,
            "accent": 75,
            "error": "bright-red",
            "dim": 248
          }
        }
        ```

        The roles are `text`, `accent` (titles and keys), `ok`, `warning`, `error`, `dim`, and in the URL `host`, `name`, `value` and
        `value-beside` (every second value). A colour is a number from 0 to 255, or one of `black`, `red`, `green`, `yellow`, `blue`,
        `magenta`, `cyan`, `white`, or one of these after `bright-`. The contrast is not checked. The default of `base` is `auto`.

        With `NO_COLOR`, `CLICOLOR=0` or `--color never`, every theme is shown without colours, and `:theme` says why there is nothing
        to choose. `--color always` allows colours even if the environment turns them off. It does not choose a theme.

        ## Programs

        ```json
        {
          "browser": ["/usr/bin/chromium", "--profile-directory=Work"],
          "clipboard": ["ssh", "desk", "pbcopy"]
        }
        ```

        `browser` opens URLs: it gets the URL as its last argument. `clipboard` copies: it gets the text on its standard input, and
        must end within 2 seconds. Each is a list of the program and its arguments. There is no shell, so quotation marks, `$HOME`
        and `~` have no special meaning. The program is an absolute path, or a name that is searched in the absolute directories of `PATH`.

        `AUTHSCOPE_BROWSER` and `AUTHSCOPE_COPY` have precedence. `authscope login` also opens the browser of `config.json`, but uses
        nothing else from it.

        ## The rest

        | member | values | meaning |
        | --- | --- | --- |
        | `mouse` | `true`, `false` | use the mouse; `M` turns it off and on. `--no-mouse` has precedence |
        | `hints` | `"on"`, `"off"` | show keys in the last row and the corner. `?` lists the keys in any case |
        | `ascii` | `true`, `false` | draw the screen in ASCII, as with `--ascii` |

        """#
}
