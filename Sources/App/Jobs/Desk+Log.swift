import Flow
import OAuth

extension Desk {
    /// Adds an event of the attempt to the log.
    ///
    /// - Parameter milliseconds: Since the attempt began.
    mutating func log(_ event: RoundTripEvent, at milliseconds: Int) {
        guard let trip = jobs.attempt else { return }
        if let entry = LogEntry(event, of: trip, at: milliseconds) { jobs.log.append(entry) }
        switch event {
        case .listening:
            jobs.log.settle(trip)
            jobs.log.append(
                LogEntry(authorizationRequestOf: trip, at: milliseconds, findings: outcome.diagnostics))
        case .granted(let grant):
            jobs.log.note(grant: grant.scope.granted)
            let needed = scopesNeeded
            let smallest = jobs.log.smallestSeen(needed: needed ?? [])
            jobs.attempt?.ledger = ScopeLedger(grant.scope, needed: needed, smallest: smallest)
        default: break
        }
    }

    /// The scopes for the operations that are ticked; nil if none are.
    private var scopesNeeded: [String]? {
        mutating get {
            guard !session.choice.ticked.isEmpty else { return nil }
            session.refreshOperations()
            session.solve()
            return session.choice.scopes.map { session.names(of: $0) }
        }
    }
}
