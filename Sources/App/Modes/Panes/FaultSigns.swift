import OAuth
import Screen
import Text

/// The rows of Request and Scopes that have findings.
struct FaultSigns {
    private var rows: [(row: RequestRow, severity: Severity)] = []
    private var scopes: [(name: [UInt8], severity: Severity)] = []

    init(_ panes: borrowing Panes, on desk: borrowing Desk) {
        // During an attempt the panes show its request. The findings are about the draft.
        guard !desk.jobs.isAttempting else { return }
        for diagnostic in desk.outcome.diagnostics where diagnostic.severity > .info {
            guard diagnostic.parameter != "scope" else {
                add(scopesOf: diagnostic, in: desk.outcome.url)
                continue
            }
            let field = panes.field(of: diagnostic.parameter, on: desk.session)
            if let row = field.row { rows.append((row, diagnostic.severity)) }
        }
    }

    /// Adds the scopes in the part of the URL that the finding is about.
    private mutating func add(scopesOf diagnostic: Diagnostic, in url: AuthorizationURL) {
        guard let range = diagnostic.range, range.upperBound <= url.text.utf8.count else { return }
        let octets = Array(url.text.utf8)[range]
        for word in PercentCoding.decode(octets).utf8.split(separator: UInt8(ascii: " ")) {
            scopes.append((Array(word), diagnostic.severity))
        }
    }

    /// Returns the worst severity of a row's findings, or nil when it has none.
    func severity(of row: RequestRow) -> Severity? {
        var worst: Severity?
        for sign in rows where sign.row == row { worst = max(worst ?? sign.severity, sign.severity) }
        return worst
    }

    func severity(ofScope name: ArraySlice<UInt8>) -> Severity? {
        var worst: Severity?
        for sign in scopes where sign.name.elementsEqual(name) { worst = max(worst ?? sign.severity, sign.severity) }
        return worst
    }
}

extension Frame {
    /// Draws the sign of a severity in the margin.
    mutating func drawSign(_ severity: Severity?, x: Int, y: Int) {
        guard let severity else { return }
        write(severity.sign, x: x, y: y, severity.style.with(.bold), until: x + 1)
    }
}
