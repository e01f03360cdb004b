import Text

extension ScopeList {
    /// The row of the scope that was probably meant: it differs by at most two edits (one below 8 characters), the case
    /// of ASCII letters aside. Nil when there is none, or the name is too long to be one (40 octets).
    func nearest(to name: Octets) -> Int? {
        guard (3...40).contains(name.count) else { return nil }
        let limit = name.count >= 8 ? 2 : 1
        let scalars = name.map { UInt32($0.lowercased) }
        let mask = EditDistance.mask(scalars)
        var nearest: (row: Int, distance: Int)?
        for row in indices where abs(nameLength(at: row) - scalars.count) <= limit {
            let candidate = nameOctets(at: row)
            // The cheap comparison first: lists have 100,000 rows.
            let candidateMask = EditDistance.mask(candidate.lazy.map { UInt32($0.lowercased) })
            guard EditDistance.canBeNear(mask, candidateMask, limit: limit) else { continue }
            let distance = EditDistance.distance(scalars, candidate.map { UInt32($0.lowercased) }, limit: limit)
            guard let distance, distance < nearest?.distance ?? .max else { continue }
            nearest = (row, distance)
            if distance == 0 { break }
        }
        return nearest?.row
    }
}
