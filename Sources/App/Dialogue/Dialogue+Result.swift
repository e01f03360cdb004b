import OAuth
import Text

extension Dialogue {
    /// The URL and the findings, in words.
    var result: [String] {
        ["URL, \(url.utf8.count.counted("character")):", url] + findings
    }

    private var findings: [String] {
        let outcome = desk.outcome
        guard let counts = outcome.verdict.text else { return ["No findings. The request is valid."] }
        return ["Findings: \(counts)."]
            + outcome.diagnostics.enumerated().map { index, finding in
                let advice = finding.advice.isEmpty ? "" : " Fix: \(finding.advice)."
                let word = finding.severity == .info ? "note" : finding.severity.rawValue
                return "\(index + 1). \(word), \(finding.parameter): \(finding.message)\(advice)"
            }
    }

    mutating func takeCommand(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        switch words.first {
        case nil: end()
        case "copy": useURL(words, .copyURL)
        case "open":
            if let absence = desk.browserAbsence { return say(sentence: absence) }
            useURL(words, .openURL)
        case "url":
            say(url)
            desk.session.noteIssued()
        case "findings": findings.forEach { say($0) }
        case "explain": if let finding = finding(words) { explain(finding.rule.rule) }
        case "fix": if let finding = finding(words) { fix(finding) }
        case "new": desk.effects.append(.drawValues(.userAsked))
        case "verifier": sayVerifier()
        case "undo":
            desk.effects += desk.session.undo()
            ask(.result)
        case "provider":
            if listings.isEmpty { say("The provider was given when authscope was started.") } else { change(.provider) }
        case "client": change(.client)
        case "redirect": change(.redirectURI)
        case "scopes": change(.scopes)
        case "method": change(.method)
        case .some(let word): say("Unknown: \(word). Type help for the possible answers.")
        }
    }

    /// With the method plain, the URL contains the verifier, so the user must confirm with a second word.
    private mutating func useURL(_ words: [String], _ step: Step) {
        guard desk.draft.method != .plain || words.dropFirst().first == "plain" else {
            return say(
                "With the method plain, the URL contains the code verifier. To do it anyway, type \(words[0]) plain.")
        }
        desk.apply(step)
    }

    private mutating func sayVerifier() {
        guard desk.draft.method != .none else { return say("There is no verifier: the method is none.") }
        say("The code verifier, which is a secret:")
        say(desk.draft.verifier)
    }

    /// Returns the finding with the number that was typed; without a number, the only one.
    private mutating func finding(_ words: [String]) -> Diagnostic? {
        let findings = desk.outcome.diagnostics
        guard !findings.isEmpty else {
            say("There are no findings.")
            return nil
        }
        let number = words.count > 1 ? Int(words[1]) : findings.count == 1 ? 1 : nil
        guard let number, findings.indices.contains(number - 1) else {
            say("Which one? Type a number from 1 to \(findings.count), such as \(words[0]) 1.")
            return nil
        }
        return findings[number - 1]
    }

    private mutating func fix(_ finding: Diagnostic) {
        guard finding.fix != nil else { return say("Only you can fix this: \(finding.advice).") }
        desk.fix(finding, with: nil)
        // If the fix needs random values, the result is shown when they arrive.
        if !desk.effects.contains(.drawValues(.fix(finding))) { ask(.result) }
    }

    private mutating func explain(_ rule: Rule) {
        say("Rule \(rule.id.rawValue), \(rule.reference).")
        say("When: \(rule.summary)")
        say("Why: \(rule.explanation)")
        say("Fix: \(rule.advice)")
    }
}
