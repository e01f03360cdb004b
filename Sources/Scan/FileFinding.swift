import Catalog
import OAuth
import Text

/// A finding about a message in a file. Secrets are redacted in it.
package struct FileFinding: Equatable, Sendable {
    package let path: OctetPath
    /// The start and the end, in lines and columns from 1. A column is a Unicode scalar.
    package let start: TextPlace
    package let end: TextPlace
    package let kind: FoundMessage.Kind
    /// The finding. Its range is counted in `excerpt`.
    package let finding: Diagnostic
    /// The message as the file has it, with `*` for each octet of a secret.
    package let excerpt: String
}

/// The findings about one file.
package struct FileReport: Sendable {
    /// In the order of the file.
    package private(set) var findings: [FileFinding] = []
    /// The number of messages in the file.
    package private(set) var messages = 0

    /// Finds the messages of a file and checks them.
    ///
    /// - Parameters:
    ///   - ignored: The rules whose findings are left out.
    ///   - check: Returns the findings about a message.
    package init(
        on octets: [UInt8], path: OctetPath, ignoring ignored: Set<RuleID> = [],
        check: (FoundMessage) throws -> [Diagnostic]
    ) rethrows {
        var counter = PlaceCounter()
        try MessageFinder(fileName: path.name).forEachMessage(in: octets) { message in
            messages += 1
            let certain = try check(message).compactMap { message.certain($0) }.filter { !ignored.contains($0.rule) }
            guard !certain.isEmpty else { return }
            let excerpt = message.excerpt(of: octets)
            let places = certain.map { (finding: $0, place: message.place(of: $0.range)) }
                .sorted { ($0.place.lowerBound, $1.finding.severity) < ($1.place.lowerBound, $0.finding.severity) }
            for (finding, place) in places {
                var finding = finding
                finding.message = message.redacted(finding.message)
                let base = message.source.lowerBound
                finding.range = finding.range.map { _ in place.lowerBound - base..<place.upperBound - base }
                let start = counter.advance(to: place.lowerBound, in: octets)
                var ahead = counter
                findings.append(
                    FileFinding(
                        path: path, start: start, end: ahead.advance(to: place.upperBound, in: octets),
                        kind: message.kind, finding: finding, excerpt: excerpt))
            }
        }
    }
}

extension FoundMessage {
    /// Returns the message as the file has it, an octet for an octet.
    fileprivate func excerpt(of octets: [UInt8]) -> String {
        var shown = Array(octets[source])
        // A command has more than the message, such as the password of a user.
        for place in Redaction.ranges(in: shown) {
            for index in place { shown[index] = ascii("*") }
        }
        for place in secretPlaces {
            for index in place.clamped(to: source) { shown[index - source.lowerBound] = ascii("*") }
        }
        // A hole can contain octets that are not UTF-8.
        if String(validating: shown, as: UTF8.self) == nil { shown = shown.map { $0 < 0x80 ? $0 : ascii("?") } }
        return String(octets: shown)
    }
}

/// Counts lines and columns in one pass over a file.
private struct PlaceCounter {
    private var offset = 0
    private var place = TextPlace(of: 0, in: [])

    /// Returns the place of an octet that is not before the last one.
    mutating func advance(to next: Int, in octets: [UInt8]) -> TextPlace {
        for octet in octets[min(offset, next)..<next] {
            if octet == ascii("\n") {
                place.line += 1
                place.column = 1
            } else if octet & 0xC0 != 0x80 {
                place.column += 1
            }
        }
        offset = max(offset, next)
        return place
    }
}
