import Text

/// The differences between two authorization requests, part by part.
public struct RequestComparison: Equatable, Sendable {
    /// A part of one of the requests, or of both.
    public struct Row: Equatable, Sendable {
        public enum Place: String, Sendable {
            case address, parameter, field, token
        }

        public enum Verdict: String, CaseIterable, Sendable {
            case same
            case differs
            /// It differs, and one of the two is less safe.
            case weaker
            /// It must be new in each attempt, and both have it.
            case newEachTime = "new-each-time"
            /// The values are the same, but written differently.
            case spelling
        }

        public let place: Place
        /// The name in the standard.
        public let name: String
        /// The values, with masks in place of secrets; nil if the request does not have it.
        public let left: [String]?
        public let right: [String]?
        public let verdict: Verdict
        /// The scopes that only one of the two has; empty for other rows.
        public internal(set) var onlyLeft: [String] = []
        public internal(set) var onlyRight: [String] = []
        /// The scopes of both.
        public internal(set) var common: [String] = []

        /// Whether the difference counts.
        public var counts: Bool { verdict == .differs || verdict == .weaker }
    }

    /// The address first, unless one request is only a query, then the parameters in the order of the left request, then
    /// header fields and token habits.
    public let rows: [Row]

    /// The number of differences that count.
    public var count: Int { rows.count { $0.counts } }

    /// Compares two requests.
    ///
    /// - Parameters:
    ///   - left: One of them.
    ///   - right: The other one.
    public init(_ left: ComparedRequest, _ right: ComparedRequest) {
        var rows: [Row] = []
        let (first, second) = (Side(left), Side(right))
        let haveAddresses = left.hasAddress && right.hasAddress
        if haveAddresses {
            rows.append(Self.row(.address, "address", [left.request.endpoint], [right.request.endpoint]))
        }
        for name in Self.union(first.names, second.names) {
            rows.append(Self.parameterRow(name, first, second))
        }
        if let order = Self.orderRow(first, second) { rows.append(order) }
        if haveAddresses, !rows.contains(where: { $0.verdict != .same }), let row = Self.urlRow(left, right) {
            rows.append(row)
        }
        if let fields = left.fields, let others = right.fields {
            rows += Self.rows(.field, Self.pairs(fields), Self.pairs(others))
        }
        if let habits = left.token, let others = right.token { rows += Self.rows(.token, habits, others) }
        self.rows = rows
    }

    // MARK: Rows

    /// The parameters of one request, by their names in the standard.
    private struct Side {
        // By octets: a String as a key would merge names that are canonically equal.
        private var values: [[UInt8]: [String]] = [:]
        private var written: [[UInt8]: [[UInt8]]] = [:]
        let names: [String]
        let separator: ScopeSeparator

        init(_ compared: ComparedRequest) {
            let url = Array((compared.url ?? compared.request.url.text).utf8)
            let parts = URIReference(url[...])
            var names: [String] = []
            for parameter in compared.request.parameters {
                let name = compared.request.names.standard(parameter.name) ?? parameter.name
                let key = Array(name.utf8)
                if values[key] == nil { names.append(name) }
                values[key, default: []].append(parameter.value)
            }
            for piece in QueryPieces(parts.query.map { url[$0] } ?? []) where !piece.isEmpty {
                let sent = PercentCoding.decode(url[piece.name])
                let name = compared.request.names.standard(sent) ?? sent
                written[Array(name.utf8), default: []].append(Array(url[piece.value]))
            }
            self.names = names
            let scope = values[Array("scope".utf8)]?.first ?? ""
            separator = scope.contains(",") && !scope.contains(" ") ? .comma : .space
        }

        subscript(name: String) -> [String]? { values[Array(name.utf8)] }

        func isWritten(like other: Side, _ name: String) -> Bool {
            written[Array(name.utf8)] == other.written[Array(name.utf8)]
        }

        /// Whether the challenge of this request is a verifier.
        var showsVerifier: Bool {
            let method = self["code_challenge_method"]?.first ?? ""
            return self["code_challenge"] != nil && !method.uppercased().hasPrefix("S256")
        }

        private func hides(_ name: String) -> Bool {
            Redaction.hides(parameter: name) || name == "code_challenge" && showsVerifier
        }

        func shown(_ name: String) -> [String]? {
            self[name]?.map { hides(name) ? Redaction.mask($0.utf8.count) : Redaction.redacted($0) }
        }

        /// Returns the values as they are written.
        func spelt(_ name: String) -> [String]? {
            guard !hides(name) else { return shown(name) }
            return written[Array(name.utf8)]?.map { Redaction.redacted(String(octets: $0)) }
        }
    }

    /// The values that must be new in each attempt.
    private static let newEachTime: Set<String> = ["state", "code_challenge", "nonce"]
    private static let safety: Set<String> = [
        "code_challenge_method", "code_challenge", "response_type", "response_mode", "state", "nonce",
    ]

