import App
import Catalog
import OAuth
import Screen
import TestSupport

/// A provider made for the tests: two clients, six scopes.
enum Fixture {
    static let clientID = "264ade60a4ca76716a53056cecb171c027586dc722d6cf5ba40b1519de78170910d9ce0602c776f9"

    static var provider: Provider {
        var provider = Provider(
            id: "bakery", name: "Bakery", authorizationEndpoint: "https://accounts.bakery.example/oauth/authorize")
        provider.scopes = ScopeList([
            (name: "company:read", summary: "Read shops and products"),
            (name: "company:write", summary: "Change shops and products"),
            (name: "customer:read", summary: "Read a user's orders"),
            (name: "customer:write", summary: "Place orders for a user"),
            (name: "user:read", summary: "Read personal details"),
            (name: "user:write", summary: "Change personal details"),
        ])
        provider.suggestedScopes = ["user:read"]
        provider.requiredParameters = ["redirect_uri", "scope"]
        provider.apiVersions = APIVersions(
            header: "X-VERSION", latestStable: "1.8.0",
            versions: [
                .init(number: "1.7.0", note: "Works; 1.8.0 is the latest stable version"), .init(number: "1.8.0"),
                .init(number: "1.9.0", status: .development, note: "Not for production"),
            ])
        provider.acceptLanguage = "en-US,en;q=0.5"
        provider.clients = [
            Client(
                name: "Demo web app", clientID: clientID,
                redirectURIs: ["http://127.0.0.1:8765/callback", "https://app.example/callback"], isExample: true),
            Client(
                name: "Staging", clientID: String(clientID.reversed()),
                redirectURIs: ["https://staging.example/callback"]),
        ]
        return provider
    }

    /// A URL of the provider with faults of several kinds.
    static let pastedURL =
        "https://accounts.bakery.example/oauth/authorize?response_type=token&client_id=\(clientID)"
        + "&redirect_uri=http%3A%2F%2Fevil.example%2Fcb&scope=user%3Aread,customer%3Aread&state=1"

    /// A provider with many scopes, such as `area0042:read`.
    static func large(_ count: Int) -> Provider {
        var provider = provider
        provider.scopes = ScopeList(
            (0..<count).map { index in
                let digits = String(index / 2)
                let area = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
                let verb = index % 2 == 0 ? "read" : "write"
                return (name: "area\(area):\(verb)", summary: "May \(verb) what lies in area \(index / 2)")
            })
        provider.suggestedScopes = ["area00000:read"]
        return provider
    }

    /// Values that look random and are the same in each run; the number tells them apart.
    static func fresh(_ number: UInt8 = 1) -> FreshValues {
        var random = SeededGenerator(seed: UInt64(number))
        return FreshValues { count in (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) } }
    }

    static func model(
        _ provider: Provider = provider, width: Int = 80, height: Int = 24, isASCII: Bool = false
    ) -> Model {
        Model(provider: provider, fresh: fresh(), size: Size(width: width, height: height), isASCII: isASCII)
    }
}

extension Model {
    /// Presses keys one after another and carries out what needs no world; the other effects are returned.
    @discardableResult
    mutating func press(_ keys: Key...) -> [Effect] { press(keys) }

    @discardableResult
    mutating func press(_ keys: [Key]) -> [Effect] {
        var all: [Effect] = []
        for key in keys { all += run(.keyPressed(key)) }
        return all
    }

    /// Types text, one key a character.
    @discardableResult
    mutating func type(_ text: String) -> [Effect] {
        press(text.unicodeScalars.map { .character($0) })
    }

    /// Takes in an event, answers requests for random values, and returns the effects that are left.
    @discardableResult
    mutating func run(_ event: Event) -> [Effect] {
        var left: [Effect] = []
        for effect in update(event) {
            if case .drawValues(let purpose) = effect {
                left += run(.valuesDrawn(Fixture.fresh(UInt8(truncatingIfNeeded: Fixture.number(in: self))), purpose))
            } else {
                left.append(effect)
            }
        }
        return left
    }

    var screen: [String] { render().text }
}

extension Fixture {
    /// A number that differs from draft to draft, so that fresh values differ too.
    static func number(in model: Model) -> Int {
        model.outcome.url.text.utf8.reduce(2) { ($0 &* 31 &+ Int($1)) & 0xFF }
    }
}

extension Frame {
    /// The characters shown, a string a row.
    var text: [String] {
        (0..<size.height).map { y in
            var line = String.UnicodeScalarView()
            for cell in row(y) {
                guard let base = Unicode.Scalar(cell.base), !cell.isContinuation else { continue }
                line.append(base)
                let marks = marks(of: cell)
                for index in 0..<4 where marks[index] != 0 {
                    if let mark = Unicode.Scalar(marks[index]) { line.append(mark) }
                }
            }
            return String(line)
        }
    }

    /// A letter for each cell's style: the role's, upper case if bold; `r` if reversed, `u` if underlined.
    var styles: [String] {
        (0..<size.height).map { y in
            String(
                row(y).map { cell -> Character in
                    if cell.style.attributes.contains(.reverse) { return "r" }
                    if cell.style.attributes.contains(.underline) { return "u" }
                    let isBold = cell.style.attributes.contains(.bold)
                    switch cell.style.role {
                    case .text: return isBold ? ":" : "."
                    case .accent: return isBold ? "A" : "a"
                    case .ok: return isBold ? "O" : "o"
                    case .warning: return isBold ? "W" : "w"
                    case .error: return isBold ? "E" : "e"
                    case .dim: return isBold ? "D" : "d"
                    case .host: return isBold ? "H" : "h"
                    case .name: return isBold ? "N" : "n"
                    case .value: return isBold ? "V" : "v"
                    case .valueBeside: return isBold ? "B" : "b"
                    }
                })
        }
    }
}
