import Flow
import OAuth
import Screen

/// The page about an entry of the log: the whole message, and its findings.
enum LogEntryPage {
    static func lines(of entry: LogEntry, width: Int) -> [Line] {
        var page = PageText(width: width)
        page.paragraph(entry.title, Style(.text, .bold))
        if !entry.message.isEmpty { page.gap() }
        for text in entry.message {
            // A message is not prose: its lines can break anywhere.
            for line in wrapEverywhere(text, width: max(1, width - 4)) { page.append(Line("  " + line)) }
        }
        if !entry.findings.isEmpty {
            page.gap()
            page.heading("Findings")
        }
        for finding in entry.findings {
            page.field(
                finding.rule.rawValue, finding.message, sign: finding.severity.sign, finding.severity.style)
        }
        return page.lines
    }
}
