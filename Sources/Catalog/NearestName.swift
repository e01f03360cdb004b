import Text

/// Returns the candidate that is most similar to a misspelt name, or nil when none is similar enough.
///
/// Similar means one edit, or two in names of eight scalars and more. Two swapped neighbours are one edit
/// (`docs/rules.md`, "Definitions"). Returns nil for names over 40 scalars (`docs/security.md` S8).
package func nearestName(to name: String, among candidates: some Sequence<String>) -> String? {
    let scalars = folded(name)
    guard scalars.count <= 40 else { return nil }
    let limit = scalars.count < 8 ? 1 : 2
    var best: (name: String, distance: Int)?
    for candidate in candidates {
        let other = folded(candidate)
        guard let distance = EditDistance.distance(scalars, other, limit: limit) else { continue }
        if distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
}

/// Returns the scalars with ASCII letters in lower case, and hyphens as underscores.
private func folded(_ name: String) -> [UInt32] {
    name.unicodeScalars.map { scalar in
        switch scalar {
        case "A"..."Z": scalar.value + 32
        case "-": Unicode.Scalar("_").value
        default: scalar.value
        }
    }
}
