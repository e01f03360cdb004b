import JSON

/// A message that cannot be read.
package struct MessageProblem: Error, Equatable {
    /// The member that is missing or has another type.
    package var member: String
}

/// The members of a message between the two programs.
struct MessageFields {
    private let value: JSONValue

    init(_ value: JSONValue) { self.value = value }

    func text(_ name: String) throws(MessageProblem) -> String {
        guard case .string(let text)? = value[name] else { throw MessageProblem(member: name) }
        return text
    }

    /// Returns the text; nil if the member is absent.
    func optionalText(_ name: String) throws(MessageProblem) -> String? {
        has(name) ? try text(name) : nil
    }

    func integer(_ name: String) throws(MessageProblem) -> Int {
        guard case .number(let number)? = value[name], let integer = number.integer else {
            throw MessageProblem(member: name)
        }
        return integer
    }

    /// Returns the number; nil if the member is absent.
    func optionalInteger(_ name: String) throws(MessageProblem) -> Int? {
        has(name) ? try integer(name) : nil
    }

    func flag(_ name: String) throws(MessageProblem) -> Bool {
        guard case .bool(let flag)? = value[name] else { throw MessageProblem(member: name) }
        return flag
    }

    /// Returns the case of the enumeration with this raw value.
    func choice<Choice: RawRepresentable<String>>(
        _ name: String, _: Choice.Type = Choice.self
    ) throws(MessageProblem) -> Choice {
        guard let choice = Choice(rawValue: try text(name)) else { throw MessageProblem(member: name) }
        return choice
    }

    func object(_ name: String) throws(MessageProblem) -> MessageFields {
        guard let value = value[name], case .object = value else { throw MessageProblem(member: name) }
        return MessageFields(value)
    }

    /// Returns the object; nil if the member is absent.
    func optionalObject(_ name: String) throws(MessageProblem) -> MessageFields? {
        has(name) ? try object(name) : nil
    }

    func objects(_ name: String) throws(MessageProblem) -> [MessageFields] {
        guard case .array(let elements)? = value[name] else { throw MessageProblem(member: name) }
        return elements.map { MessageFields($0) }
    }

    func texts(_ name: String) throws(MessageProblem) -> [String] {
        guard case .array(let elements)? = value[name] else { throw MessageProblem(member: name) }
        var texts: [String] = []
        for element in elements {
            guard case .string(let text) = element else { throw MessageProblem(member: name) }
            texts.append(text)
        }
        return texts
    }

    private func has(_ name: String) -> Bool { value[name] != nil }
}

extension JSONValue {
    /// Returns an object without the members whose value is nil.
    static func fields(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
        .object(members.compactMap { name, value in value.map { Member(name, $0) } })
    }

    static func text(_ text: String?) -> JSONValue? { text.map { .string($0) } }

    static func integer(_ integer: Int?) -> JSONValue? { integer.map { .number(JSONNumber($0)) } }

    static func texts(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
}
