import Catalog
import Glibc

/// The program: full-screen when it is called bare, else what its arguments say.
@main
struct Authscope {
    static func main() {
        // Reading arguments costs more than a millisecond: most starts have none.
        guard CommandLine.arguments.count > 1 else {
            let result = ScreenCommand.show(BuiltIn.provider)
            write(result.stderr, to: STDERR_FILENO)
            exit(result.exitCode)
        }
        AuthscopeCommand.main()
    }
}
