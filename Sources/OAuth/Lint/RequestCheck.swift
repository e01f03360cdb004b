/// One run of the linter over an authorization request (RFC 6749 §4.1.1).
final class RequestCheck: LintRun {
    private let traces: TextTraces
    private var size: TextSize { traces.size }

    init(input: RequestInput, fields: [RequestInput.Field], expectations: Expectations) {
        traces = input.traces
        // T3: a text that is far too large is not read at all.
        super.init(
            .authorizationRequest,
            reading: ParameterReading(traces.size.isTooLarge ? [] : input.url, names: expectations.names),
            placement: input.text.placement, fields: fields, expectations: expectations)
    }

    func run() {
        checkSize(size)
        checkEscape(traces)
        guard !size.isTooLarge else { return }
        // The endpoint comes first: its fixes also fix findings about names at `url`, but not the other way round.
        checkEndpoint()
        // One finding is enough for a text that is not a request.
        guard !isNotURL else { return }
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
