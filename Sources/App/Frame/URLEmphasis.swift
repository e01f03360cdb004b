import OAuth
import Screen
import Text

/// The highlighted parts of a URL: those with findings, and those that the last key has changed.
struct URLEmphasis {
    private enum Reason {
        /// The part has a finding.
        case fault(Role)
        /// The last key has changed the part.
        case changed
        /// The part has the finding under the cursor.
        case current
    }

    private var parts: [(range: Range<Int>, reason: Reason)] = []

    init() {}

    /// - Parameters:
    ///   - before: The outcome before the last key, if that has changed it.
    ///   - current: The finding under the cursor.
    init(_ outcome: Outcome, before: Outcome?, current: Diagnostic?) {
        for diagnostic in outcome.diagnostics where diagnostic.severity > .info {
            guard let range = diagnostic.range else { continue }
            parts.append((range, .fault(diagnostic.severity.style.role)))
        }
        if let before {
            for range in Self.changes(from: before, to: outcome) { parts.append((range, .changed)) }
        }
        if let range = current?.range { parts.append((range, .current)) }
    }

    func overlaps(_ range: Range<Int>) -> Bool { parts.contains { $0.range.overlaps(range) } }

    /// Returns the place where the style that applies at `place` ends.
    func end(from place: Int, in range: Range<Int>) -> Int {
        var end = range.upperBound
        for part in parts {
            if part.range.lowerBound > place { end = min(end, part.range.lowerBound) }
            if part.range.upperBound > place { end = min(end, part.range.upperBound) }
        }
        return end
    }

    /// Returns a style together with the emphasis at a place.
    func style(_ style: Style, at place: Int) -> Style {
        parts.reduce(style) { style, part in
            guard part.range.contains(place) else { return style }
            switch part.reason {
            // The findings are sorted, so the first is the worst.
            case .fault(let role): return style.role == .error ? style : Style(role, style.attributes)
            case .changed: return style.with(.bold)
            case .current: return style.with([.bold, .underline])
            }
        }
    }

    /// Returns the ranges of new values, and the changed parts of values that were there before.
    private static func changes(from before: Outcome, to after: Outcome) -> [Range<Int>] {
        let (old, new) = (Array(before.url.text.utf8), Array(after.url.text.utf8))
        var ranges: [Range<Int>] = []
        for (place, segment) in after.segments.enumerated() where segment.role == .name || segment.role == .value {
            func isSame(_ other: AuthorizationURL.Segment) -> Bool {
                other.role == segment.role && other.parameter == segment.parameter
            }
            // Nearly always, the segment is in the same place.
            let beside = before.segments[safely: place].flatMap { isSame($0) ? $0 : nil }
            guard let same = beside ?? before.segments.first(where: isSame) else {
                ranges.append(segment.range)
                continue
            }
            guard old[same.range] != new[segment.range] else { continue }
            ranges.append(changed(in: new[segment.range], from: old[same.range]))
        }
        return ranges
    }

    /// Returns the range of the words that are new in a value (`scope` has several), or the whole value when none is.
    private static func changed(in value: ArraySlice<UInt8>, from before: ArraySlice<UInt8>) -> Range<Int> {
        let space = Array("%20".utf8)
        let octets = Array(value)
        // The range goes from the start of one word to the end of another.
        func isBetweenWords(_ place: Int) -> Bool {
            place == 0 || place == octets.count || octets[..<place].suffix(3).elementsEqual(space)
                || octets[place...].prefix(3).elementsEqual(space)
        }
        var start = zip(value, before).prefix { $0 == $1 }.count
        var end = zip(value.dropFirst(start).reversed(), before.dropFirst(start).reversed()).prefix { $0 == $1 }.count
        while !isBetweenWords(start) { start -= 1 }
        while !isBetweenWords(octets.count - end) { end -= 1 }
        let range = value.startIndex + start..<value.startIndex + max(start, octets.count - end)
        return range.isEmpty ? value.startIndex..<value.endIndex : range
    }
}
