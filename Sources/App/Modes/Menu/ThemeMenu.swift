import Screen

extension Menu {
    /// The themes. Each is shown while the cursor is on it.
    init(themesOn desk: Desk) {
        let present = desk.theme
        let isFixed = desk.setup?.configuration.theme != nil
        // Colours that the user has chosen one by one have no name.
        let themes = Theme.all.contains(present) ? Theme.all : [present] + Theme.all
        let rows = themes.map { theme in
            let isPresent = theme == present
            return Row(
                text: theme.name, detail: theme.summary, remark: isPresent && isFixed ? "config.json" : "",
                isPresent: isPresent,
                refusal: nil, explanation: isFixed ? Self.fixed : theme.summary,
                steps: [.keepTheme(theme)], preview: .useTheme(theme))
        }
        self.init("Theme", verb: "keep", rows)
        endOfPreview = .useTheme(present)
    }

    private static let fixed = "config.json sets the theme: change it there"
}
