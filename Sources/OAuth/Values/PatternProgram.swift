/// A set of Unicode scalars: ranges, possibly all the others.
struct ScalarSet: Equatable, Sendable {
    var ranges: [ClosedRange<UInt32>]
    var isNegated = false

    func contains(_ value: UInt32) -> Bool {
        for range in ranges where range.contains(value) { return !isNegated }
        return isNegated
    }

    static let digits = ScalarSet(ranges: [0x30...0x39])
    static let wordCharacters = ScalarSet(ranges: [0x30...0x39, 0x41...0x5a, 0x5f...0x5f, 0x61...0x7a])
    static let whiteSpace = ScalarSet(ranges: [0x09...0x0d, 0x20...0x20])
    /// Everything but a line feed.
    static let any = ScalarSet(ranges: [0x0a...0x0a], isNegated: true)
}

/// What a pattern says, as a tree.
indirect enum PatternNode: Sendable {
    case empty
    case scalar(ScalarSet)
    case start
    case end
    case sequence([PatternNode])
    case either([PatternNode])
    /// A nil `most` means as often as there is more.
    case repeated(PatternNode, least: Int, most: Int?)
}

/// A step of the machine that matches a pattern.
enum PatternInstruction: Sendable {
    case scalar(ScalarSet)
    case split(Int, Int)
    case jump(Int)
    case start
    case end
    case match
}

/// Turns the tree into steps; repetitions are written out, up to a limit.
struct PatternCompiler {
    private static let limit = 4_096
    private var program: [PatternInstruction] = []
    private var work = 0

    mutating func compile(_ node: PatternNode) throws(PatternError) {
        work += 1
        guard program.count < Self.limit, work < 4 * Self.limit else { throw PatternError(cause: .tooLarge, offset: 0) }
        switch node {
        case .empty: break
        case .scalar(let set): program.append(.scalar(set))
        case .start: program.append(.start)
        case .end: program.append(.end)
        case .sequence(let nodes):
            for node in nodes { try compile(node) }
        case .either(let branches): try compile(branches: branches)
        case .repeated(let node, let least, let most): try compile(node, least: least, most: most)
        }
    }

    func finish() -> [PatternInstruction] { program + [.match] }

    private mutating func compile(branches: [PatternNode]) throws(PatternError) {
        var jumps: [Int] = []
        for branch in branches.dropLast() {
            let split = reserve()
            try compile(branch)
            jumps.append(reserve())
            program[split] = .split(split + 1, program.count)
        }
        if let last = branches.last { try compile(last) }
        for jump in jumps { program[jump] = .jump(program.count) }
    }

    private mutating func compile(_ node: PatternNode, least: Int, most: Int?) throws(PatternError) {
        for _ in 0..<least { try compile(node) }
        guard let most else {
            let split = reserve()
            try compile(node)
            program.append(.jump(split))
            program[split] = .split(split + 1, program.count)
            return
        }
        var splits: [Int] = []
        for _ in least..<most {
            splits.append(reserve())
            try compile(node)
        }
        for split in splits { program[split] = .split(split + 1, program.count) }
    }

    private mutating func reserve() -> Int {
        program.append(.match)
        return program.count - 1
    }
}

/// The places in the program that are reached at one position of the text; each is held once, so that the work per
/// character is bounded by the size of the program.
struct PatternThreads {
    private let program: [PatternInstruction]
    /// Steps that wait for a scalar.
    private(set) var waiting: [Int] = []
    private(set) var hasMatched = false
    private var seen: [Bool]
    private var reached: [Int] = []
    private var open: [Int] = []

    init(of program: [PatternInstruction]) {
        self.program = program
        seen = Array(repeating: false, count: program.count)
    }

    mutating func removeAll() {
        for step in reached { seen[step] = false }
        reached.removeAll(keepingCapacity: true)
        waiting.removeAll(keepingCapacity: true)
        hasMatched = false
    }

    /// Adds the step and all that is reached from it without reading.
    mutating func add(_ step: Int, atStart: Bool, atEnd: Bool) {
        open.append(step)
        while let step = open.popLast() {
            guard !seen[step] else { continue }
            seen[step] = true
            reached.append(step)
            switch program[step] {
            case .scalar: waiting.append(step)
            case .split(let first, let second): open += [second, first]
            case .jump(let target): open.append(target)
            case .start: if atStart { open.append(step + 1) }
            case .end: if atEnd { open.append(step + 1) }
            case .match: hasMatched = true
            }
        }
    }
}
