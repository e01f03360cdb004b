import Foundation
import Testing

/// Comments, tests and documentation cite only what is in the repository.
@Suite struct ReferenceTests {
    private struct File {
        /// From the root of the repository.
        var path: String
        var text: String
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    private let files: [File]

    /// Reads all text but what the program made (`__Screens__`) and the inputs of the fuzzer (`corpus`).
    init() throws {
        var files: [File] = []
        for top in [".ci", "Sources", "Tests", "Tools", "docs", "seeds"] {
            let below = try #require(FileManager.default.enumerator(atPath: Self.root.appending(path: top).path))
            while let path = below.nextObject() as? String {
                if ["__Screens__", "corpus"].contains(path.split(separator: "/").last) { below.skipDescendants() }
                guard below.fileAttributes?[.type] as? FileAttributeType == .typeRegular else { continue }
                if let text = try Self.text(of: "\(top)/\(path)") {
                    files.append(File(path: "\(top)/\(path)", text: text))
                }
            }
        }
        for path in ["CHANGELOG.md", "Makefile", "Package.swift", "README.md"] {
            files.append(File(path: path, text: try #require(try Self.text(of: path))))
        }
        self.files = files
    }

    // MARK: Numbers

    /// S4.5 is a promise, T7 a step of the linter, group G some of its rules.
    @Test func explainsEveryNumber() throws {
        let security = try text("docs/security.md")
        let model = try text("docs/lint-model.md")
        let explained = Set(
            try found(#"^## (S\d+) "#, in: security) + found(#"^- \*\*(S\d+\.\d+)\*\* "#, in: security)
                + found(#"^- \*\*(T\d+)\*\* "#, in: model) + found(#"^\| Group ([A-Z]) \|"#, in: model))
        var cited: [String] = []
        for file in files {
            let numbers =
                try found(#"\b([ST]\d{1,2}(?:\.\d+)?)\b"#, in: file.text)
                + found(#"\b[Gg]roups? ([A-Z])\b"#, in: file.text)
                + found(#"\bGroups [A-Z] and ([A-Z])\b"#, in: file.text)
            cited += numbers
            #expect(numbers.filter { !explained.contains($0) } == [], "in \(file.path)")
        }
        #expect(cited.count > explained.count)
    }

    @Test func saysWhatHoldsEveryPromise() throws {
        let promises = try text("docs/security.md").components(separatedBy: "\n- **S").dropFirst()
        #expect(promises.count > 40)
        for promise in promises { #expect(promise.contains("\n  *Held by* `"), "S\(promise.prefix(60))") }
    }

    /// `Target.Suite` (`test`, `another`)
    @Test func namesTestsThatExist() throws {
        var count = 0
        for match in try matches(#"`(\w+)\.(\w+)` \(((?:`\w+`,?\s*)+)\)"#, in: try text("docs/security.md")) {
            let (target, suite) = (match[1], match[2])
            let sources = try files.filter {
                try $0.path.hasPrefix("Tests/\(target)/")
                    && !found(#"\b(struct|class|extension) \#(suite)\b"#, in: $0.text).isEmpty
            }
            for test in try found(#"`(\w+)`"#, in: match[3]) {
                #expect(sources.contains { $0.text.contains("func \(test)(") }, "\(target).\(suite)/\(test)")
                count += 1
            }
        }
        #expect(count > 100)
    }

    // MARK: Places

    @Test func namesFilesThatExist() throws {
        var count = 0
        for file in files {
            for path in try found(#"(?<![\w/.~-])((?:docs|Sources|Tests|Tools|seeds)/[\w./+-]*)"#, in: file.text) {
                let path = path.hasSuffix(".") ? String(path.dropLast()) : path
                #expect(exists(path), "in \(file.path)")
                count += 1
            }
        }
        #expect(count > 50)
    }

    @Test func linksToFilesThatExist() throws {
        var count = 0
        for file in files where file.path.hasSuffix(".md") {
            let folder = file.path.split(separator: "/").dropLast().joined(separator: "/")
            for link in try found(#"\]\(([^)#:]+)[^):]*\)"#, in: file.text) {
                #expect(exists("\(folder)/\(link)"), "\(link) in \(file.path)")
                count += 1
            }
        }
        #expect(count > 20)
    }

    /// Comments and pages do not mention their own history or files outside the repository.
    @Test func pointsAtNothingElse() throws {
        // The program proposes the last one for its report.
        let pages = Set(files.compactMap { $0.path.split(separator: "/").last } + ["authscope-report.md"])
        for file in files {
            let strangers = try found(#"([\w-]+\.md)\b"#, in: file.text).filter { !pages.contains($0[...]) }
            #expect(strangers == [], "in \(file.path)")
            // A section has its document before it, at times in the line above.
            let others = try found(
                #"((?<!https://[\w./-]{1,80})\bshared[/]\w*|\b[Ii]ssue\s#?\d+|(?<!RFC \d{4}[\s/#*]{1,12})\b[Ss]ections?\s\d[\d.]*)"#,
                in: file.text)
            #expect(others == [], "in \(file.path)")
        }
    }

    // MARK: Documentation

    /// All public symbols document their parameters, results and errors.
    @Test func documentsThePublicInterface() throws {
        let declaration =
            #"((?:^ *///[^\n]*\n)*)(?:^ *@[^\n]*\n)*^ *public (?:static |mutating |convenience )*((?:func \w|init|subscript)[^{]*)\{"#
        var count = 0
        for file in files where file.path.hasPrefix("Sources/OAuth/") {
            for match in try matches(declaration, in: file.text) {
                let (comment, signature) = (match[1], match[2])
                let parts = [
                    (signature.contains(":"), "- Parameter"), (signature.contains("throws"), "- Throws:"),
                    (signature.contains("->") && !signature.hasPrefix("init"), "- Returns:"),
                ]
                for (isThere, part) in parts where isThere {
                    #expect(comment.contains(part), "\(signature) in \(file.path)")
                    count += 1
                }
            }
        }
        #expect(count > 130)
    }

    /// Each library has a page to begin with, and the page names only types of the library.
    @Test func hasAPageForEachLibrary() throws {
        let pages = files.filter { $0.path.contains(".docc/") }
        #expect(pages.count == 15)
        for page in pages {
            let target = try #require(page.path.split(separator: "/").dropFirst().first)
            let sources = files.filter { $0.path.hasPrefix("Sources/\(target)/") && $0.path.hasSuffix(".swift") }
            let symbols = try found(#"``(\w+)``"#, in: page.text).filter { $0 != target }
            #expect(symbols.count > 1, "in \(page.path)")
            for symbol in symbols {
                let isThere = try sources.contains {
                    try !found(#"\b(struct|class|enum|protocol|actor|typealias) \#(symbol)\b"#, in: $0.text).isEmpty
                }
                #expect(isThere, "\(symbol) in \(page.path)")
            }
        }
    }

    // MARK: Reading

    /// Returns nil if the file is not text.
    private static func text(of path: String) throws -> String? {
        String(data: try Data(contentsOf: root.appending(path: path)), encoding: .utf8)
    }

    private func text(_ path: String) throws -> String { try #require(files.first { $0.path == path }).text }

    private func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: Self.root.appending(path: path).path)
    }

    /// The first group of each match.
    private func found(_ pattern: String, in text: String) throws -> [String] {
        try matches(pattern, in: text).map { $0[1] }
    }

    /// Each match with its groups. Foundation's expressions, since Swift's take seconds for all of the sources.
    private func matches(_ pattern: String, in text: String) throws -> [[String]] {
        let text = NSString(string: text)
        let expression = try NSRegularExpression(pattern: pattern, options: .anchorsMatchLines)
        return expression.matches(in: text as String, range: NSRange(location: 0, length: text.length)).map { match in
            (0..<match.numberOfRanges).map {
                let range = match.range(at: $0)
                return range.location == NSNotFound ? "" : text.substring(with: range)
            }
        }
    }
}
