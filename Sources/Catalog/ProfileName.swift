import OAuth

/// The names of profiles, which are reserved: no provider can have them as its id.
enum ProfileName {
    /// The profile without a provider, which applies only the standard.
    static let generic = "generic"

    static let reserved = [generic] + LintProfile.all.map(\.name)
}
