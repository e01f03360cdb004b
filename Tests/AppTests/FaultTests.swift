import OAuth
import Screen
import TestTraits
import Testing

@testable import App

/// Findings and changes are marked in their places.
@Suite(.onThreadsOfTheirOwn) struct FaultTests {
    /// A client whose redirect URI was typed with a slash too many.
    private func unregistered(width: Int = 80, height: Int = 24, uri: String = "http://127.0.0.1:8765/callback/")
        -> Model
    {
        var model = Fixture.model(width: width, height: height)
        model.press("3")
        while model.requestCursor != .otherRedirect { model.press("j") }
        model.press("e", .control("u"))
        model.type(uri)
        model.press(.enter)
        return model
    }

    private func style(_ text: String, in model: Model, from row: Int) -> Style? {
        let frame = model.render()
        for y in row..<frame.size.height {
            let line = model.screen[y]
            guard let range = line.range(of: text) else { continue }
            return frame[line.distance(from: line.startIndex, to: range.lowerBound), y]?.style
        }
        return nil
    }

    @Test func marksTheRowOfRequestThatAFindingIsAbout() throws {
        var model = unregistered()
        model.press("2")
        let row = try #require(model.screen.first { $0.contains("callback/ ") && $0.contains("(∙)") })
        #expect(row.contains("│✗"))
        model.press("3", "g", "m")
        #expect(model.screen.contains { $0.contains("│! PKCE") || $0.contains("│!PKCE") })
        #expect(!Fixture.model().screen.contains { $0.contains("│✗") || $0.contains("│!") })
    }

    @Test func marksTheScopeThatAFindingIsAbout() throws {
        var provider = Fixture.provider
        provider.scopes = ScopeList([(name: "user:read", summary: ""), (name: "a,b", summary: "")])
        var model = Fixture.model(provider)
        model.press("j", " ")
        let finding = try #require(model.outcome.diagnostics.first { $0.parameter == "scope" })
        let signs = FaultSigns(model.panes, on: model.desk)
        #expect(signs.severity(ofScope: Array("a,b".utf8)[...]) == finding.severity)
        #expect(signs.severity(ofScope: Array("user".utf8)[...]) == nil)
        #expect(model.screen.contains { $0.contains("\(finding.severity.sign)[✓] a,b") })
    }

    @Test func coloursTheValueInTheURLWhereverTheFocusIs() {
        var model = unregistered()
        for key in ["1", "2", "3", "4", "5"] as [Key] {
            model.press(key)
            #expect(style("http%3A%2F%2F127.0.0.1%3A8765%2Fcallback%2F", in: model, from: 16)?.role == .error)
        }
        #expect(style("http%3A", in: Fixture.model(), from: 16)?.role != .error)
    }

    // MARK: Validation

    @Test func showsARedirectURIAsACompilerWould() throws {
        var model = unregistered(width: 120, height: 36)
        model.press("4")
        let screen = model.screen
        let sent = try #require(screen.firstIndex { $0.contains("sent   http://127.0.0.1:8765/callback/") })
        #expect(screen[sent + 1].contains("known  http://127.0.0.1:8765/callback "))
        let caret = try #require(screen[sent + 2].firstIndex(of: "^"))
        let column = screen[sent + 2].distance(from: screen[sent + 2].startIndex, to: caret)
        let line = Array(screen[sent])
        #expect(String(line[(column - 8)...column]) == "callback/")
        #expect(screen[sent + 2].contains("^ slash"))
        #expect(screen[sent + 3].contains("fix    use the registered http://127.0.0.1:8765/callback"))
        #expect(screen.contains { $0.contains("see    RFC 6749") })
    }

