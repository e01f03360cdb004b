import CYaml
import Text

/// The events of libyaml's parser, one at a time.
///
/// Yams itself offers only whole trees of nodes, which take 600 MB for a hostile document of 10 MB. The events of
/// libyaml need almost no memory.
final class ParserEvents {
    /// The event that was read last.
    private(set) var current = yaml_event_t()
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeBufferPointer<UInt8>

    /// - Parameter input: UTF-8 without a byte order mark. It must outlive the parser.
    init(_ input: UnsafeBufferPointer<UInt8>) throws(DocumentError) {
        self.input = input
        parser = .allocate(capacity: 1)
        guard yaml_parser_initialize(parser) == 1 else {
            parser.initialize(to: yaml_parser_t())
            throw Self.outOfMemory
        }
        // libyaml reads up to a thousand brackets ahead, and would reject them before the converter can report their
        // place.
        yaml_set_max_nest_level(.max)
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, input.baseAddress, input.count)
    }

    deinit {
        yaml_event_delete(&current)
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    var type: yaml_event_type_t { current.type }

    /// Reads the next event.
    func advance() throws(DocumentError) {
        yaml_event_delete(&current)
        guard yaml_parser_parse(parser, &current) == 1 else { throw problem }
    }

    /// Returns an error at the start of the current event.
    func error(_ message: String) -> DocumentError {
        DocumentError(line: current.start_mark.line + 1, column: current.start_mark.column + 1, message: message)
    }

    private static let outOfMemory = DocumentError(
        line: 1, column: 1, message: "there is not enough memory for this document; make it smaller")

    /// The error at which the parser stopped.
    private var problem: DocumentError {
        let parser = parser.pointee
        switch parser.error {
        case YAML_MEMORY_ERROR: return Self.outOfMemory
        case YAML_READER_ERROR: return unreadable(at: Int(parser.problem_offset), value: parser.problem_value)
        default:
            let problem = parser.problem.map { String(cString: $0) } ?? ""
            let advice = ParserAdvice(for: problem)
            let mark = advice.isAboutStart && parser.context != nil ? parser.context_mark : parser.problem_mark
            return DocumentError(line: mark.line + 1, column: mark.column + 1, message: advice.message)
        }
    }

    /// Returns the error for a character that YAML does not allow, or for invalid octets. libyaml reports only the
    /// offset.
    private func unreadable(at offset: Int, value: Int32) -> DocumentError {
        let problem = parser.pointee.problem.map { String(cString: $0) } ?? ""
        let isCharacter = problem.hasPrefix("invalid Unicode character") || problem.hasPrefix("control characters")
        if !isCharacter, let invalid = UTF8Scanner.firstInvalid(in: Array(input)) {
            return DocumentError(
                line: invalid.place.line, column: invalid.place.column,
                message: "this is not UTF-8; save the document as UTF-8")
        }
        let place = TextPlace(of: offset, in: input)
        return DocumentError(
            line: place.line, column: place.column,
            message: "the character U+\(CodePoint.digits(of: UInt32(max(0, value)))) is not allowed in YAML; remove it")
    }
}
