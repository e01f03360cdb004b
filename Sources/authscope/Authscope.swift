import Catalog
import Terminal

@main
struct Authscope {
    static func main() throws {
        _ = try FullScreen.run(provider: BuiltIn.provider, color: .auto, ascii: false)
    }
}
