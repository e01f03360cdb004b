import JSON
import OAuth

/// A token request as JSON, for the linter: `{"method": …, "url": …, "headers": {…}, "body": …}`.
package enum TokenRequestFile {
    /// Reads a token request. Throws at the first error. The path is for messages only.
    ///
    /// `headers` and `body` can be left out; they are empty then.
    package static func read(_ octets: [UInt8], path: String) throws(FileProblem) -> TokenRequestMessage {
        do {
            var file = try FieldReader(octets)
            let message = try file.tokenRequest()
            try file.json.finish()
            return message
        } catch {
            throw FileProblem(path: path, error)
        }
    }
}

extension FieldReader {
    fileprivate mutating func tokenRequest() throws(JSONError) -> TokenRequestMessage {
        var message = TokenRequestMessage(url: "", body: "")
        try object(
            known: ["method", "url", "headers", "body"], required: ["method", "url"]
        ) { file, key throws(JSONError) in
            switch key {
            case "method": message.method = try file.json.string()
            case "url": message.url = try file.json.string()
            case "headers": message.headers = try file.headers()
            default: message.body = try file.json.string()
            }
        }
        return message
    }

    private mutating func headers() throws(JSONError) -> [HTTPField] {
        var headers: [HTTPField] = []
        try json.beginObject()
        while let name = try json.nextMember() { headers.append(HTTPField(name: name, value: try json.string())) }
        return headers
    }
}
