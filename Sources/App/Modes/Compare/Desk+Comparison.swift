import Catalog
import OAuth
import Screen

extension Desk {
    /// Handles `=`: asks for the request to compare the present one with.
    mutating func chooseComparison() {
        var rows = session.own.requests.map { request in
            Menu.Row(
                text: request.name, detail: session.summary(of: request), remark: "saved", isPresent: nil, refusal: nil,
                explanation: session.summary(of: request), steps: [.compare(.named(request.name))])
        }
        let isIssued = !session.issued.isEmpty
        rows.append(
            Menu.Row(
                text: "the URL copied last", detail: "copied, opened or shown plain", remark: "", isPresent: nil,
                refusal: isIssued ? nil : "No URL was copied yet: \(key(.copy)) copies it", explanation: "",
                steps: [.compare(.issued)]
            ))
        rows.append(
            Menu.Row(
                text: "a pasted URL", detail: "paste it here, or type it next", remark: "", isPresent: nil,
                refusal: nil,
                explanation: "", steps: [.compare(.pasted)]))
        var menu = Menu("Compare with", verb: "compare", rows)
        menu.comparesPastes = true
        open(menu)
    }

    mutating func compare(with other: Step.With) {
        switch other {
        case .named(let name):
            guard let request = session.own.request(named: name) else { return }
            open(Compare(request.compared(to: provider), called: name, on: self))
        case .issued:
            guard let url = session.issued.last?.url else { return }
            let request = AuthorizationRequest(
                reading: url, endpoint: provider.authorizationEndpoint, names: provider.habits.names)
            open(Compare(ComparedRequest(request, url: url), called: "copied", on: self))
        case .pasted: open(LineMode(.comparedRequest))
        }
    }

    /// Compares with a text that is read as a request.
    mutating func compare(withText text: String) {
        guard let message = PastedMessage(text, as: .request),
            let report = Inspector(context: LintContext(provider: provider)).inspect(message, as: .request).report
        else { return }
        open(Compare(ComparedRequest(report), called: "pasted", on: self))
    }
}
