/// Reads the text of a pattern.
struct PatternParser {
    private static let deepest = 100
    private static let mostRepetitions = 1_000

    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var depth = 0

    init(_ source: String) {
        scalars = Array(source.unicodeScalars)
    }

    mutating func parse() throws(PatternError) -> PatternNode {
        let node = try alternatives()
        // Only a `)` ends the alternatives early.
        guard index == scalars.count else { throw error(.unbalancedParenthesis) }
        return node
    }

    private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private func error(_ cause: PatternError.Cause, at offset: Int? = nil) -> PatternError {
        PatternError(cause: cause, offset: offset ?? index)
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        index += 1
        return true
    }

    private mutating func alternatives() throws(PatternError) -> PatternNode {
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .either(branches)
    }

    private mutating func sequence() throws(PatternError) -> PatternNode {
        var nodes: [PatternNode] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            let node = try atom()
            nodes.append(try repetition(of: node))
        }
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    private mutating func atom() throws(PatternError) -> PatternNode {
        guard let scalar = next else { return .empty }
        index += 1
        switch scalar {
        case "(": return try group()
        case "[": return .scalar(try characterClass())
        case ".": return .scalar(.any)
        case "^": return .start
        case "$": return .end
        case "\\": return .scalar(try escape())
        case "*", "+", "?", "{": throw error(.nothingToRepeat, at: index - 1)
        default: return .scalar(ScalarSet(ranges: [scalar.value...scalar.value]))
        }
    }

    private mutating func group() throws(PatternError) -> PatternNode {
        let start = index - 1
        if take("?"), !take(":") { throw error(.unsupported, at: start) }
        depth += 1
        guard depth <= Self.deepest else { throw error(.tooDeep, at: start) }
        let node = try alternatives()
        guard take(")") else { throw error(.unbalancedParenthesis, at: start) }
        depth -= 1
        return node
    }

    private mutating func repetition(of node: PatternNode) throws(PatternError) -> PatternNode {
        let start = index
        let least: Int
        let most: Int?
        switch next {
        case "*": (least, most) = (0, nil)
        case "+": (least, most) = (1, nil)
        case "?": (least, most) = (0, 1)
        case "{":
            index += 1
            (least, most) = try bounds(start: start)
        default: return node
        }
        index += 1
        switch node {
        case .start, .end: throw error(.nothingToRepeat, at: start)
        default: break
        }
        // Possessive and lazy forms would say how to match, not what.
        if let next, next == "*" || next == "+" || next == "?" || next == "{" { throw error(.unsupported) }
        return .repeated(node, least: least, most: most)
    }

    /// `n}`, `n,}` or `n,m}`; stops before the brace.
    private mutating func bounds(start: Int) throws(PatternError) -> (Int, Int?) {
        guard let least = number() else { throw error(.badRepetition, at: start) }
        var most: Int? = least
        if take(",") {
            most = nil
            if next != "}" {
                guard let number = number() else { throw error(.badRepetition, at: start) }
                most = number
            }
        }
        guard next == "}", least <= most ?? least else { throw error(.badRepetition, at: start) }
        return (least, most)
    }

    private mutating func number() -> Int? {
        var number: Int?
        while let digit = next, (0x30...0x39).contains(digit.value) {
            number = min((number ?? 0) * 10 + Int(digit.value - 0x30), Self.mostRepetitions + 1)
            index += 1
        }
        return number.flatMap { $0 <= Self.mostRepetitions ? $0 : nil }
    }

    private mutating func escape() throws(PatternError) -> ScalarSet {
        guard let scalar = next else { throw error(.unknownEscape, at: index - 1) }
        index += 1
        switch scalar {
        case "d": return .digits
        case "w": return .wordCharacters
        case "s": return .whiteSpace
        case "D": return ScalarSet(ranges: ScalarSet.digits.ranges, isNegated: true)
        case "W": return ScalarSet(ranges: ScalarSet.wordCharacters.ranges, isNegated: true)
        case "S": return ScalarSet(ranges: ScalarSet.whiteSpace.ranges, isNegated: true)
        case "t": return ScalarSet(ranges: [0x09...0x09])
        case "n": return ScalarSet(ranges: [0x0a...0x0a])
        case "r": return ScalarSet(ranges: [0x0d...0x0d])
        default:
            // Letters and digits are kept for escapes with a meaning, such as back references.
            let isPlain = scalar.isASCII && !ScalarSet.wordCharacters.contains(scalar.value)
            guard isPlain else { throw error(.unknownEscape, at: index - 2) }
            return ScalarSet(ranges: [scalar.value...scalar.value])
        }
    }

    private mutating func characterClass() throws(PatternError) -> ScalarSet {
        let start = index - 1
        var set = ScalarSet(ranges: [])
        set.isNegated = take("^")
        while let scalar = next, scalar != "]" {
            index += 1
            var member = ScalarSet(ranges: [scalar.value...scalar.value])
            if scalar == "\\" { member = try escape() }
            // Inside a class only a set that can be written as ranges has a place.
            guard !member.isNegated else { throw error(.unsupported, at: index - 2) }
            if next == "-", index + 1 < scalars.count, scalars[index + 1] != "]" {
                member = try range(from: member)
            }
            set.ranges += member.ranges
        }
        guard take("]") else { throw error(.unbalancedBracket, at: start) }
        guard !set.ranges.isEmpty else { throw error(.emptyClass, at: start) }
        return set
    }

    /// `a-z`; stands at the hyphen.
    private mutating func range(from low: ScalarSet) throws(PatternError) -> ScalarSet {
        let start = index - 1
        index += 1
        let scalar = scalars[index]
        index += 1
        let high = scalar == "\\" ? try escape() : ScalarSet(ranges: [scalar.value...scalar.value])
        guard let from = low.ranges.first?.lowerBound, let to = high.ranges.first?.lowerBound,
            low.ranges == [from...from], high.ranges == [to...to], !high.isNegated, from <= to
        else { throw error(.badRange, at: start) }
        return ScalarSet(ranges: [from...to])
    }
}
