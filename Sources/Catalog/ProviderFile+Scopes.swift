import JSON
import OAuth

/// The limits and checks of scopes.
enum ScopeCheck {
    /// The limits of `docs/security.md` S8.
    static let maximumCount = 100_000
    static let maximumNameOctets = 256
    static let maximumSummaryScalars = 1_024

    /// Returns the fault of a scope's name (RFC 6749 §3.3), or nil.
    static func fault(_ name: String) -> String? {
        fault(Array(name.utf8)[...])
    }

    /// Returns a fault if the list is full, or nil.
    static func faultOfOneMore(in scopes: ScopeList) -> String? {
        scopes.count < maximumCount ? nil : "a provider may have at most 100,000 scopes"
    }

    static func fault(_ name: ArraySlice<UInt8>) -> String? {
        guard !name.isEmpty else { return "a scope's name cannot be empty" }
        guard name.count <= maximumNameOctets else { return "a scope's name has at most 256 bytes" }
        // Without an early exit, so that the compiler can vectorize the loop.
        let isLegal = name.withUnsafeBufferPointer { octets in
            var bad: UInt8 = 0
            for octet in octets {
                bad |= (octet &- 0x21 > 0x5D ? 1 : 0) | (octet == 0x22 ? 1 : 0) | (octet == 0x5C ? 1 : 0)
            }
            return bad == 0
        }
        return isLegal
            ? nil : "a scope's name can have only printable ASCII without spaces, quotes and backslashes (RFC 6749 3.3)"
    }
}

extension FieldReader {
    static let scopeKeys = ["name", "summary"]

    /// Reads the array of scopes: names, or objects with a name and a summary.
    ///
    /// This can be the longest list of a file, so the octets are copied without making a `String` for each scope.
    mutating func scopes() throws(JSONError) -> ScopeList {
        var scopes = ScopeList()
        // The rest of a large file is mostly scopes. A small file needs no room in advance.
        let octets = json.remainingCount
        if octets > 1 << 16 { scopes.reserveCapacity(min(octets / 64, ScopeCheck.maximumCount), octets: octets) }
        try json.beginArray()
        while try json.nextElement() {
            let start = json.valueOffset()
            guard scopes.count < ScopeCheck.maximumCount else {
                throw json.error(at: start, "a provider may have at most 100,000 scopes")
            }
            let isAdded =
                if try json.nextKind() == .string {
                    scopes.append(name: try scopeName(), summary: [])
                } else {
                    try appendScopeObject(to: &scopes)
                }
            guard isAdded else { throw json.error(at: start, "this scope is listed twice; remove one") }
        }
        return scopes
    }

    /// Reads `{"name": …, "summary": …}`. Returns false when the list has the name already.
    private mutating func appendScopeObject(to scopes: inout ScopeList) throws(JSONError) -> Bool {
        if let (name, summary) = json.plainObject("name", "summary") {
            try check(name: name, at: name.startIndex - 1)
            try check(summary: summary, at: summary.startIndex - 1)
            return scopes.append(name: name, summary: summary)
        }
        var name: ArraySlice<UInt8> = []
        var summary: ArraySlice<UInt8> = []
        try object(known: Self.scopeKeys, required: ["name"]) { file, key throws(JSONError) in
            if key == "name" { name = try file.scopeName() } else { summary = try file.scopeSummary() }
        }
        return scopes.append(name: name, summary: summary)
    }

    /// Reads the name of a scope.
    mutating func scopeName() throws(JSONError) -> ArraySlice<UInt8> {
        let start = json.valueOffset()
        let name = try json.stringOctets()
        try check(name: name, at: start)
        return name
    }

    private func check(name: ArraySlice<UInt8>, at start: Int) throws(JSONError) {
        if let fault = ScopeCheck.fault(name) { throw json.error(at: start, fault) }
    }

    private mutating func scopeSummary() throws(JSONError) -> ArraySlice<UInt8> {
        let start = json.valueOffset()
        let summary = try json.stringOctets()
        try check(summary: summary, at: start)
        return summary
    }

    private func check(summary: ArraySlice<UInt8>, at start: Int) throws(JSONError) {
        let limit = ScopeCheck.maximumSummaryScalars
        guard summary.count <= limit || summary.count(where: { $0 & 0xC0 != 0x80 }) <= limit else {
            throw json.error(at: start, "a scope's summary has at most 1,024 characters")
        }
    }
}
