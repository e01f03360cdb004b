import OAuth
import Scan
import Text

extension Target {
    /// The finder of messages in files, and the verdict about them. The first octet says what kind of file it is.
    static let scan = Target(
        name: "scan",
        words: [
            "response_type=code", "client_id=", "redirect_uri=", "grant_type=authorization_code", "?code=", "&state=",
            "&error=", "#access_token=", "https://a.example/authorize?", "\\u0026", "\\/", "&amp;", "${x}", "#{x}",
            "{{ x }}", "%s", "\\(x)", "<%= x %>", "<X>", "$x", "\" + x + \"", "' . $x . '", "\"\n  \"&", "\n  &", "…",
            "client_secret=", "code_verifier=", "`", "&...", "scope=a b",
        ]
    ) { octets in
        let name = octets.first.map { $0 & 1 == 0 ? "a.html" : "a.js" } ?? "a"
        var end = 0
        MessageFinder(fileName: name.utf8).forEachMessage(in: octets) { message in
            hold(message.source.lowerBound >= end, "messages do not overlap")
            hold(message.source.upperBound <= octets.count, "\(message.source) is in the file")
            end = message.source.upperBound
            let length = message.text.utf8.count
            for start in 0..<length {
                let place = message.place(of: start..<start + 1)
                hold(
                    message.source.lowerBound <= place.lowerBound && place.upperBound <= octets.count,
                    "\(place) of \(start) is in the message")
            }
        }
        let report = FileReport(on: octets, path: "a") { message in
            switch message.kind {
            case .authorizationRequest: RequestLinter(context: LintContext()).lint(message.text).diagnostics
            case .authorizationResponse: ResponseLinter(context: LintContext()).lint(message.text).diagnostics
            case .tokenRequest:
                TokenRequestLinter(context: LintContext()).lint(message.tokenRequest(endpoint: nil)).diagnostics
            }
        }
        for finding in report.findings {
            hold(finding.start.line >= 1 && finding.start.column >= 1, "a place counts from 1")
            guard let range = finding.finding.range else { continue }
            hold(
                range.lowerBound >= 0 && range.upperBound <= finding.excerpt.utf8.count,
                "\(finding) is in its excerpt")
        }
    }

    /// The reader and matcher of `.gitignore` files. Lines up to an empty one are the file, those after it are paths.
    static let ignore = Target(
        name: "ignore",
        words: ["**/", "/**", "*", "?", "[a-z]", "[!", "[[:alpha:]]", "\\", "!", "#", "\n\n", "/", " ", "a/b", "\r\n"]
    ) { octets in
        let text = octets.split(separator: 0x0A, omittingEmptySubsequences: false)
        let end = text.firstIndex { $0.isEmpty } ?? text.endIndex
        let lines = text[..<end].joined(separator: [0x0A])
        let file = IgnoreFile(Array(lines))
        for path in text[end...] where !path.isEmpty {
            let ofFile = file.verdict(on: path, isFolder: false)
            let ofFolder = file.verdict(on: path, isFolder: true)
            hold(ofFile == nil || ofFolder != nil, "what matches a file matches a folder")
            hold(!file.isEmpty || ofFolder == nil, "an empty file says nothing")
        }
    }
}