    /// Of long URIs the part around the difference is shown, in both from the same octet on.
    @Test(arguments: [80, 120])
    func putsTheCaretUnderTheDifferenceOfLongURIs(width: Int) throws {
        let path = String(repeating: "0123456789", count: 12)
        let difference = try #require(
            RedirectURIDifference(
                sent: "https://app.example/\(path)/A/\(path)", registered: ["https://app.example/\(path)/B/\(path)"]))
        let model = unregistered()
        let finding = try #require(model.outcome.diagnostics.first { $0.rule == .redirectURIUnregistered })
        let lines = ValidationLines(
            .init(rows: [.finding(finding)], width: width / 2, isDetailed: true, difference: difference))
        let texts = (0..<lines.count).map { lines[$0].line.text }
        let caret = try #require(texts.firstIndex { $0.contains("^") })
        let column =
            texts[caret].count { $0 != "^" }
            - texts[caret].split(separator: "^", omittingEmptySubsequences: false)[1].count
        #expect(Array(texts[caret - 2])[column] == "A")
        #expect(Array(texts[caret - 1])[column] == "B")
        #expect(texts.allSatisfy { $0.columns <= width / 2 })
    }

    @Test(
        arguments: [
            ("https://app.example/cb", ["https://app.example/cb"], nil, []),
            ("https://app.example/cb", [], nil, []),
            ("https://app.example/cb/", ["https://app.example/cb"], 22, ["slash"]),
            ("https://app.example/CB", ["https://other.example/", "https://app.example/cb"], 20, ["case"]),
            ("http://app.example/cb", ["https://app.example/cb"], 4, ["scheme"]),
        ] as [(String, [String], Int?, [String])])
    func findsTheFirstOctetThatDiffers(sent: String, registered: [String], offset: Int?, kinds: [String]) {
        let difference = RedirectURIDifference(sent: sent, registered: registered)
        #expect(difference?.offset == offset)
        #expect(difference?.kinds ?? [] == kinds)
    }

    @Test func foldsWhatHasPassed() {
        var model = Fixture.model()
        #expect(model.screen.contains { $0.contains("✓ 7 checks passed") })
        #expect(!model.screen.contains { $0.contains("redirect_uri is registered") })
        model.press("4", .enter)
        #expect(model.screen.contains { $0.contains("redirect_uri is registered") })
        #expect(model.validationRows.count == 8)
        model.press("j", .enter)
        #expect(model.pane == .url || model.pane == .request || model.pane == .scopes)
        model.press("4", "g", " ")
        #expect(model.validationRows.count == 1)
    }

    @Test func opensThePageOfARule() {
        var model = Fixture.model(width: 80, height: 50)
        model.press("m", "4", "K")
        let rule = model.outcome.diagnostics[0].rule.rule
        #expect(model.page?.subject == .rule(rule.id))
        let text = model.screen.joined(separator: "\n")
        for heading in ["Rule \(rule.id.rawValue)", "When", "Why", "Fix", "Reference", "Accepted", "Reported"] {
            #expect(text.contains(heading), "\(heading)")
        }
        #expect(text.contains(rule.reference.prefix(20)))
        model.press("q", "G", "K")
        #expect(model.page == nil)
        #expect(model.notice?.text == "No rule is about this row")
    }

    @Test(arguments: Rule.all.map(\.id), [40, 80])
    func hasAPageForEveryRule(rule: RuleID, width: Int) {
        let lines = RulePage.lines(of: rule.rule, width: width)
        #expect(lines.count > 10)
        #expect(lines.allSatisfy { $0.columns <= width })
    }

    // MARK: The URL

    @Test func isBoldIfAKeyHasChangedIt() {
        var model = Fixture.model(width: 300, height: 40)
        #expect(style("user%3Aread", in: model, from: 16)?.attributes.contains(.bold) == false)
        model.press("k", "k", " ")
        // The scope that was turned on, and not the one that was on before.
        #expect(style("customer%3Aread", in: model, from: 16)?.attributes.contains(.bold) == true)
        #expect(style("user%3Aread&", in: model, from: 16)?.attributes.contains(.bold) == false)
        model.press("k")
        #expect(style("customer%3Aread", in: model, from: 16)?.attributes.contains(.bold) == false)
    }

    @Test func isBoldIfTheMethodHasChanged() {
        var model = Fixture.model()
        model.press("m")
        #expect(style("plain", in: model, from: 18)?.attributes.contains(.bold) == true)
        #expect(style("https", in: model, from: 16)?.attributes.contains(.bold) == false)
    }

    @Test func alternatesTheTonesOfParameters() {
        let model = Fixture.model()
        let frame = model.render()
        let roles = Set((17..<22).flatMap { frame.row($0).map(\.style.role) })
        #expect(roles.isSuperset(of: [.value, .valueBeside]))
    }

    /// The lines joined are the URL, as many as without such breaks, at every width.
    @Test func breaksBeforeAParameterIfThatCostsNoRow() {
        for width in 10...200 {
            var model = Fixture.model(Fixture.large(50), width: 120, height: 36)
            model.press("A")
            let url = model.outcome.url.text
            let lines = URLLines(model.desk, width: width)
            let texts = texts(lines, width: width)
            #expect(texts.joined() == url)
            #expect(texts.count == (url.utf8.count + width - 1) / width)
            #expect(texts.allSatisfy { $0.utf8.count <= width && !$0.isEmpty })
        }
        let model = Fixture.model()
        let lines = URLLines(model.desk, width: 80)
        #expect(texts(lines, width: 80).contains { $0.hasPrefix("&") })
    }

    /// The lines as they are drawn; the URL has no blanks.
    private func texts(_ lines: URLLines, width: Int) -> [String] {
        var frame = Frame(size: Size(width: width, height: lines.count))
        lines.draw(0..<lines.count, x: 0, y: 0, until: width, on: &frame)
        return (0..<lines.count).map { row in
            let scalars = frame.row(row).compactMap { Unicode.Scalar($0.base) }.filter { $0 != " " }
            return String(String.UnicodeScalarView(scalars))
        }
    }
}
