import Text

extension ScopeList {
    /// Returns the row of the scope that was probably meant. It differs by at most two edits (one if it has fewer than
    /// 8 characters), without regard to ASCII case. Nil if there is none, or the name is longer than 40 octets.
    func nearest(to name: Octets) -> Int? {
        guard (3...40).contains(name.count) else { return nil }
        let limit = name.count >= 8 ? 2 : 1
        let scalars = name.map { UInt32($0.lowercased) }
        let mask = EditDistance.mask(scalars)
        var nearest: (row: Int, distance: Int)?
        for row in indices where abs(nameLength(at: row) - scalars.count) <= limit {
            let candidate = nameOctets(at: row)
            // The cheap comparison comes first: lists have 100,000 rows.
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
