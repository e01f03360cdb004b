import Catalog
import Flow
import OAuth

extension Menu {
    /// The forms in which the request on the screen can be copied.
    init(copiesOn desk: Desk) {
        let copy = desk.requestCopy
        let url = Row(
            text: "url", detail: "the URL", remark: desk.keys.label(.copy), isPresent: nil, refusal: nil,
            explanation: "the authorization URL, as it is opened", steps: [.perform(.copy)])
        let rows = CopyForm.all.map { form in
            var row = Row(
                text: form.name, detail: form.title, remark: "", isPresent: nil, refusal: nil,
                explanation: "\(form.title), with placeholders for codes, verifiers and secrets", steps: [])
            do throws(CopyRefusal) {
                row.steps = [.copyText(try form.text(copy), name: form.title)]
            } catch {
                row.refusal = error.message
            }
            return row
        }
        self.init("Copy as", verb: "copy", [url] + rows)
    }
}

extension Desk {
    /// The request on the screen, that of the attempt while there is one, for copies in other forms.
    fileprivate var requestCopy: RequestCopy {
        let trip = jobs.attempt
        return RequestCopy(
            shownRequest, to: trip?.provider ?? provider, version: draft.apiVersion,
            tokenParameters: draft.tokenParameters,
            authentication: session.client?.kind == .confidential
                ? trip?.authentication ?? provider.clientAuthentication(of: session.client) : .none,
            hasOwnState: draft.stateChoice == .own)
    }
}
