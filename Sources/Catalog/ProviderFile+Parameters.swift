import JSON
import OAuth

/// Checks of the parameters that a provider's file or a user adds to a request.
package enum ParameterCheck {
    /// The parameters that are secrets. They are never in arguments, files or URLs.
    private static let secrets = [
        "client_secret", "client_assertion", "code_verifier", "access_token", "refresh_token", "id_token", "password",
    ]
    /// The parameters that authscope adds to each authorization request.
    private static let ofRequest = [
        "response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method",
    ]

    /// Whether the value of this parameter is a secret.
    package static func isSecret(_ name: String) -> Bool { secrets.contains(name.lowercased()) }

    /// Returns the reason why a parameter cannot be added to authorization requests, or nil.
    static func faultOfRequestName(_ name: String) -> String? {
        fault(of: name, isMadeHere: ofRequest.contains(name))
    }

    /// Returns the reason why a parameter cannot be added to token requests, or nil.
    package static func faultOfTokenName(_ name: String) -> String? {
        fault(of: name, isMadeHere: TokenRequest.isOfStandard(name))
    }

    private static func fault(of name: String, isMadeHere: Bool) -> String? {
        if let fault = TextCheck.word(name) { return fault }
        if isSecret(name) { return "\(name) is a secret and is never stored; remove it" }
        return isMadeHere ? "authscope sends \(name) by itself; remove it" : nil
    }
}

extension FieldReader {
    /// Reads an object of texts.
    mutating func parameters(
        _ faultOfName: (String) -> String?, _ faultOfValue: (String) -> String?
    ) throws(JSONError) -> [Parameter] {
        var list: [Parameter] = []
        try json.beginObject()
        while let name = try json.nextMember() {
            guard list.count < Self.maximumListCount else {
                throw json.error(at: json.nameOffset, "at most \(Self.maximumListCount) may be listed here")
            }
            if let fault = faultOfName(name) { throw json.error(at: json.nameOffset, fault) }
            list.append(Parameter(name, try text(faultOfValue)))
        }
        return list
    }

    /// Reads the provider's names for parameters of the standard.
    mutating func parameterNames() throws(JSONError) -> ParameterNames {
        let start = json.valueOffset()
        let list = try parameters(TextCheck.word, TextCheck.word)
        var seen = OctetTable()
        for pair in list where !seen.append(pair.value) {
            throw json.error(at: start, "two parameters have the name \"\(pair.value)\" here; change one")
        }
        return ParameterNames(list)
    }

    /// Reads the separator of scopes: its name, or the character itself.
    mutating func scopeSeparator() throws(JSONError) -> ScopeSeparator {
        let start = json.valueOffset()
        switch try json.string() {
        case "space", " ": return .space
        case "comma", ",": return .comma
        default: throw json.error(at: start, "expected \"space\" or \"comma\"")
        }
    }

    /// Reads the pages that the data of the file come from.
    mutating func sources() throws(JSONError) -> [Provider.Source] {
        var sources: [Provider.Source] = []
        try json.beginArray()
        while try json.nextElement() {
            guard sources.count < Self.maximumListCount else {
                throw json.error(at: json.valueOffset(), "at most \(Self.maximumListCount) may be listed here")
            }
            var source = Provider.Source(url: "", date: "")
            try object(known: ["url", "date"], required: ["url", "date"]) { file, key throws(JSONError) in
                if key == "url" {
                    source.url = try file.text(URICheck.faultOfEndpoint)
                } else {
                    source.date = try file.text(TextCheck.date)
                }
            }
            sources.append(source)
        }
        return sources
    }
}
