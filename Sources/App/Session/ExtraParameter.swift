import OAuth

/// A parameter besides those that the draft has fields for, and the requests that it goes into.
package struct ExtraParameter: Equatable, Sendable {
    package enum Destination: String, CaseIterable, Sendable {
        /// The authorization request.
        case url = "URL"
        case token = "token request"
        /// RFC 8707 §2.1, §2.2: as a `resource` does.
        case both = "both"
    }

    package var parameter: Parameter
    package var destination: Destination

    package init(_ parameter: Parameter, to destination: Destination = .url) {
        self.parameter = parameter
        self.destination = destination
    }

    /// The parameters that the provider's habits put into the requests.
    static func all(of habits: ProviderHabits) -> [ExtraParameter] {
        let both = habits.parameters.filter { habits.tokenParameters.contains($0) }
        return habits.parameters.map { ExtraParameter($0, to: both.contains($0) ? .both : .url) }
            + habits.tokenParameters.filter { !both.contains($0) }.map { ExtraParameter($0, to: .token) }
    }

    /// Whether the provider's habits put the parameter into a request by themselves.
    func isHabit(of provider: Provider) -> Bool {
        (provider.habits.parameters + provider.habits.tokenParameters).contains { $0.name == parameter.name }
    }
}
