import OAuth

extension LintProfile {
    /// Those that a request of the screen can follow: it pushes none.
    static let onScreen = all.filter { !$0.requiresPushedRequests }
}

extension Menu {
    /// The standards that the request can be held against.
    init(profilesOn desk: Desk) {
        let present = desk.session.profile
        let rows = LintProfile.onScreen.map { profile in
            Row(
                text: profile.name, detail: profile.title, remark: "", isPresent: profile == present, refusal: nil,
                explanation: "the stricter of \(profile.name) and \(desk.provider.name) counts",
                steps: [.useProfile(profile)])
        }
        let none = Row(
            text: "none", detail: "What \(desk.provider.name) wants", remark: "", isPresent: present == nil,
            refusal: nil,
            explanation: "only what \(desk.provider.name) wants counts", steps: [.useProfile(nil)])
        self.init("Profile", verb: "use", [none] + rows)
    }
}
