import Foundation

/// Feeds broken input to one part of authscope. `make fuzz` builds it with libFuzzer and AddressSanitizer and runs it.
///
///     Fuzz --targets                        the names of the targets
///     Fuzz --target=NAME --words            its words, as a dictionary of libFuzzer
///     Fuzz --target=NAME FILE...            checks each file once, and ends at the first fault
///     Fuzz --target=NAME OPTION... FOLDER   with libFuzzer only: looks for faults, from what is in the folder
///
/// libFuzzer ignores options that begin with two dashes, and hands them on to the processes that it starts.
enum Program {
    /// The target that the arguments name, or nil.
    static let target = CommandLine.arguments.lazy.compactMap { argument in
        Target.all.first { argument == "--target=\($0.name)" }
    }.first

    /// Answers what takes no input, and ends the process then.
    static func answer() {
        let arguments = CommandLine.arguments
        if arguments.contains("--targets") { end(0, Target.all.map { "\($0.name)\n" }.joined()) }
        guard let target else {
            let names = Target.all.map(\.name).joined(separator: ", ")
            end(64, "Usage: Fuzz --target=NAME FILE...\nThe targets are \(names).\n")
        }
        if arguments.contains("--words") { end(0, target.dictionary) }
    }

    static func end(_ code: Int32, _ text: String) -> Never {
        print(text, terminator: "")
        exit(code)
    }
}

#if FUZZER
    // libFuzzer has the main function, and calls these.

    @_cdecl("LLVMFuzzerInitialize")
    func initialize(_ count: UnsafeMutablePointer<Int32>?, _ arguments: UnsafeMutableRawPointer?) -> Int32 {
        Program.answer()
        return 0
    }

    @_cdecl("LLVMFuzzerTestOneInput")
    func testOneInput(_ octets: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
        Program.target?.check(Array(UnsafeBufferPointer(start: octets, count: count)))
        return 0
    }
#else
    @main
    enum Replay {
        static func main() {
            Program.answer()
            for path in CommandLine.arguments.dropFirst() where !path.hasPrefix("-") {
                guard let data = FileManager.default.contents(atPath: path) else {
                    Program.end(66, "\(path) cannot be read. Check its name.\n")
                }
                Program.target?.check(Array(data))
                print("\(path): nothing broke")
            }
        }
    }
#endif
