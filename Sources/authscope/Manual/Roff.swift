import Text

/// Text in the language of man(7), which groff and mandoc both read.
struct Roff {
    private(set) var text: String
    /// Whether the last line is a title, after which no paragraph mark is needed.
    private var isAfterTitle = false

    /// - Parameters:
    ///   - date: The day of the release, such as 2026-11-29.
    init(title: String, section: Int, date: String, version: String, book: String) {
        text = """
            .\\" Made by authscope manual.
            .TH \(title.uppercased()) \(section) "\(date)" "authscope \(version)" "\(book)"
            .nh
            .ad l

            """
    }

    /// Text that is shown as it is.
    static func escaped(_ text: some StringProtocol) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "'": result += "\\(aq"
            case "`": result += "\\(ga"
            case "^": result += "\\(ha"
            case "~": result += "\\(ti"
            case _ where scalar.isASCII: result.unicodeScalars.append(scalar)
            default: result += "\\[u\(CodePoint.digits(of: scalar.value))]"
            }
        }
        return result
    }

    static func bold(_ text: some StringProtocol) -> String { "\\fB\(escaped(text))\\fR" }

    static func inline(_ text: Inline) -> String {
        text.spans.map { $0.style == .strong ? bold($0.text) : escaped($0.text) }.joined()
    }

    mutating func section(_ title: String) { self.title(".SH \(Self.escaped(title.uppercased()))") }

    mutating func subsection(_ title: String) { self.title(".SS \(Self.escaped(title))") }

    private mutating func title(_ request: String) {
        macro(request)
        isAfterTitle = true
    }

    /// Adds a paragraph of text that is escaped already.
    mutating func paragraph(_ text: String) {
        if !isAfterTitle { macro(".PP") }
        line(text)
    }

    /// A term and its meaning; both are escaped already.
    mutating func entry(_ term: String, _ paragraphs: [String]) {
        macro(".TP")
        line(term)
        for (index, text) in paragraphs.enumerated() {
            if index > 0 { macro(".br") }
            line(text)
        }
    }

    /// Lines that are kept as they are.
    mutating func literal(_ lines: [String]) {
        if !isAfterTitle { macro(".PP") }
        macro(".RS 4")
        macro(".nf")
        for text in lines { line(Self.escaped(text)) }
        macro(".fi")
        macro(".RE")
    }

    private mutating func macro(_ text: String) {
        self.text += text + "\n"
        isAfterTitle = false
    }

    /// A point or an apostrophe at the start would begin a request; a blank would break the line.
    private mutating func line(_ text: String) {
        text.split(separator: "\n", omittingEmptySubsequences: false).forEach { line in
            isAfterTitle = false
            self.text += (line.hasPrefix(".") || line.hasPrefix("'") || line.isEmpty ? "\\&" : "") + line + "\n"
        }
    }
}
