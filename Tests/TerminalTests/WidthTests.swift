import Glibc
import Screen
import Testing

@testable import Terminal

/// ncurses places cells by the C library's widths; if ours differ, the shim draws `?` instead.
struct WidthTests {
    /// The version whose tables Screen follows; later ones know more characters.
    private static let isThatVersion = {
        var name = [UInt8](repeating: 0, count: 64)
        let length = name.withUnsafeMutableBytes {
            confstr(Int32(_CS_GNU_LIBC_VERSION), $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count)
        }
        return String(decoding: name.prefix(max(0, length - 1)), as: UTF8.self) == "glibc 2.36"
    }()

    @Test(.enabled(if: isThatVersion, "the C library is not glibc 2.36"))
    func agreesWithTheMachineOnEveryCharacterThatIsShown() throws {
        try #require(setlocale(LC_CTYPE, "C.UTF-8") != nil)
        var different: [String] = []
        for value in UInt32(0x20)...0x3_FFFF {
            // glibc alone gives U+1171E, a spacing mark, no column of its own.
            guard value != 0x1171E, let scalar = Unicode.Scalar(value), !Sanitizing.isUnprintable(scalar) else {
                continue
            }
            let machine = Terminal.systemWidth(scalar)
            // -1: not in the machine's version of Unicode.
            guard machine >= 0, TextWidth.columns(scalar) != machine else { continue }
            different.append("\(String(value, radix: 16)): \(TextWidth.columns(scalar)), \(machine)")
        }
        #expect(different == [])
    }
}
