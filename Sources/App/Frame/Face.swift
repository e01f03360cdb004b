import OAuth
import Screen

/// An action whose key is shown, and a word or two about its effect.
package typealias Hint = (action: Action, text: String)

/// The texts that a mode shows around its body: the corner, the explanation row and the footer.
package struct Face {
    /// The state and the next step.
    package var corner: Corner
    package var explanation: Explanation
    /// The keys for the footer, the most useful first. Those that do not fit are left out.
    package var hints: [Hint]
    /// The words of a filter, which are underlined in the explanation.
    package var words: SearchWords

    package init(
        corner: Corner, explanation: Explanation = .text("", ""), hints: [Hint], marking words: SearchWords = .none
    ) {
        self.corner = corner
        self.explanation = explanation
        self.hints = hints
        self.words = words
    }
}

/// The right end of row 1: the state, and the keys for the next step.
package struct Corner {
    package var verdict: Line
    /// The keys for the next step, the most useful first. Those that do not fit are left out.
    package var hints: [Hint]

    package init(_ verdict: Line, _ hints: [Hint] = []) {
        self.verdict = verdict
        self.hints = hints
    }

    /// Returns a corner that shows only the next step.
    package static func next(_ hints: [Hint]) -> Corner { Corner(Line("Next:", Style(.accent, .bold)), hints) }
}

/// The content of the explanation row, the last row but one.
package enum Explanation {
    /// A subject and a text about it. At the right end is the longest fact that fits, or a warning.
    case text(String, String, facts: [String] = [], warning: String? = nil)
    /// A label and a line that is being typed.
    case line(String, LineEditor)
}
