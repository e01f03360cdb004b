import OAuth

/// The log of the attempts of a session, oldest first.
package struct AttemptLog: Equatable, Sendable {
    /// The data of an attempt other than its messages.
    package struct Subject: Equatable, Sendable {
        package var number: Int
        package var place: RoundTrip.Place
        package var fault: Fault?
        package var provider: String
        package var endpoint: String
        /// The state of the attempt, plain and encoded, which a report does not repeat.
        var states: [String] = []
    }

    /// The most entries.
    private static let mostEntries = 400

    package private(set) var entries: [LogEntry] = []
    package private(set) var subjects: [Subject] = []
    /// The scopes of each grant.
    private var grants: [[String]] = []

    package init() {}

    package mutating func begin(_ trip: RoundTrip) {
        subjects.append(
            Subject(
                number: trip.number, place: trip.place, fault: trip.fault, provider: trip.provider.name,
                endpoint: trip.provider.authorizationEndpoint))
        if subjects.count > 50 { subjects.removeFirst() }
    }

    package mutating func append(_ entry: LogEntry) {
        entries.append(entry)
        if entries.count > Self.mostEntries { entries.removeFirst() }
    }

    /// Adds that the user has stopped an attempt before it had a result.
    package mutating func noteStop(of attempt: Int) {
        guard let last = entries.last(where: { $0.attempt == attempt }) else { return }
        append(LogEntry(attempt: attempt, milliseconds: last.milliseconds, .here, "Stopped before it had a result"))
    }

    /// Stores the endpoint and the state of an attempt, which has its request now.
    package mutating func settle(_ trip: RoundTrip) {
        guard let index = subjects.lastIndex(where: { $0.number == trip.number }) else { return }
        subjects[index].endpoint = trip.provider.authorizationEndpoint
        guard let state = trip.request["state"], !state.isEmpty else { return }
        let query = AuthorizationRequest(endpoint: "", parameters: [Parameter("s", state)]).url.text
        subjects[index].states = [String(query.dropFirst("?s=".count)), state]
    }

    package mutating func note(grant scopes: [String]) { grants.append(scopes) }

    /// The smallest set of scopes that was granted in this session and has those that are needed; nil before a grant.
    package func smallestSeen(needed: [String]) -> [String]? {
        let working = grants.filter { granted in
            needed.allSatisfy { scope in granted.contains { $0.utf8.elementsEqual(scope.utf8) } }
        }
        return working.min { $0.count < $1.count }
    }

    /// The name of an attempt, such as `Attempt 2, rehearsal`.
    package func title(of number: Int) -> String {
        guard let subject = subjects.last(where: { $0.number == number }) else { return "Attempt \(number)" }
        let place = subject.place == .rehearsal ? "rehearsal of \(subject.provider)" : subject.provider
        return "Attempt \(number), \(place)" + (subject.fault.map { ", fault \($0.rawValue)" } ?? "")
    }
}
