import Foundation
import Testing

/// Text files that a test compares its output with.
enum Recording {
    static func compare(_ text: String, with name: String, file: String = #filePath) throws {
        let folder = URL(filePath: file).deletingLastPathComponent().appending(path: "__Screens__")
        let path = folder.appending(path: "\(name).txt")
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try text.write(to: path, atomically: true, encoding: .utf8)
            return
        }
        let recorded = try String(contentsOf: path, encoding: .utf8)
        guard recorded != text else { return }
        let old = recorded.split(separator: "\n", omittingEmptySubsequences: false)
        let new = text.split(separator: "\n", omittingEmptySubsequences: false)
        let row = zip(old, new).enumerated().first { $1.0 != $1.1 }?.offset ?? min(old.count, new.count)
        let recordedLine = row < old.count ? old[row] : "(nothing)"
        let line = row < new.count ? new[row] : "(nothing)"
        Issue.record("\(name).txt line \(row + 1)\nrecorded: \(recordedLine)\nnow:      \(line)")
    }
}
