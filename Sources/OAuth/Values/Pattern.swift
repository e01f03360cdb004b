/// Why a text is no pattern; `offset` counts Unicode scalars from 0.
public struct PatternError: Error, Equatable, CustomStringConvertible {
    public enum Cause: String, Sendable {
        case unbalancedParenthesis = "a parenthesis has no partner"
        case unbalancedBracket = "a character class has no end"
        case emptyClass = "a character class is empty"
        case badRange = "a range ends before it starts"
        case nothingToRepeat = "there is nothing to repeat"
        case badRepetition = "a repetition is not {n}, {n,} or {n,m} with numbers up to 1000"
        case unknownEscape = "this escape is not supported"
        case unsupported = "this syntax is not supported"
        case tooDeep = "groups are nested too deeply"
        case tooLarge = "the pattern is too large"
    }

    public var cause: Cause
    public var offset: Int

    public var description: String { "\(cause.rawValue) (at character \(offset + 1))" }
}

/// A regular expression that is matched in linear time, whatever it looks like.
///
/// It knows literals, `.`, classes with ranges and negation, the escapes `\d \w \s` and their opposites, `\t \r \n`
/// and escaped punctuation, groups `( )` and `(?: )`, `|`, `* + ?`, `{n}`, `{n,}`, `{n,m}`, `^` and `$`. Characters
/// are Unicode scalars; digits, word characters and white space are those of ASCII.
public struct Pattern: Equatable, Sendable {
    /// The text it was made of.
    public let source: String
    private let program: [PatternInstruction]

    /// Throws when the text uses anything else, or would need too much memory.
    public init(_ source: String) throws(PatternError) {
        self.source = source
        var parser = PatternParser(source)
        let tree = try parser.parse()
        var compiler = PatternCompiler()
        try compiler.compile(tree)
        program = compiler.finish()
    }

    public static func == (left: Pattern, right: Pattern) -> Bool { left.source.hasSameOctets(as: right.source) }

    /// Whether the pattern is found anywhere in the text; anchors tie it to the ends.
    public func matches(_ text: String) -> Bool {
        let scalars = text.unicodeScalars.map(\.value)
        var now = PatternThreads(of: program)
        var next = now
        for position in 0...scalars.count {
            // A match may start here, too.
            now.add(0, atStart: position == 0, atEnd: position == scalars.count)
            if now.hasMatched { return true }
            guard position < scalars.count else { break }
            next.removeAll()
            for thread in now.waiting {
                guard case .scalar(let set) = program[thread], set.contains(scalars[position]) else { continue }
                next.add(thread + 1, atStart: false, atEnd: position + 1 == scalars.count)
            }
            swap(&now, &next)
        }
        return false
    }
}
