import Text

/// Finds the operation that the user means.
///
/// `GET /me/top/{type}` is an exact match; the method may be in any case. `GET /me/top/artists` matches the template,
/// and so does a complete URL, or a path preceded by the server's base path. A path without a method is sufficient if
/// it has only one method. The name in the API description also works.
public struct OperationFinder: Sendable {
    /// The result of a search. Operations are given as rows.
    public enum Answer: Equatable, Sendable {
        case found(Int)
        /// The text may mean any of these.
        case several([Int])
        /// Nothing matches. The value is a suggestion.
        case nothing(nearest: Int?)
    }

    private let operations: [Operation]
    private let templates: [PathTemplate]
    /// The number of leading segments that all paths share: the server's base path, or a part of it.
    private let commonSegments: Int
    /// The first segments of all paths. None of them is a base path that the description omits.
    private let firstSegments: Set<Substring>

    /// Creates a finder.
    ///
    /// - Parameter operations: The operations to search, in the order in which they are found.
    public init(_ operations: [Operation]) {
        self.operations = operations
        templates = operations.map { PathTemplate($0.path) }
        firstSegments = Set(templates.compactMap { $0.literalPrefix.first.map { Substring($0) } })
        var common = templates.first.map { Array($0.literalPrefix) } ?? []
        for template in templates where !common.isEmpty {
            let equal = zip(common, template.literalPrefix).prefix { $0.elementsEqual($1) }.count
            common.removeSubrange(equal...)
        }
        commonSegments = common.count
    }

    /// Finds the operation that a call belongs to.
    ///
    /// - Parameter text: A method and a path, a path, or an operation's id, as a user types it.
    /// - Returns: The operation, or similar ones.
    public func find(_ text: String) -> Answer {
        let query = Query(text)
        if let row = exactRow(query) { return .found(row) }
        let named = rows { $0.id?.hasSameOctets(as: query.text) == true }
        if !named.isEmpty { return answer(named) }
        for path in query.paths {
            let fitting = rowsFitting(path, method: query.method)
            if !fitting.isEmpty { return answer(fitting) }
        }
        let caseless = rows { $0.id?.utf8.elementsEqual(query.text.utf8) { $0.lowercased == $1.lowercased } == true }
        return caseless.isEmpty ? .nothing(nearest: nearest(to: query)) : answer(caseless)
    }

    private func answer(_ rows: [Int]) -> Answer {
        rows.count == 1 ? .found(rows[0]) : .several(rows)
    }

    private func rows(where isMeant: (Operation) -> Bool) -> [Int] {
        operations.indices.filter { isMeant(operations[$0]) }
    }

    private func exactRow(_ query: Query) -> Int? {
        guard let method = query.method, let path = query.paths.last else { return nil }
        return operations.firstIndex { $0.method.hasSameOctets(as: method) && $0.path.hasSameOctets(as: path) }
    }

    /// Returns the operations that the path matches best: as written, or with a longer or shorter base path.
    private func rowsFitting(_ path: String, method: String?) -> [Int] {
        let segments = PathTemplate.segments(of: path)
        let whole = bestRows(segments[...], method: method, without: 0)
        if !whole.isEmpty { return whole }
        for dropped in stride(from: 1, through: commonSegments, by: 1) {
            let rows = bestRows(segments[...], method: method, without: dropped)
            if !rows.isEmpty { return rows }
        }
        guard let first = segments.first, !firstSegments.contains(Substring(first)) else { return [] }
        // A path of placeholders only would match anything.
        for dropped in segments.indices.dropFirst() {
            let rows = bestRows(segments[dropped...], method: method, without: 0, needsLiteral: true)
            if !rows.isEmpty { return rows }
        }
        return []
    }

    private func bestRows(
        _ path: ArraySlice<Substring.UTF8View>, method: String?, without dropped: Int, needsLiteral: Bool = false
    ) -> [Int] {
        var best: (rows: [Int], fit: PathTemplate.Fit)?
        for row in operations.indices where method == nil || operations[row].method == method {
            guard let fit = templates[row].fit(path, without: dropped) else { continue }
            if needsLiteral, !fit.isLiteral.contains(true) { continue }
            if let known = best, !fit.isBetter(than: known.fit) {
                if fit.isAsGood(as: known.fit) { best?.rows.append(row) }
            } else {
                best = ([row], fit)
            }
        }
        return best?.rows ?? []
    }

    /// Returns the same path with another method, or else the name or path that differs in the fewest characters.
    private func nearest(to query: Query) -> Int? {
        if query.method != nil, let path = query.paths.first, let row = rowsFitting(path, method: nil).first {
            return row
        }
        let wanted = query.paths.first ?? query.text
        var nearest: (row: Int, distance: Int)?
        // The bound of all suggestions applies (`docs/security.md` S8), although paths are longer than names.
        guard 3...200 ~= wanted.utf8.count else { return nil }
        let limit = wanted.utf8.count >= 8 ? 2 : 1
        let scalars = wanted.utf8.map { UInt32($0.lowercased) }
        for (row, operation) in operations.enumerated() {
            let candidates = query.paths.isEmpty ? [operation.id ?? ""] : [operation.path]
            for candidate in candidates where abs(candidate.utf8.count - scalars.count) <= limit {
                let other = candidate.utf8.map { UInt32($0.lowercased) }
                guard let distance = EditDistance.distance(scalars, other, limit: limit) else { continue }
                // A wrong method counts as half a difference.
                let cost = 2 * distance + (query.method.map { $0 == operation.method ? 0 : 1 } ?? 0)
                if cost < nearest?.distance ?? .max { nearest = (row, cost) }
            }
        }
        return nearest?.row
    }
}

/// The parts of a typed query.
private struct Query {
    let text: String
    /// The method in upper case; nil if there is none.
    let method: String?
    /// The path without a query, and as typed; empty if the text is a name.
    let paths: [String]

    init(_ text: String) {
        let words = text.split(maxSplits: 1) { $0.isWhitespace }
        let trimmed = Self.trimmed(text)
        self.text = trimmed
        if words.count == 2, let path = Self.path(Self.trimmed(String(words[1]))),
            words[0].utf8.allSatisfy({ $0.isLetter || $0 == ascii("-") })
        {
            method = String(octets: Array(words[0].utf8).map { $0.isLetter ? $0 & ~0x20 : $0 })
            paths = Self.variants(path)
        } else {
            method = nil
            paths = Self.path(trimmed).map(Self.variants) ?? []
        }
    }

    /// Returns the path of a path or an absolute URL.
    private static func path(_ text: String) -> String? {
        if text.utf8.first == ascii("/") { return text }
        let parts = URIReference(text)
        guard parts.isHTTP || parts.isHTTPS, parts.authority != nil else { return nil }
        return parts.path.isEmpty ? "/" : parts.text(of: parts.path.lowerBound..<parts.octets.endIndex)
    }

    private static func variants(_ path: String) -> [String] {
        let bare = path.prefix { $0 != "?" && $0 != "#" }
        return bare.count == path.count ? [path] : [String(bare), path]
    }

    private static func trimmed(_ text: String) -> String {
        var rest = text[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
