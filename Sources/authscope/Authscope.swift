/// The program: full-screen when it is called bare, else what its arguments say.
@main
struct Authscope {
    static func main() {
        // Reading arguments costs more than a millisecond: most starts have none.
        if CommandLine.arguments.count == 1 {
            ScreenCommand().start()
        } else {
            AuthscopeCommand.main()
        }
    }
}
