import OAuth

extension CopyForm {
    /// The token request that would follow, for curl, with placeholders for the code, the verifier and the secret.
    package static let tokenCurl = CopyForm(
        name: "token curl", title: "the token request as a curl command"
    ) { copy throws(CopyRefusal) in
        var surroundings = TokenRequest.Surroundings()
        surroundings.authentication = ClientAuthentication(copy.authentication, secret: Secret("client_secret"))
        surroundings.fields = copy.provider.token.requiredFields.map { Parameter($0, "<\($0)>") }
        surroundings.parameters = copy.tokenParameters
        surroundings.version = copy.version
        do throws(TokenRequestError) {
            let request = try TokenRequest(
                exchanging: Secret("code"), redirectURI: copy.request["redirect_uri"],
                verifier: copy.request["code_challenge"].map { _ in Secret("code_verifier") },
                clientID: copy.request["client_id"] ?? "<client_id>", provider: copy.provider, surroundings)
            return request.curl
        } catch {
            throw CopyRefusal(message: error.message)
        }
    }
}
