import JSON
import OAuth

extension FieldReader {
    /// The limit of `docs/security.md` S8.
    static let maximumClients = 1_000

    static let clientKeys = [
        "name", "client_id", "redirect_uris", "kind", "is_example", "note", "client_authentication",
    ]

    /// Reads the array of clients. Throws if two share a name or id.
    mutating func clients() throws(JSONError) -> [Client] {
        try clients { file throws(JSONError) in
            var client = Client(name: "", clientID: "", redirectURIs: [])
            try file.object(known: Self.clientKeys, required: ["name", "client_id"]) { file, key throws(JSONError) in
                try file.read(key, of: &client)
            }
            return (client, client)
        }
    }

    /// Reads the array of the user's own clients. Throws if two share a name or id.
    mutating func ownClients() throws(JSONError) -> [OwnEntries.OwnClient] {
        try clients { file throws(JSONError) in
            var own = OwnEntries.OwnClient(Client(name: "", clientID: "", redirectURIs: []))
            try file.object(
                known: Self.clientKeys + ["replaces"], required: ["name", "client_id"]
            ) { file, key throws(JSONError) in
                if key == "replaces" {
                    own.replaces = try file.text(TextCheck.printable)
                } else {
                    try file.read(key, of: &own.client)
                }
            }
            return (own, own.client)
        }
    }

    private mutating func clients<Element>(
        _ next: (inout FieldReader) throws(JSONError) -> (Element, Client)
    ) throws(JSONError) -> [Element] {
        var elements: [Element] = []
        var seen = OctetTable()
        try json.beginArray()
        while try json.nextElement() {
            let start = json.valueOffset()
            guard elements.count < Self.maximumClients else {
                throw json.error(at: start, "a provider may have at most 1,000 clients")
            }
            let (element, client) = try next(&self)
            // A client can be given by name or by id, so a name must not be another client's id either.
            guard !seen.contains(client.name), !seen.contains(client.clientID) else {
                throw json.error(at: start, "another client has this name or client_id already")
            }
            seen.append(client.name)
            seen.append(client.clientID)
            elements.append(element)
        }
        return elements
    }

    private mutating func read(_ key: String, of client: inout Client) throws(JSONError) {
        switch key {
        case "name": client.name = try text(maximumScalars: EntryCheck.longestName)
        case "client_id": client.clientID = try text(TextCheck.printable)
        case "redirect_uris":
            client.redirectURIs = try list(maximum: EntryCheck.mostRedirectURIs, URICheck.faultOfRedirectURI)
        case "kind": client.kind = try word([Client.Kind.public, .confidential])
        case "client_authentication": client.authentication = try word(ClientAuthenticationMethod.allCases)
        case "note": client.note = try text(maximumScalars: EntryCheck.longestNote)
        default: client.isExample = try json.bool()
        }
    }
}
