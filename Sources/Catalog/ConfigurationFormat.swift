/// The format of `config.json` and `settings.json`, in words. `docs/configuration.md` is recorded from it.
package enum ConfigurationFormat {
    /// The whole page, in Markdown.
    package static let markdown = #"""
        # Configuration

        authscope needs no configuration. Two files change how it looks and which keys it has, both in `~/.config/authscope`
        (`$XDG_CONFIG_HOME/authscope`); `authscope paths` names them.

        - **`config.json`** is yours: the program only reads it. It is JSON, in which comments (`//`, `/* */`) and a comma after
          the last element are allowed. Its [JSON Schema](config.schema.json) lets an editor complete and check it.
        - **`settings.json`** is written by the program: what you choose in `:theme` and `:keys`. Where `config.json` says
          something else, that counts, and both lists say so.

        A command line option or a variable of the environment counts more than either file. `authscope --no-config` starts
        without them.

        If a file is wrong, the program starts without it. The row above the last one says what is wrong and where, as
        `config.json:3:12: unknown theme "drak"; did you mean "dark"?`, until you have looked at `:messages`. `authscope paths`
        says the same without the screen and ends with exit code 4.

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

        `:keys` lists every action with its keys. Press Enter on a row and then the new key. `a` adds one more key, `x` takes all
        keys away, and `d` goes back to the usual ones. A key that has another meaning there is refused, with the action that has it. A `*`
        marks rows that differ from the usual keys.

        In `config.json`, keys are grouped by the place where they work. Each action gets one key, a list of up to eight, or `"none"`.
        The first one is named in the last row and in messages.

        ```json
        {
          "keys": {
            "global": {
              "copy": "W",
              "pane.next": ["Tab", "Ctrl-N"],
              "zoom": "none",
            },
            "text": {"text.kill.start": ["Ctrl-U", "Ctrl-G"]},
            "attempt": {"attempt.allow": "Y"},
          }
        }
        ```

        The places and their actions are in the schema, and `:keys` shows both for the row under the cursor, as
        `(global: copy)`. The places are `global` (everywhere but in lists that filter, forms, pages and questions), `clients`, `scopes`,
        `request`, `validation`, `operations`, `page` (a scope or an operation), `attempt`, `list` (a list that filters while you
        type), `form`, `import`, `document` (the line that asks for one), `keys` (the list for changing keys), `text` (while
        typing), `help`, `viewer` (a page) and `question`.

        A key is one character, such as `y`, `Y`, `é` or `+`, or a name: `Space`, `Enter`, `Tab`, `Shift-Tab`, `Esc`, `Backspace`,
        `Del`, `Up`, `Down`, `Left`, `Right`, `Home`, `End`, `PgUp`, `PgDn`, `Ctrl-Left`, `Ctrl-Right`, `F1`, `Ctrl-A` to `Ctrl-Z`,
        `Alt-B`, `Alt-D`, `Alt-F`. A terminal sends the same for Ctrl-I and Tab, and for Ctrl-J, Ctrl-M and Enter: write `Tab` and
        `Enter`.

        What is refused, with its line and column:

        - **A key with two meanings**: in one place, or in two places whose keys work together, such as `scopes` and `global`. Ctrl-Z (`suspend`) and Ctrl-L (`redraw`) work everywhere. To swap two
          keys, name both. To use the key of an action, give that action another key or `"none"`.
        - **No way out**: Esc, Ctrl-C and Enter stay with the actions that have them, and get no other.
        - **A character where text is typed**, in `text`, `list` and `document`: there it is text.

        ## Colours

        `:theme` lists the themes. Each is shown while the cursor is on it; Enter keeps it, Esc goes back.

        | theme | looks |
        | --- | --- |
        | `auto` | the terminal's own text and background, and a few of its sixteen colours; this is the usual one |
        | `dark` | light text on a dark background |
        | `light` | dark text on a white background |
        | `contrast` | the strongest contrast, on black |
        | `dusk` | soft colours on dark blue; it is made for 256 colours |
        | `mono` | no colours |

        `dark`, `light`, `contrast` and `dusk` paint the background, and use colours that are the same in all terminals where there are 256.
        All that they show has a contrast of at least 4.5 to 1 (WCAG 2), `contrast` one of 7 to 1. Where a terminal has sixteen
        colours, they use those, with the same contrast if the colours are as usual. A state is never shown by its colour alone.

        A theme of your own starts from another one:

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
        `value-beside` (every second value). A colour is a number of the 256, or one of `black`, `red`, `green`, `yellow`, `blue`,
        `magenta`, `cyan`, `white` and the same with `bright-` before it. The contrast is up to you. Without `base` it is `auto`.

        No colour always counts: with `NO_COLOR`, `CLICOLOR=0` or `--color never`, every theme is shown without colours, and `:theme`
        says why it has nothing to offer. `--color always` allows colours where the environment says no; it chooses no theme.

        ## Programs

        ```json
        {
          "browser": ["/usr/bin/chromium", "--profile-directory=Work"],
          "clipboard": ["ssh", "desk", "pbcopy"]
        }
        ```

        `browser` opens URLs: it gets the URL as its last argument. `clipboard` copies: it gets the text on its standard input, and
        must end within 2 seconds. Each is a list of the program and its arguments. There is no shell, so quotation marks, `$HOME`
        and `~` mean nothing. The program is an absolute path, or a name that is looked for in the absolute directories of `PATH`.

        `AUTHSCOPE_BROWSER` and `AUTHSCOPE_COPY` come before them. `authscope login` opens the browser of `config.json`, too, and reads
        nothing else in it.

        ## The rest

        | member | values | meaning |
        | --- | --- | --- |
        | `mouse` | `true`, `false` | whether the mouse is used at the start; `M` changes that. `--no-mouse` counts more |
        | `hints` | `"on"`, `"off"` | whether the last row and the corner name keys. `?` lists them all the same |
        | `ascii` | `true`, `false` | whether all is drawn in ASCII; so does `--ascii` |

        """#
}
