import Foundation

/// Files to which a test compares its output. `RECORD=1 swift test` records them again.
package enum Recording {
    /// Returns the differences from the recorded text, for people; nil if they are equal.
    ///
    /// - Parameters:
    ///   - path: The file, relative to the folder of the calling test. `../../docs` is the documentation.
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
