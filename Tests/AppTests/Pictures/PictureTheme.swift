import Screen

/// The colours of the pictures in the documentation, by role.
enum PictureTheme {
    static let background = "#15181e"
    static let bar = "#232831"
    static let edge = "#3a414d"

    static func color(of role: Role) -> String {
        switch role {
        case .text, .value: "#dfe3ea"
        case .accent, .name: "#62cbe6"
        case .ok: "#7ed387"
        case .warning: "#ecc964"
        case .error: "#f5847f"
        case .dim, .valueBeside: "#98a0ae"
        case .host: "#ffffff"
        }
    }
}
