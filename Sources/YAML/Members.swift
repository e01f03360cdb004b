/// The members of an object in JSON that an `Output` wrote: without white space, and known to be well-formed.
struct Members: Sequence, IteratorProtocol {
    /// Where the name lies with its quotes, and where the whole member does.
    struct Member {
        var name: Range<Int>
        var whole: Range<Int>
    }

    private let octets: [UInt8]
    private var position: Int

    /// - Parameter start: the offset of the opening brace.
    init(of octets: [UInt8], at start: Int) {
        self.octets = octets
        position = start + 1
    }

    mutating func next() -> Member? {
        if octets[position] == UInt8(ascii: ",") { position += 1 }
        guard octets[position] != UInt8(ascii: "}") else { return nil }
        let start = position
        passString()
        let name = start..<position
        position += 1
        passValue()
        return Member(name: name, whole: start..<position)
    }

    private mutating func passString() {
        position += 1
        while octets[position] != UInt8(ascii: "\"") {
            position += octets[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        position += 1
    }

    /// Passes a value up to the comma or bracket behind it.
    private mutating func passValue() {
        var depth = 0
        while true {
            switch octets[position] {
            case UInt8(ascii: "\""):
                passString()
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return }
                depth -= 1
            case UInt8(ascii: ",") where depth == 0: return
            default: break
            }
            position += 1
        }
    }
}
