/// One run of the linter over an authorization request (RFC 6749 §4.1.1).
final class RequestCheck: LintRun {
    private let length: Int

    init(input: RequestInput, fields: [RequestInput.Field], expectations: Expectations) {
        length = input.url.count
        // T3: nothing is read of what is far too long.
        super.init(
            .authorizationRequest, reading: ParameterReading(length > Self.longest ? [] : input.url),
            placement: input.placement, fields: fields, expectations: expectations)
    }

    func run() {
        checkLength(length)
        guard length <= Self.longest else { return }
        // The endpoint first: its fixes mend what names have at `url`, too, but not the other way round.
        checkEndpoint()
        checkText()
        checkNames()
        checkClient()
        checkRedirectURIs()
        checkScope()
        checkState()
        checkPKCE()
        checkOpenID()
        checkRequestObject()
        checkVersion()
    }
}
