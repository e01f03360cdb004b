import JSON
import OAuth

/// The file with the user's own entries for a provider (`docs/provider-format.md`, "Your own entries").
package enum OwnEntriesFile {
    /// Reads the entries. Throws at the first error. The path is for messages only.
    ///
    /// - Parameter provider: The id of the provider that the entries must be for.
    package static func read(
        _ octets: [UInt8], path: String, provider: String
    ) throws(FileProblem) -> OwnEntries {
        do {
            var file = try FieldReader(octets)
            let entries = try file.ownEntries(of: provider)
            try file.json.finish()
            return entries
        } catch {
            throw FileProblem(path: path, error)
        }
    }

    /// Returns the text of the file. Reading it gives the same entries.
    package static func text(of entries: OwnEntries, provider: String) -> String {
        let value = JSONValue.object(
            [
                .init("authscope", .number(JSONNumber(ProviderFile.formatVersion))),
                .init("provider", .string(provider)),
            ] + list("clients", entries.clients.map(json)) + list("removed_clients", entries.removedClients)
                + list("scopes", entries.scopes.map(json)) + object("variables", entries.variables)
                + list("requests", entries.requests.map(json)))
        return JSONWriter.text(value, style: .pretty) + "\n"
    }

    private static func json(_ own: OwnEntries.OwnClient) -> JSONValue {
        let client = own.client
        return .object(
            [.init("name", .string(client.name)), .init("client_id", .string(client.clientID))]
                + list("redirect_uris", client.redirectURIs) + [.init("kind", .string(client.kind.rawValue))]
                + text("note", client.note) + text("client_authentication", client.authentication?.rawValue ?? "")
                + (client.isExample ? [.init("is_example", .bool(true))] : [])
                + text("replaces", own.replaces ?? ""))
    }

    private static func json(_ scope: OwnEntries.OwnScope) -> JSONValue {
        .object([.init("name", .string(scope.name))] + text("summary", scope.summary))
    }

    private static func json(_ request: NamedRequest) -> JSONValue {
        .object(
            [.init("name", .string(request.name))] + text("client_id", request.clientID)
                + text("redirect_uri", request.redirectURI) + list("scopes", request.scopes)
                + [.init("method", .string(request.method.rawValue))]
                + (request.sendsState ? [] : [.init("sends_state", .bool(false))])
                + text("api_version", request.apiVersion ?? "")
                + list("parameters", request.parameters.map(json)))
    }

    private static func json(_ parameter: NamedRequest.Extra) -> JSONValue {
        .object(
            [.init("name", .string(parameter.parameter.name))] + text("value", parameter.parameter.value)
                + [.init("in", .string(parameter.destination.rawValue))])
    }

    /// Returns the member, or none when the text is empty: the format has neither empty texts nor `null`.
    private static func text(_ name: String, _ text: String) -> [JSONValue.Member] {
        text.isEmpty ? [] : [.init(name, .string(text))]
    }

    private static func object(_ name: String, _ parameters: [Parameter]) -> [JSONValue.Member] {
        parameters.isEmpty ? [] : [.init(name, .object(parameters.map { .init($0.name, .string($0.value)) }))]
    }

    private static func list(_ name: String, _ texts: [String]) -> [JSONValue.Member] {
        list(name, texts.map { .string($0) })
    }

    private static func list(_ name: String, _ values: [JSONValue]) -> [JSONValue.Member] {
        values.isEmpty ? [] : [.init(name, .array(values))]
    }
}

extension FieldReader {
    static let ownEntriesKeys = [
        "authscope", "provider", "clients", "removed_clients", "scopes", "variables", "requests",
    ]

    fileprivate mutating func ownEntries(of provider: String) throws(JSONError) -> OwnEntries {
        var entries = OwnEntries()
        try object(known: Self.ownEntriesKeys, required: ["authscope", "provider"]) { file, key throws(JSONError) in
            switch key {
            case "authscope": try file.formatVersion()
            case "provider":
                let start = file.json.valueOffset()
                guard try file.text(TextCheck.providerID) == provider else {
                    throw file.json.error(at: start, "these entries are not for the provider \"\(provider)\"")
                }
            case "clients": entries.clients = try file.ownClients()
            case "removed_clients":
                entries.removedClients = try file.list(maximum: Self.maximumClients, TextCheck.printable)
            case "variables": entries.variables = try file.variableValues()
            case "requests": entries.requests = try file.namedRequests()
            default:
                let scopes = try file.scopes()
                entries.scopes = scopes.indices.map {
                    OwnEntries.OwnScope(name: scopes.name(at: $0), summary: scopes.summary(at: $0))
                }
            }
        }
        return entries
    }
}
