import OAuth

/// The scopes of a grant, one by one: requested, granted, and needed by the ticked operations.
package struct ScopeLedger: Equatable, Sendable {
    package struct Row: Equatable, Sendable {
        package var scope: String
        package var isAsked: Bool
        package var isGranted: Bool
        /// Nil if no operations are ticked.
        package var isNeeded: Bool?

        /// The contradiction in words, or empty.
        package var remark: String {
            switch (isAsked, isGranted, isNeeded) {
            case (_, false, true?): "missing"
            case (true, false, _): "not granted"
            case (false, true, _): "not requested"
            case (_, true, false?): "not needed"
            default: ""
            }
        }
    }

    package let rows: [Row]
    /// The smallest set of scopes that worked in this session, if it is smaller than this grant.
    package let smaller: [String]?

    /// - Parameters:
    ///   - needed: The scopes for the operations that are ticked; nil if none are.
    ///   - smallest: The smallest set of scopes that worked in this session.
    package init(_ grant: GrantedScope, needed: [String]?, smallest: [String]?) {
        let asked = grant.missing + grant.granted.filter { !Self.has(grant.added, $0) }
        var scopes: [String] = []
        for scope in grant.granted + grant.missing + (needed ?? []) where !Self.has(scopes, scope) {
            scopes.append(scope)
        }
        rows = scopes.map { scope in
            Row(
                scope: scope, isAsked: Self.has(asked, scope), isGranted: Self.has(grant.granted, scope),
                isNeeded: needed.map { Self.has($0, scope) })
        }
        smaller = smallest.flatMap { $0.count < grant.granted.count ? $0 : nil }
    }

    /// Compares octet by octet.
    private static func has(_ scopes: [String], _ scope: String) -> Bool {
        scopes.contains { $0.utf8.elementsEqual(scope.utf8) }
    }
}
