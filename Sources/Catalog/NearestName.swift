/// The candidate closest to a misspelt name, or nil when none is close enough to be meant.
///
/// Close is one edit, or two in names of eight scalars and more; neighbours swapped count as one edit
/// (`docs/rules.md`, "Definitions"). Names over 40 scalars are not considered (`docs/security.md` S8).
package func nearestName(to name: String, among candidates: some Sequence<String>) -> String? {
    let scalars = folded(name)
    guard scalars.count <= 40 else { return nil }
    let limit = scalars.count < 8 ? 1 : 2
    var best: (name: String, distance: Int)?
    for candidate in candidates {
        let other = folded(candidate)
        guard abs(other.count - scalars.count) <= limit else { continue }
        let distance = editDistance(scalars, other)
        if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
}

/// Lower-cased in ASCII, a hyphen as an underscore.
private func folded(_ name: String) -> [UInt32] {
    name.unicodeScalars.map { scalar in
        switch scalar {
        case "A"..."Z": scalar.value + 32
        case "-": Unicode.Scalar("_").value
        default: scalar.value
        }
    }
}

/// Optimal string alignment.
private func editDistance(_ left: [UInt32], _ right: [UInt32]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for row in left.indices {
        var current = [row + 1]
        for column in right.indices {
            let isSame = left[row] == right[column]
            var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + (isSame ? 0 : 1))
            if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                cost = min(cost, beforeLast[column - 1] + 1)
            }
            current.append(cost)
        }
        beforeLast = last
        last = current
    }
    return last[right.count]
}
