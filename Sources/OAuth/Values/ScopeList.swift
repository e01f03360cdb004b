import Text

/// A provider's scopes in the provider's order (RFC 6749 §3.3).
///
/// Names and descriptions are stored end to end in two buffers, so that a list of 100,000 scopes needs two allocations
/// instead of 200,000. Names are compared octet by octet, never by canonical equivalence.
public struct ScopeList: Sendable, Equatable {
    private var names = OctetTable()
    private var summaries: [UInt8] = []
    private var summaryEnds: [Int32] = []

    public init() {}

    /// Creates a list.
    ///
    /// - Parameter scopes: The names and descriptions in order. If a name occurs twice, the first one counts.
    public init(_ scopes: some Sequence<(name: String, summary: String)>) {
        for scope in scopes {
            append(name: Array(scope.name.utf8), summary: Array(scope.summary.utf8))
        }
    }

    public var count: Int { names.count }
    public var isEmpty: Bool { names.count == 0 }
    public var indices: Range<Int> { 0..<names.count }

    /// Returns the scope's name.
    ///
    /// - Parameter index: The row of the scope.
    /// - Returns: The name.
    public func name(at index: Int) -> String {
        String(decoding: nameOctets(at: index), as: UTF8.self)
    }

    /// Returns the description of the scope, one sentence.
    ///
    /// - Parameter index: The row of the scope.
    /// - Returns: The description, or an empty text.
    public func summary(at index: Int) -> String {
        String(decoding: summaryOctets(at: index), as: UTF8.self)
    }

    /// Returns the length of the scope's name.
    ///
    /// - Parameter index: The row of the scope.
    /// - Returns: The length in octets.
    public func nameLength(at index: Int) -> Int { names.length(at: index) }

    /// Returns the octets of the scope's name, without copying them.
    ///
    /// - Parameter index: The row of the scope.
    /// - Returns: A slice of the list's storage.
    public func nameOctets(at index: Int) -> ArraySlice<UInt8> { names[index] }

    /// Returns the octets of the scope's description, without copying them.
    ///
    /// - Parameter index: The row of the scope.
    /// - Returns: A slice of the list's storage.
    public func summaryOctets(at index: Int) -> ArraySlice<UInt8> {
        summaries[(index == 0 ? 0 : Int(summaryEnds[index - 1]))..<Int(summaryEnds[index])]
    }

    /// Returns whether the provider has this scope.
    ///
    /// - Parameter name: The name, compared octet by octet (RFC 6749 §3.3).
    /// - Returns: Whether it is in the list.
    public func contains(_ name: String) -> Bool { names.contains(name) }

    /// Returns the row of a scope.
    ///
    /// - Parameter name: The name, compared octet by octet (RFC 6749 §3.3).
    /// - Returns: The row, or nil.
    public func index(of name: String) -> Int? { names.index(of: name) }

    /// Returns the row of a scope.
    ///
    /// - Parameter name: The octets of the name.
    /// - Returns: The row, or nil.
    public func index(of name: some Collection<UInt8>) -> Int? { names.index(of: name) }

    /// Adds a scope at the end.
    ///
    /// - Parameters:
    ///   - name: The octets of its name.
    ///   - summary: The octets of its description.
    /// - Returns: False if the name is in the list already. Nothing changes then.
    @discardableResult
    public mutating func append(name: some Collection<UInt8>, summary: some Collection<UInt8>) -> Bool {
        append(name: ArraySlice(name), summary: ArraySlice(summary))
    }

    /// Adds a scope at the end, without intermediate copies.
    ///
    /// - Parameters:
    ///   - name: The octets of its name.
    ///   - summary: The octets of its description.
    /// - Returns: False if the name is in the list already. Nothing changes then.
    @discardableResult
    public mutating func append(name: ArraySlice<UInt8>, summary: ArraySlice<UInt8>) -> Bool {
        guard names.append(name) else { return false }
        summaries.append(contentsOf: summary)
        summaryEnds.append(Int32(summaries.count))
        return true
    }

    /// Prepares the list for many scopes.
    ///
    /// - Parameters:
    ///   - scopes: The number of scopes to come.
    ///   - octets: The number of octets of all their names and descriptions.
    public mutating func reserveCapacity(_ scopes: Int, octets: Int) {
        names.reserveCapacity(scopes, octets: octets / 2)
        summaryEnds.reserveCapacity(scopes)
        summaries.reserveCapacity(octets / 2)
    }

    /// The common prefix of all names up to a `/`, `:` or `.`, such as `https://api.example/auth/`. Empty if it is
    /// shorter than 8 octets, or if there are fewer than two names.
    public var sharedPrefix: String {
        guard count > 1 else { return "" }
        let first = nameOctets(at: 0)
        let delimiters = [ascii("/"), ascii(":"), ascii(".")]
        var length = first.count
        for row in 1..<count {
            let name = nameOctets(at: row)
            length = zip(first.prefix(length), name).prefix { $0 == $1 }.count
            // For the lists of most providers, this ends at the second name.
            let end = first.prefix(length).lastIndex { delimiters.contains($0) }
            length = end.map { $0 + 1 - first.startIndex } ?? 0
            guard length >= 8 else { return "" }
        }
        // A name that equals the prefix would have nothing left to show.
        guard !indices.contains(where: { nameLength(at: $0) == length }) else { return "" }
        return String(decoding: first.prefix(length), as: UTF8.self)
    }

    /// Calls the body with both buffers and the ends of the names and descriptions in them.
    func withOctets<Result>(
        _ body: (
            _ names: UnsafeBufferPointer<UInt8>, _ nameEnds: UnsafeBufferPointer<Int32>,
            _ summaries: UnsafeBufferPointer<UInt8>, _ summaryEnds: UnsafeBufferPointer<Int32>
        ) -> Result
    ) -> Result {
        names.octets.withUnsafeBufferPointer { octets in
            names.ends.withUnsafeBufferPointer { ends in
                summaries.withUnsafeBufferPointer { summaries in
                    summaryEnds.withUnsafeBufferPointer { body(octets, ends, summaries, $0) }
                }
            }
        }
    }
}
