/// A part of authscope that reads what others wrote, and what must hold whatever it reads.
struct Target: Sendable {
    let name: String
    /// Pieces of input that chance would hardly find.
    let words: [String]
    /// Reads the input, and ends the process if a property does not hold.
    let check: @Sendable ([UInt8]) -> Void

    static let all: [Target] = [
        .request, .response, .token, .inspect, .json, .yaml, .http, .imports, .scopes, .provider, .entries,
        .configuration, .reply, .sanitiser, .keys, .scan, .ignore,
    ]

    /// The words in the form that libFuzzer reads: one to a line, in quotes, each octet as `\xNN`.
    var dictionary: String {
        words.map { word in
            let octets = word.utf8.map { octet in
                let digits = String(octet, radix: 16, uppercase: true)
                return "\\x" + (digits.utf8.count < 2 ? "0" : "") + digits
            }
            return "\"\(octets.joined())\"\n"
        }.joined()
    }
}

/// Ends the process when the condition does not hold; libFuzzer then writes the input to a file.
func hold(_ condition: Bool, _ promise: @autoclosure () -> String, file: StaticString = #file, line: UInt = #line) {
    if !condition { fatalError("does not hold: \(promise())", file: file, line: line) }
}

/// The value of an expression that must not throw.
func holding<Value, Failure>(
    _ promise: String, file: StaticString = #file, line: UInt = #line, _ body: () throws(Failure) -> Value
) -> Value {
    do { return try body() } catch { fatalError("does not hold: \(promise): \(error)", file: file, line: line) }
}

/// By what Swift knows of Unicode, to hold the tables of authscope against.
extension Unicode.Scalar {
    var isControl: Bool { properties.generalCategory == .control }

    /// Whether it is invisible (`docs/rules.md`, "Definitions").
    var isInvisible: Bool {
        switch properties.generalCategory {
        case .lineSeparator, .paragraphSeparator: true
        default: properties.isDefaultIgnorableCodePoint || value == 0x2800 || 0xFFF9...0xFFFB ~= value
        }
    }

    /// Whether it must not reach a terminal.
    var isForbidden: Bool {
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned: true
        default: isInvisible
        }
    }
}
