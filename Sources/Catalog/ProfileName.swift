import OAuth

/// The names of profiles that no provider has as its id.
enum ProfileName {
    /// Nothing is known, and the standard alone holds.
    static let generic = "generic"

    static let reserved = [generic] + LintProfile.all.map(\.name)
}
