import OAuth
import Scan
import Screen
import Text

extension Desk {
    /// Searches the files at a path, and opens the list for their findings.
    mutating func scan(_ path: String) {
        jobs.scanNumber += 1
        effects.append(.scan(jobs.scanNumber, path: path))
        open(Menu(scan: jobs.scanNumber, of: path))
    }
}

extension Menu.Row {
    /// Creates the row of a finding in a file. Enter opens the file there.
    ///
    /// - Parameter folder: The start of the path that all findings share. It is not shown.
    init(_ one: FileFinding, in folder: String) {
        let place = "\(one.path.text.dropFirst(folder.count)):\(one.start.line)"
        self.init(
            text: "\(one.finding.severity.sign) \(safe(place))", detail: one.finding.message,
            remark: one.finding.rule.rawValue, isPresent: nil, refusal: nil, explanation: one.finding.message,
            steps: [.edit(one.path, line: one.start.line, column: one.start.column)])
    }
}

/// Returns the longest start of all paths that ends with a slash.
func commonFolder(of paths: [String]) -> String {
    guard var common = paths.first?.utf8.map({ $0 })[...] else { return "" }
    for path in paths {
        let shared = zip(common, path.utf8).prefix { $0 == $1 }.count
        common = common.prefix(shared)
    }
    return String(decoding: common[...(common.lastIndex(of: ascii("/")) ?? -1)], as: UTF8.self)
}
