import JSON
import Text

/// Scopes in JSON: an array of names or objects, or an object with descriptions by name.
enum JSONScopeRows: ScopeTextForm {
    private static let limits = JSONLimits(depth: 64, allowsRepeatedNames: true, replacesHalfSurrogates: true)
    private static let nameKeys = ["name", "scope", "value", "id", "key"]
    private static let summaryKeys = ["description", "summary", "title", "label", "text"]
    /// The members of an object that contain a list and are not scopes.
    private static let listKeys = ["scopes", "scopes_supported", "permissions", "data", "items"]

    static func rows(of text: [UInt8]) throws(JSONError) -> ScopeText.Rows? {
        let json = JSONComments.blanked(text) ?? text
        let start = json.drop { $0 <= 0x20 }
        guard let first = start.first, first == ascii("[") || first == ascii("{"),
            // A list of links in Markdown begins with a bracket too.
            let next = start.dropFirst().first(where: { $0 > 0x20 }), "\"[{]}".utf8.contains(next)
        else { return nil }
        var reader = try JSONReader(json, limits: limits)
        var rows = ScopeText.Rows()
        try read(&reader, into: &rows)
        try reader.finish()
        // So far the rows have ascending offsets, which become lines here.
        var (line, place) = (1, 0)
        for index in rows.list.indices {
            line += json[place..<rows.list[index].line].count { $0 == ascii("\n") }
            place = rows.list[index].line
            rows.list[index].line = line
        }
        return rows
    }

    private static func read(_ json: inout JSONReader, into rows: inout ScopeText.Rows) throws(JSONError) {
        switch try json.nextKind() {
        case .array:
            try json.beginArray()
            while try json.nextElement() { try element(&json, into: &rows) }
        case .object: try object(&json, into: &rows)
        case .string, .number, .bool, .null: try json.skip()
        }
    }

    /// Reads an element of the list: a name, an array of a name and a description, or an object.
    private static func element(_ json: inout JSONReader, into rows: inout ScopeText.Rows) throws(JSONError) {
        let line = json.valueOffset()
        switch try json.nextKind() {
        case .object:
            let cells = try members(&json)
            let name = nameKeys.lazy.compactMap { cells[$0] }.first
            let summary = summaryKeys.lazy.compactMap { cells[$0] }.first
            if let name { rows.append(ScopeText.Row(line: line, cells: [name, summary ?? ""])) }
        case .array:
            var cells: [String] = []
            try json.beginArray()
            while try json.nextElement() { cells.append(try json.looseText() ?? "") }
            rows.append(ScopeText.Row(line: line, cells: cells))
        case .string, .number, .bool, .null:
            if let name = try json.looseText() { rows.append(ScopeText.Row(line: line, cells: [name])) }
        }
    }

    private static func members(_ json: inout JSONReader) throws(JSONError) -> [String: String] {
        var texts: [String: String] = [:]
        _ = try json.looseObject { json, name throws(JSONError) in texts[name.lowercased()] = try json.looseText() }
        return texts
    }

    /// Reads an object with descriptions by name, or an object that contains the list.
    private static func object(_ json: inout JSONReader, into rows: inout ScopeText.Rows) throws(JSONError) {
        try json.beginObject()
        while let name = try json.nextMember() {
            let line = json.valueOffset()
            switch try json.nextKind() {
            case .array: if listKeys.contains(name) { try read(&json, into: &rows) } else { try json.skip() }
            case .object where listKeys.contains(name): try read(&json, into: &rows)
            case .object:
                let texts = try members(&json)
                let summary = summaryKeys.lazy.compactMap { texts[$0] }.first
                rows.append(ScopeText.Row(line: line, cells: [name, summary ?? ""]))
            case .string, .number, .bool, .null:
                rows.append(ScopeText.Row(line: line, cells: [name, try json.looseText() ?? ""]))
            }
        }
    }
}
