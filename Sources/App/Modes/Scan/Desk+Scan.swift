import OAuth
import Scan
import Screen

extension Desk {
    /// Searches the files at a path, and opens the list for their findings.
    mutating func scan(_ path: String) {
        jobs.scanPath = path
        jobs.scanNumber += 1
        effects.append(.scan(jobs.scanNumber, path: path))
        open(Menu(scan: jobs.scanNumber, of: path))
    }
}

extension Menu.Row {
    /// A finding in a file; Enter opens the file there.
    init(_ one: FileFinding) {
        let place = "\(one.path.text):\(one.start.line)"
        self.init(
            text: "\(one.finding.severity.sign) \(safe(place))", detail: one.finding.message,
            remark: one.finding.rule.rawValue, isPresent: nil, refusal: nil, explanation: one.finding.message,
            steps: [.edit(one.path, line: one.start.line, column: one.start.column)])
    }
}
