import Foundation

/// Files that a test compares its output with. `RECORD=1 swift test` writes them anew.
package enum Recording {
    /// Where the text differs from the recorded one, for people; nil when they are equal.
    ///
    /// - Parameters:
    ///   - path: The file, from the folder of the test that calls; `../../docs` leads to the documentation.
    package static func difference(of text: String, from path: String, test: String = #filePath) throws -> String? {
        let file = URL(filePath: test).deletingLastPathComponent().appending(path: path)
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
            return nil
        }
        let recorded = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        guard !recorded.utf8.elementsEqual(text.utf8) else { return nil }
        let old = recorded.split(separator: "\n", omittingEmptySubsequences: false)
        let new = text.split(separator: "\n", omittingEmptySubsequences: false)
        let row = zip(old, new).enumerated().first { $1.0 != $1.1 }?.offset ?? min(old.count, new.count)
        let recordedLine = row < old.count ? String(old[row]) : "(nothing)"
        let line = row < new.count ? String(new[row]) : "(nothing)"
        return "\(path):\(row + 1)\nrecorded: \(recordedLine)\nnow:      \(line)"
    }
}
