import CNcurses

extension Terminal {
    /// Leaves the screen, prints `text` as one line, which the terminal itself wraps, and waits for Enter.
    ///
    /// Rows drawn by ncurses are separate lines. Only text printed in this way can be selected as one line,
    /// double-clicked or recognised as a link. The caller must make it safe to print. Esc, `q` and Ctrl-C go back too.
    ///
    /// - Parameter isURL: Whether the text is a URL. Terminals that follow xterm also get it as a hyperlink (OSC 8).
    package func showPlain(_ text: String, isURL: Bool = false, prompt: String) {
        guard scr_pause() else { return }
        let text = isURL ? linked(text) : text
        var isDone = false
        // False when the program was asked to end while the shell had the terminal.
        var isOurs = true
        printPlain(text, prompt)
        while !isDone {
            _ = wait(for: nil, timeout: nil)
            let signals = Int(scr_signals())
            // After a stop, the shell has printed over the text.
            if signals & Int(SCR_GOT_STOP) != 0 { isOurs = suspendPlain(text, prompt) }
            if isOurs, signals & Int(SCR_GOT_CONTINUE) != 0 { isOurs = resumePlain(text, prompt) }
            let terminations = Self.terminations(signals)
            waiting += terminations
            isDone = !isOurs || !terminations.isEmpty
            var typed: [TerminalEvent] = []
            readInput(into: &typed)
            for event in typed {
                switch event {
                case .key(.enter), .key(.escape), .key(.character("q")), .key(.control("c")): isDone = true
                case .key(.control("z")):
                    isOurs = suspendPlain(text, prompt)
                    isDone = isDone || !isOurs
                case .hungUp:
                    isDone = true
                    waiting.append(event)
                default: break
                }
            }
        }
        if isOurs { send(Array("\r\n".utf8)) }
        enterAgain()
    }

    /// Terminals such as VTE ignore a longer address.
    private static let longestLink = 2_083

    /// Returns the URL as a hyperlink to itself, or unchanged if the terminal would show the sequence as text.
    private func linked(_ url: String) -> String {
        guard isXtermLike, url.utf8.count <= Self.longestLink, url.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return url }
        return "\u{1B}]8;;\(url)\u{07}\(url)\u{1B}]8;;\u{07}"
    }

    private func printPlain(_ text: String, _ prompt: String) {
        let line = isUnicode ? text : Self.ascii(text)
        // The previous contents scroll up and are not lost. The URL begins in the first row, with nothing above it.
        let scroll = String(repeating: "\n", count: max(1, size.height))
        let clear = isXtermLike ? "\u{1B}[J" : ""
        send(Array("\(scroll)\u{1B}[H\(clear)\r\(line)\r\n\r\n\(isUnicode ? prompt : Self.ascii(prompt))".utf8))
    }

    /// Returns false when the program was asked to end.
    private func suspendPlain(_ text: String, _ prompt: String) -> Bool {
        send(Array("\r\n".utf8))
        guard scr_suspend() else { return false }
        printPlain(text, prompt)
        return true
    }

    /// Returns false when the program was asked to end.
    private func resumePlain(_ text: String, _ prompt: String) -> Bool {
        guard scr_pause() else { return false }
        printPlain(text, prompt)
        return true
    }

    private static func ascii(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.isASCII ? $0 : "?" }))
    }
}
