import OAuth

extension LintProfile {
    /// The profiles that a request of the screen can follow. The screen does not push requests (RFC 9126).
    static let onScreen = all.filter { !$0.requiresPushedRequests }
}

extension Menu {
    /// Creates the menu of the standards that the request can be checked against.
    init(profilesOn desk: Desk) {
        let present = desk.session.profile
        let rows = LintProfile.onScreen.map { profile in
            Row(
                text: profile.name, detail: profile.title, remark: "", isPresent: profile == present, refusal: nil,
                explanation: "checked against \(profile.name) and \(desk.provider.name); the stricter rule applies",
                steps: [.useProfile(profile)])
        }
        let none = Row(
            text: "none", detail: "only what \(desk.provider.name) requires", remark: "", isPresent: present == nil,
            refusal: nil,
            explanation: "the request is checked only against \(desk.provider.name)", steps: [.useProfile(nil)])
        self.init("Profile", verb: "use", [none] + rows)
    }
}
