import JSON

extension CopyForm {
    /// The request as an object: the URL, and its parts not encoded.
    package static let json = CopyForm(name: "json", title: "the request as JSON") { copy in
        let parameters = copy.request.parameters.map { one in
            JSONValue.object([.init("name", .string(one.name)), .init("value", .string(one.value))])
        }
        let headers = copy.headers.map { JSONValue.Member($0.name, .string($0.value)) }
        let value = JSONValue.object([
            .init("method", .string("GET")), .init("url", .string(copy.request.url.text)),
            .init("endpoint", .string(copy.request.endpoint)), .init("headers", .object(headers)),
            .init("parameters", .array(parameters)),
        ])
        return JSONWriter.text(value, style: .pretty) + "\n"
    }
}
