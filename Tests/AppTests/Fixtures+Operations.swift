import App
import OAuth
import Screen

extension Fixture {
    /// A test provider with API operations: with one scope, with several, with alternatives, for any token, without a
    /// token, for another scheme, and with undeclared scopes.
    static var api: Provider {
        var provider = provider
        provider.scopes.append(name: Array("reports:read".utf8), summary: [])
        provider.undeclaredScopes = ["reports:read"]
        provider.operations = [
            Operation(
                method: "GET", path: "/companies", summary: "List the companies", id: "listCompanies",
                alternatives: [["company:read"]]),
            Operation(
                method: "GET", path: "/companies/{id}", summary: "One company with its shops", id: "getCompany",
                alternatives: [["company:read"]]),
            Operation(
                method: "PATCH", path: "/companies/{id}", summary: "Change a company", id: "changeCompany",
                alternatives: [["company:read", "company:write"]]),
            Operation(
                method: "GET", path: "/orders", summary: "The orders of the user", id: "listOrders",
                alternatives: [["customer:read"], ["company:read", "user:read"]]),
            Operation(
                method: "POST", path: "/orders", summary: "Place an order", id: "placeOrder",
                alternatives: [["customer:write", "user:read"]]),
            Operation(
                method: "GET", path: "/me", summary: "Who the user is", id: "getMe",
                alternatives: [["user:read"], ["user:write"]]),
            Operation(
                method: "PATCH", path: "/me", summary: "Change what is known of the user", id: "changeMe",
                alternatives: [["user:write"]]),
            Operation(method: "GET", path: "/me/rights", summary: "What this token may do"),
            Operation(method: "GET", path: "/reports", alternatives: [["reports:read"]]),
            Operation(method: "GET", path: "/status", summary: "Whether the service is up", access: .open),
            Operation(method: "POST", path: "/webhooks", summary: "Register a webhook", access: .other),
            Operation(
                method: "DELETE", path: "/companies/{id}", summary: "Close a company for good",
                alternatives: [["company:admin"]]),
        ]
        return provider
    }

    /// The API provider with inferred scopes.
    static var inferredAPI: Provider {
        var provider = api
        provider.areOperationsInferred = true
        return provider
    }

    /// Operations in a ring, each of which needs one of two neighbouring scopes: nothing is certain in it.
    static var ring: Provider {
        var provider = large(9)
        provider.operations = (0..<9).map { number in
            Operation(
                method: "GET", path: "/ring/\(number)",
                alternatives: [[provider.scopes.name(at: number)], [provider.scopes.name(at: (number + 1) % 9)]])
        }
        return provider
    }

    /// Many scopes and many operations, each of which needs one of them, and every tenth the first one as well.
    static func largeAPI(scopes: Int, operations: Int) -> Provider {
        var provider = large(scopes)
        provider.operations = (0..<operations).map { number in
            let scope = provider.scopes.name(at: number * 7 % scopes)
            return Operation(
                method: ["GET", "POST", "DELETE"][number % 3], path: "/areas/\(number)/things/{id}",
                summary: "Does thing \(number) in its area", id: "doThing\(number)",
                alternatives: number % 10 == 0 ? [["area00000:read", scope], ["area00001:read"]] : [[scope]])
        }
        return provider
    }
}

extension Model {
    /// The lines of the Operations view's result, as they are seen on a screen that is high enough.
    var resultText: String {
        var high = self
        high.run(.resized(Size(width: 155, height: 60)))
        let divider = 93
        return high.screen.dropFirst(2).dropLast(2).map { line in
            String(line.dropFirst(divider + 1)).replacing(/\s+$/, with: "")
        }.joined(separator: "\n")
    }
}
