import OAuth

extension CopyForm {
    /// The head of the request with the API version and the language that the provider requires (RFC 9112 §3).
    package static let http = CopyForm(name: "http", title: "the request as raw HTTP") { copy in
        (HTTPRequestHead(request: copy.request, headers: copy.headers).lines + [""]).map { $0 + "\n" }.joined()
    }
}