    private static func parameterRow(_ name: String, _ left: Side, _ right: Side) -> Row {
        let (one, other) = (left[name], right[name])
        let isSame = isSame(one ?? [], other ?? []) && (one == nil) == (other == nil)
        let verdict: Row.Verdict
        if isSame {
            verdict = left.isWritten(like: right, name) ? .same : .spelling
        } else if newEachTime.contains(name), let one, let other, hasValue(one), hasValue(other),
            one.count == other.count
        {
            verdict = .newEachTime
        } else {
            verdict = safety.contains(name) ? .weaker : .differs
        }
        guard name == "scope" else {
            if verdict == .spelling {
                return Row(
                    place: .parameter, name: name, left: left.spelt(name), right: right.spelt(name), verdict: verdict)
            }
            return Row(
                place: .parameter, name: name, left: left.shown(name), right: right.shown(name), verdict: verdict)
        }
        return scopeRow(one, other, left, right, verdict)
    }

    /// The order and repeats of scopes have no meaning (RFC 6749 §3.3).
    private static func scopeRow(
        _ one: [String]?, _ other: [String]?, _ left: Side, _ right: Side, _ verdict: Row.Verdict
    ) -> Row {
        let mine = OctetTable.unique(left.separator.names(in: one?.first ?? ""))
        let theirs = OctetTable.unique(right.separator.names(in: other?.first ?? ""))
        let (ofMine, ofTheirs) = (OctetTable.of(mine), OctetTable.of(theirs))
        let onlyLeft = mine.filter { !ofTheirs.contains($0) }
        let onlyRight = theirs.filter { !ofMine.contains($0) }
        let isSame = onlyLeft.isEmpty && onlyRight.isEmpty && (one?.count ?? 0) == (other?.count ?? 0)
        let verdict = verdict == .differs && isSame ? .spelling : verdict
        let isSpelt = verdict == .spelling
        var row = Row(
            place: .parameter, name: "scope", left: isSpelt ? left.spelt("scope") : left.shown("scope"),
            right: isSpelt ? right.spelt("scope") : right.shown("scope"), verdict: verdict)
        (row.onlyLeft, row.onlyRight) = (onlyLeft, onlyRight)
        row.common = mine.filter { ofTheirs.contains($0) }
        return row
    }

    /// The order of the parameters that both have. It has no meaning.
    private static func orderRow(_ left: Side, _ right: Side) -> Row? {
        let mine = left.names.filter { right[$0] != nil }
        let theirs = right.names.filter { left[$0] != nil }
        guard !isSame(mine, theirs) else { return nil }
        return Row(
            place: .parameter, name: "order", left: [mine.joined(separator: ", ")],
            right: [theirs.joined(separator: ", ")], verdict: .spelling)
    }

    /// Whole URLs that differ although no part does, such as by an empty piece between two parameters.
    private static func urlRow(_ left: ComparedRequest, _ right: ComparedRequest) -> Row? {
        let one = left.url ?? left.request.url.text
        let other = right.url ?? right.request.url.text
        guard !one.hasSameOctets(as: other) else { return nil }
        return Row(
            place: .address, name: "url", left: [Redaction.redacted(one)], right: [Redaction.redacted(other)],
            verdict: .spelling)
    }

    private static func row(_ place: Row.Place, _ name: String, _ left: [String]?, _ right: [String]?) -> Row {
        let same = isSame(left ?? [], right ?? []) && (left == nil) == (right == nil)
        let shown = { (values: [String]?) in
            values?.map { Redaction.hides(parameter: name) ? Redaction.mask($0.utf8.count) : Redaction.redacted($0) }
        }
        return Row(
            place: place, name: name, left: shown(left), right: shown(right), verdict: same ? .same : .differs)
    }

    private static func rows(_ place: Row.Place, _ left: [Parameter], _ right: [Parameter]) -> [Row] {
        union(left.map(\.name), right.map(\.name)).map { name in
            func values(_ list: [Parameter]) -> [String]? {
                let found = list.filter { $0.name.hasSameOctets(as: name) }.map(\.value)
                return found.isEmpty ? nil : found
            }
            return row(place, name, values(left), values(right))
        }
    }

    /// Field names are compared without regard to case (RFC 9110 §5.1).
    private static func pairs(_ fields: [HTTPField]) -> [Parameter] {
        fields.map { Parameter($0.name.lowercased(), $0.value) }
    }

    private static func union(_ left: [String], _ right: [String]) -> [String] {
        OctetTable.unique(left + right)
    }

    private static func hasValue(_ values: [String]) -> Bool { values.contains { !$0.isEmpty } }

    private static func isSame(_ left: [String], _ right: [String]) -> Bool {
        left.count == right.count && zip(left, right).allSatisfy { $0.hasSameOctets(as: $1) }
    }
}

extension OctetTable {
    fileprivate static func of(_ texts: [String]) -> OctetTable {
        texts.reduce(into: OctetTable()) { $0.append($1) }
    }

    /// Returns the texts, each once, compared octet by octet.
    fileprivate static func unique(_ texts: [String]) -> [String] {
        var table = OctetTable()
        return texts.filter { table.append($0) }
    }
}
