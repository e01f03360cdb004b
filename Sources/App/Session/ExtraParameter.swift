import OAuth

/// A parameter that has no field in the draft, and the requests that carry it.
package struct ExtraParameter: Equatable, Sendable {
    package enum Destination: String, CaseIterable, Sendable {
        /// The authorization request.
        case url = "URL"
        case token = "token request"
        /// Both requests, as for `resource` (RFC 8707 §2.1, §2.2).
        case both = "both"
    }

    package var parameter: Parameter
    package var destination: Destination

    package init(_ parameter: Parameter, to destination: Destination = .url) {
        self.parameter = parameter
        self.destination = destination
    }

    /// Returns the parameters that the provider's habits put into the requests.
    static func all(of habits: ProviderHabits) -> [ExtraParameter] {
        let both = habits.parameters.filter { habits.tokenParameters.contains($0) }
        return habits.parameters.map { ExtraParameter($0, to: both.contains($0) ? .both : .url) }
            + habits.tokenParameters.filter { !both.contains($0) }.map { ExtraParameter($0, to: .token) }
    }

    /// Whether the parameter comes from the provider's habits.
    func isHabit(of provider: Provider) -> Bool {
        (provider.habits.parameters + provider.habits.tokenParameters).contains { $0.name == parameter.name }
    }
}
