import OAuth

extension OwnEntries {
    /// Adds a client.
    package mutating func add(_ client: Client) {
        clients.append(OwnClient(client))
    }

    /// Replaces the client with this `client_id`, whether it is the user's or the file's.
    package mutating func replace(clientID: String, with client: Client, in base: Provider) {
        if let index = clients.firstIndex(where: { $0.client.clientID == clientID }) {
            clients[index].client = client
        } else {
            clients.append(OwnClient(client, replaces: clientID))
        }
        // An entry that equals the file's client is no longer an own entry.
        guard base.clients.contains(client) else { return }
        clients.removeAll { $0.client == client && ($0.replaces ?? client.clientID) == client.clientID }
        removedClients.removeAll { $0 == client.clientID }
    }

    /// Removes the client with this `client_id`, whether it is the user's or the file's.
    package mutating func remove(clientID: String, in base: Provider) {
        var gone = [clientID]
        if let index = clients.firstIndex(where: { $0.client.clientID == clientID }) {
            gone += [clients.remove(at: index).replaces].compactMap { $0 }
        }
        let known = Set(base.clients.map(\.clientID))
        for id in gone where known.contains(id) && !removedClients.contains(id) { removedClients.append(id) }
        // Ids that the provider's file no longer has are kept, in case they come back, until there are too many.
        if removedClients.count > EntryCheck.mostClients { removedClients.removeAll { !known.contains($0) } }
    }

    /// Sets a variable of the provider's addresses. Nil means the provider's default.
    package mutating func set(variable name: String, to value: String?) {
        if let index = variables.firstIndex(where: { $0.name == name }) {
            if let value { variables[index].value = value } else { variables.remove(at: index) }
        } else if let value {
            variables.append(Parameter(name, value))
        }
    }

    /// Adds a scope.
    package mutating func add(_ scope: OwnScope) {
        scopes.append(scope)
    }

    package mutating func replace(scope name: String, with scope: OwnScope) {
        guard let index = scopes.firstIndex(where: { $0.name.utf8.elementsEqual(name.utf8) }) else { return }
        scopes[index] = scope
    }

    package mutating func remove(scope name: String) {
        scopes.removeAll { $0.name.utf8.elementsEqual(name.utf8) }
    }

    // MARK: Saved requests

    /// Saves a request under its name, and replaces one of the same name.
    package mutating func keep(_ request: NamedRequest) {
        if let index = index(ofRequest: request.name) {
            requests[index] = request
        } else {
            requests.append(request)
        }
    }

    /// Renames a saved request, and replaces one that already has the new name.
    package mutating func rename(request name: String, to other: String) {
        guard let index = index(ofRequest: name), !name.utf8.elementsEqual(other.utf8) else { return }
        requests[index].name = other
        if let double = requests.indices.first(where: {
            $0 != index && requests[$0].name.utf8.elementsEqual(other.utf8)
        }) {
            requests.remove(at: double)
        }
    }

    package mutating func remove(request name: String) {
        requests.removeAll { $0.name.utf8.elementsEqual(name.utf8) }
    }

    /// Returns the request with this name.
    package func request(named name: String) -> NamedRequest? { index(ofRequest: name).map { requests[$0] } }

    private func index(ofRequest name: String) -> Int? {
        requests.firstIndex { $0.name.utf8.elementsEqual(name.utf8) }
    }
}
