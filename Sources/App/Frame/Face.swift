import OAuth
import Screen

/// A key to name, by its action, and what it does here in a word or two.
package typealias Hint = (action: Action, text: String)

/// All that a mode shows and says around its body. The corner, the explanation row and the footer are made from it.
package struct Face {
    /// How things stand, and the next step.
    package var corner: Corner
    package var explanation: Explanation
    /// The keys for the footer, the most useful first; what does not fit is left out.
    package var hints: [Hint]
    /// The words of a filter, which are marked in the explanation.
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

/// The right end of row 1.
package struct Corner {
    package var verdict: Line
    /// The keys for the next step, the most useful first; what does not fit is left out.
    package var hints: [Hint]

    package init(_ verdict: Line, _ hints: [Hint] = []) {
        self.verdict = verdict
        self.hints = hints
    }

    /// A corner that names nothing but the next step.
    package static func next(_ hints: [Hint]) -> Corner { Corner(Line("Next:", Style(.accent, .bold)), hints) }
}

/// The last row but one.
package enum Explanation {
    /// A subject and what is said of it; at the right end the longest of the facts that fits, or a warning.
    case text(String, String, facts: [String] = [], warning: String? = nil)
    /// A line that is being typed, after its label.
    case line(String, LineEditor)
}
