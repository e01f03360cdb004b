import Text

/// The secrets of a text, to find them again in other texts that quote it, even if these quote only the beginning.
///
/// It takes linear time, however many secrets there are.
struct SecretList {
    private var secrets: [[UInt8]] = []
    /// The indices of the secrets that begin with these octets.
    private var heads: [UInt64: Int] = [:]
    /// Shorter secrets may be a part of any word.
    private static let shortest = 8

    init(in text: [UInt8]) {
        append(Redaction.ranges(in: text).map { Array(text[$0]) })
    }

    mutating func append(_ more: [[UInt8]]) {
        for secret in more where secret.count >= Self.shortest {
            let head = Self.head(of: secret, at: 0)
            // If two begin with the same octets, the longer one is found.
            if let index = heads[head], secrets[index].count >= secret.count { continue }
            heads[head] = secrets.count
            secrets.append(secret)
            // The same, encoded as in a form.
            let decoded = Array(PercentCoding.decode(secret[...]).utf8)
            if decoded != secret { append([decoded]) }
            // Its parts, such as the value of a cookie.
            let parts = secret.split { $0 == ascii("=") || $0 == ascii(";") || $0 == ascii(",") || $0.isBlank }
            if parts.count > 1 { append(parts.map { Array($0) }) }
        }
    }

    private static func head(of text: [UInt8], at index: Int) -> UInt64 {
        text[index..<index + shortest].reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Returns the text with a mask for each of these secrets, and for any other that a scan finds.
    func hiding(_ text: String) -> String {
        let octets = Array(text.utf8)
        guard octets.count >= Self.shortest else { return text }
        guard !secrets.isEmpty else { return Redaction.redacted(text) }
        var result: [UInt8] = []
        var index = 0
        var isChanged = false
        while index < octets.count {
            if index + Self.shortest <= octets.count, let found = heads[Self.head(of: octets, at: index)] {
                let secret = secrets[found]
                index += zip(octets[index...], secret).prefix { $0 == $1 }.count
                result += Redaction.mask(secret.count).utf8
                isChanged = true
            } else {
                result.append(octets[index])
                index += 1
            }
        }
        return Redaction.redacted(isChanged ? String(octets: result) : text)
    }
}

extension Inspection {
    /// Returns the inspection without these secrets in any text. A changed part is marked as a whole.
    func hiding(_ secrets: SecretList) -> Inspection {
        let rows = rows.map { row in
            let value = row.isSecret ? row.value : secrets.hiding(row.value)
            let isSame = value.hasSameOctets(as: row.value)
            var hidden = Row(
                place: row.place, name: secrets.hiding(row.name), value: value, isSecret: row.isSecret || !isSame)
            hidden.remark = secrets.hiding(row.remark)
            hidden.marks = isSame ? row.marks : row.marks.map { Mark(finding: $0.finding, range: nil) }
            return hidden
        }
        let findings = findings.map { finding in
            Finding(
                severity: finding.severity, rule: finding.rule, parameter: secrets.hiding(finding.parameter),
                message: secrets.hiding(finding.message), advice: secrets.hiding(finding.advice),
                reference: finding.reference, fix: finding.fix)
        }
        return Inspection(form: form, kind: kind, kinds: kinds, rows: rows, findings: findings, report: report)
    }
}
