import JSON
import OAuth

extension FieldReader {
    /// Limits of `security.md` S8.
    static let maximumClients = 1_000
    static let maximumRedirectURIs = 200

    private static let clientKeys = ["name", "client_id", "redirect_uris", "kind", "is_example", "note"]

    /// Reads the array of clients; names and ids are all different.
    mutating func clients() throws(JSONError) -> [Client] {
        var clients: [Client] = []
        var seen: Set<[UInt8]> = []
        try json.beginArray()
        while try json.nextElement() {
            let start = json.valueOffset()
            guard clients.count < Self.maximumClients else {
                throw json.error(at: start, "a provider may have at most 1,000 clients")
            }
            let client = try client()
            // A name is asked for in the same place as an id, so the two may not be confused either.
            guard seen.insert(Array(client.name.utf8)).inserted, seen.insert(Array(client.clientID.utf8)).inserted
            else {
                throw json.error(at: start, "another client has this name or client_id already")
            }
            clients.append(client)
        }
        return clients
    }

    private mutating func client() throws(JSONError) -> Client {
        var client = Client(name: "", clientID: "", redirectURIs: [])
        try object(known: Self.clientKeys, required: ["name", "client_id"]) { file, key throws(JSONError) in
            switch key {
            case "name": client.name = try file.text()
            case "client_id": client.clientID = try file.text(TextCheck.printable)
            case "redirect_uris":
                client.redirectURIs = try file.list(
                    maximum: Self.maximumRedirectURIs, URICheck.faultOfRedirectURI)
            case "kind": client.kind = try file.word([Client.Kind.public, .confidential])
            case "note": client.note = try file.text(maximumScalars: 1_024)
            default: client.isExample = try file.json.bool()
            }
        }
        return client
    }
}
