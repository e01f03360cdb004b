// A session without a screen, for the tests of the files that sessions share: it adds clients, or changes one all the
// time until it is ended. Arguments: the configuration's folder, a name, and how many clients; 0 changes one for ever.

import Catalog
import Glibc
import OAuth
import Platform

let arguments = CommandLine.arguments
guard arguments.count == 4, let count = Int(arguments[3]) else { exit(2) }
let name = arguments[2]
let store = OwnEntriesStore(
    environment: Environment(["XDG_CONFIG_HOME": arguments[1]]), provider: "bakery", timeout: 60_000)
var known = OwnEntries()
if case .entries(let entries) = store.load() { known = entries }

var number = 0
while count == 0 || number < count {
    number += 1
    var next = known
    var client = Client(name: "\(name) \(number)", clientID: "\(name)-\(number)", redirectURIs: [])
    if count == 0 {
        client.name = name
        client.clientID = name
        client.note = String(repeating: "\(number) ", count: 100)
        next.clients.removeAll { $0.client.clientID == name }
    }
    next.add(client)
    guard case .saved(let joined, aside: nil) = store.save(next, over: known) else { exit(1) }
    known = joined
}
