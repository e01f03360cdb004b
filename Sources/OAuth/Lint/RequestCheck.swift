/// One run of the linter over an authorization request (RFC 6749 §4.1.1).
final class RequestCheck: LintRun {
    private let traces: TextTraces
    private var size: TextSize { traces.size }

    init(input: RequestInput, fields: [RequestInput.Field], expectations: Expectations) {
        traces = input.traces
        // T3: nothing is read of what is far too large.
        super.init(
            .authorizationRequest,
            reading: ParameterReading(traces.size.isTooLarge ? [] : input.url, names: expectations.names),
            placement: input.text.placement, fields: fields, expectations: expectations)
    }

    func run() {
        checkSize(size)
        checkEscape(traces)
        guard !size.isTooLarge else { return }
        // The endpoint first: its fixes mend what names have at `url`, too, but not the other way round.
        checkEndpoint()
        // One finding says it all of what is no request to begin with.
        guard !isNoURL else { return }
        checkText()
        checkQuery(traces)
        checkNames()
        checkValues(
            placeholders: [.clientID, .redirectURI, .scope, .state, .nonce, .codeChallenge], edges: [.clientID, .state])
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
