/// A new access token and refresh token, in hexadecimal.
struct Tokens {
    let access: String
    let refresh: String

    init(drawing draw: (Int) throws -> [UInt8]) rethrows {
        access = try RehearsalProvider.handle(drawing: draw)
        refresh = try RehearsalProvider.handle(drawing: draw)
    }
}
