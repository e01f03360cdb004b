import JSON

/// A program with arguments, as `config.json` names one.
package struct ProgramArguments: Equatable, Sendable {
    /// The program, then its arguments.
    package var words: [String]
    /// The line in the file, counted from 1.
    package var line: Int

    package init(_ words: [String], line: Int) {
        self.words = words
        self.line = line
    }

    static let maximumCount = 64
    static let maximumOctets = 4_096

    /// Reads only the browser in the user's `config.json`; nil if it names none.
    ///
    /// - Parameter path: The file's path, for messages only.
    package static func browser(in octets: [UInt8], path: String) throws(FileProblem) -> ProgramArguments? {
        do {
            var json = try JSONReader(
                JSONComments.blanked(octets) ?? octets,
                limits: JSONLimits(octets: 1 << 20, depth: 8, allowsTrailingCommas: true))
            var browser: ProgramArguments?
            try json.beginObject()
            while let name = try json.nextMember() {
                if name == "browser" { browser = try json.programArguments() } else { try json.skip() }
            }
            try json.finish()
            return browser
        } catch {
            throw FileProblem(path: path, error)
        }
    }
}

extension JSONReader {
    /// Reads an array of a program and its arguments. There is no shell that could split a text.
    package mutating func programArguments() throws(JSONError) -> ProgramArguments {
        var arguments: [String] = []
        let start = valueOffset()
        guard try nextKind() == .array else {
            throw error(at: start, "expected an array of texts: the program, then its arguments")
        }
        try beginArray()
        while try nextElement() {
            let place = valueOffset()
            let argument = try string()
            guard !argument.utf8.contains(0), argument.utf8.count <= ProgramArguments.maximumOctets else {
                throw error(at: place, "an argument has at most 4,096 bytes and no zero byte")
            }
            guard arguments.count < ProgramArguments.maximumCount else {
                throw error(at: place, "a program has at most 63 arguments here")
            }
            arguments.append(argument)
        }
        guard let program = arguments.first, !program.isEmpty else {
            throw error(at: start, "the program is missing: name it first")
        }
        guard program.hasPrefix("/") || !program.contains("/") else {
            throw error(at: start, "write the whole path of the program, or only its name")
        }
        return ProgramArguments(arguments, line: error(at: start, "").line)
    }
}
