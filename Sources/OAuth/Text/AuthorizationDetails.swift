import JSON
import Text

/// Checks the value of `authorization_details`: a JSON array of objects with a `type` (RFC 9396 §2).
enum AuthorizationDetails {
    /// A problem, and its offset in the value in octets, counted from 0.
    struct Problem: Equatable {
        var text: String
        var offset: Int
    }

    /// Returns the first problem of the value; nil if it is valid.
    ///
    /// Not recursive, so memory grows linearly with the text, even for deep nesting.
    static func problem(in value: Octets) -> Problem? {
        let broken = "this is not JSON"
        // If a name occurs twice, its last value counts.
        let limits = JSONLimits(octets: .max, depth: .max, allowsRepeatedNames: true)
        guard var json = try? JSONReader(Array(value), limits: limits) else { return Problem(text: broken, offset: 0) }
        do {
            let problem = try problem(&json)
            try json.finish()
            return problem
        } catch {
            return Problem(text: broken, offset: json.position)
        }
    }

    private static func problem(_ json: inout JSONReader) throws(JSONError) -> Problem? {
        guard try json.nextKind() == .array else {
            let offset = json.position
            try json.skip()
            return Problem(text: "it must be an array", offset: offset)
        }
        var first: Problem?
        var isEmpty = true
        try json.beginArray()
        while try json.nextElement() {
            isEmpty = false
            let offset = json.valueOffset()
            if try json.nextKind() != .object {
                try json.skip()
                first = first ?? Problem(text: "an element is not an object", offset: offset)
            } else if try !hasType(&json) {
                first = first ?? Problem(text: "an element has no type", offset: json.position - 1)
            }
        }
        guard isEmpty else { return first }
        return Problem(text: "it must be an array with at least one element", offset: json.position - 1)
    }

    /// Reads an object. Returns whether it has a `type`.
    private static func hasType(_ json: inout JSONReader) throws(JSONError) -> Bool {
        var hasType = false
        try json.beginObject()
        while let name = try json.nextMemberOctets() {
            guard name.equals("type") else {
                try json.skip()
                continue
            }
            hasType = false
            if try json.nextKind() == .string {
                hasType = try !json.stringOctets().isEmpty
            } else {
                try json.skip()
            }
        }
        return hasType
    }
}
