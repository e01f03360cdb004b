import Text

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
        guard let distance = EditDistance.distance(scalars, other, limit: limit) else { continue }
        if distance < best?.distance ?? .max { best = (candidate, distance) }
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
