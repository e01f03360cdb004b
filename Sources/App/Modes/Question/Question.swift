import Catalog
import OAuth
import Screen

/// A question to answer with yes or no, and the steps that follow a yes.
package struct Question: ModeState {
    /// The question in several lengths, the longest first.
    package let texts: [String]
    package let steps: [Step]
    private var view = Kept(View())

    /// The question and the keys, wrapped for a popup.
    private struct View {
        var lines: [Line] = []
        var popup: Size?
    }

    package init(_ texts: [String], then steps: [Step]) {
        self.texts = texts
        self.steps = steps
    }

    package var cover: Cover { .screen(or: view.value.popup) }
    package func contexts(on desk: Desk) -> [Binding.Context] { [.confirm] }

    package mutating func perform(_ action: Action, on desk: inout Desk, in room: Room) -> Bool {
        switch action {
        case .yes:
            desk.close()
            desk.steps += steps
        case .back: desk.close()
        default: return false
        }
        return true
    }

    /// Ignores a paste, so that pasted text never answers a question.
    package mutating func paste(_ text: String, on desk: inout Desk) -> Bool { true }

    package mutating func settle(on desk: inout Desk, in room: Room) {
        guard room.kind != .tooSmall else { return }
        for text in texts {
            let lines = wrap(text, width: min(60, room.popupColumns - 4)).map { Line("  " + $0, Style(.text, .bold)) }
            let (all, popup) = room.lines(title: Self.title) { _, _ in lines + [Line(), answers(with: desk.keys)] }
            view.value = View(lines: all, popup: popup)
            if popup != nil { break }
        }
    }

    private static let title = "Question"

    /// The answers, each with its key.
    private func answers(with keys: KeyTable) -> Line {
        var line = Line()
        for (action, text) in hints {
            let key = keys.key(of: action, in: [.confirm])
            line.append(line.spans.isEmpty ? "  " : "   ")
            line.append(key?.label ?? "", Style(.accent, .bold), key: key)
            line.append(" " + text, key: key)
        }
        return line
    }

    private var hints: [Hint] { [(.yes, "yes"), (.back, "no")] }

    package func face(on desk: Desk, in room: Room) -> Face {
        Face(corner: Corner(Line("Yes or no?", Style(.warning, .bold)), hints), hints: hints)
    }

    package func draw(on desk: Desk, in room: Room, to frame: inout Frame) {
        let body = room.page
        frame.drawRule(Self.title, at: body.y - 1, body.x..<body.right)
        frame.draw(view.value.lines, from: 0, in: body)
    }
}

extension Question {
    /// With the method `plain`, the URL contains the verifier itself.
    package static let copyVerifier = Question(
        [
            "With plain, this URL contains the code verifier itself. Copy it anyway?",
            "Copy the code verifier with it?",
        ], then: [.copyURL])

    package static let printVerifier = Question(
        [
            "With plain, this URL contains the code verifier itself. Print it anyway?",
            "Print the code verifier too?",
        ], then: [.printURL])

    /// Every user of the machine can read the command line of a browser.
    package static func openVerifier(then step: Step) -> Question {
        Question(
            [
                "With plain, this URL contains the code verifier, and others can see it. Open it?",
                "Open a URL with the verifier in it?",
            ], then: [step])
    }

    package static let revealTokens = Question(
        ["Show both tokens in plain text for ten seconds?", "Show the tokens in plain text?"],
        then: [.ofAttempt(.revealTokens)])

    package static let copyToken = Question(
        ["Copy the access token? Anyone who has it can act for the user.", "Copy the access token?"],
        then: [.ofAttempt(.copyAccessToken)])

    package static let forgetTokens = Question(
        ["Leave? The tokens are stored nowhere else and will be lost.", "Leave and lose the tokens?"],
        then: [.leaveAttempt])

    package static let forgetCode = Question(
        ["Leave? The code has not been exchanged and will be lost.", "Leave and lose the code?"], then: [.leaveAttempt])

    /// Asked when the client is confidential and its secret is not sent.
    ///
    /// - Parameter isTurnedOff: Whether the user has turned off sending it. Otherwise, none was typed.
    package static func sendWithoutSecret(isTurnedOff: Bool) -> Question {
        let reason = isTurnedOff ? "The client secret is turned off." : "No client secret yet."
        return Question(
            ["\(reason) Send the request without it?", "Send without the client secret?"], then: [.sendTokenRequest])
    }

    package static let quitAttempt = Question(
        ["An attempt is running. Quit anyway?", "Quit during the attempt?"], then: [.quit])

    package static let startAgain = Question(
        ["An attempt is running. Stop it and start again?", "Stop it and start again?"], then: [.startAttempt(.init())])

    /// Asked when the user opens another provider while an attempt is running.
    package static func leaveAttempt(then step: Step) -> Question {
        Question(
            ["An attempt is running. Stop it and change to the other provider?", "Stop it and change?"],
            then: [.leaveAttempt, step])
    }

    /// Asked when an import would send codes and tokens to other hosts.
    ///
    /// - Parameter changes: The changes, in words.
    package static func moveHosts(_ changes: [String], then step: Step) -> Question {
        let all = changes.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: "; ")
        return Question(
            [
                "\(all). Is that right?", "Codes and tokens would go to another host. Is that right?",
                "The host changes. Is that right?",
            ], then: [step])
    }
}
