import OAuth
import Screen

/// The lines of the request in its present view, cut to a width.
///
/// Only the requested lines are made, so a URL of a megabyte costs no more than one that fits.
struct URLLines {
    private let view: Desk.URLView
    private let width: Int
    private let url: AuthorizationURL
    private let request: AuthorizationRequest
    /// The segments of the draft's URL, from the outcome. Nil for an attempt's URL: those are made for each frame.
    private let keptSegments: [AuthorizationURL.Segment]?
    private let headers: [HTTPField]
    private let emphasis: URLEmphasis

    init(_ desk: borrowing Desk, width: Int, _ emphasis: URLEmphasis = URLEmphasis()) {
        view = desk.urlView
        self.width = max(1, width)
        url = desk.shownURL
        request = desk.shownRequest
        keptSegments = desk.jobs.isAttempting ? nil : desk.outcome.segments
        headers = desk.outcome.headers
        self.emphasis = emphasis
    }

    var count: Int {
        switch view {
        case .text: rows(for: url.text.utf8.count)
        case .parameters: 1 + request.parameters.count
        case .http: head.reduce(0) { $0 + rows(for: $1.utf8.count) }
        }
    }

    /// Draws some of the lines. The range may reach beyond the last one.
    func draw(_ range: Range<Int>, x: Int, y: Int, until right: Int, on frame: inout Frame) {
        let range = range.clamped(to: 0..<count)
        let breaks = view == .text ? breaks(until: range.upperBound) : []
        for row in range {
            let y = y + row - range.lowerBound
            switch view {
            case .text:
                var x = x
                let text = url.text
                forEachPart(of: breaks[row]..<breaks[row + 1]) { part, style in
                    x = frame.write(text, octets: part, x: x, y: y, style, until: right)
                }
            case .parameters: frame.write(parameterLine(row), x: x, y: y, until: right)
            case .http: frame.write(headLine(row), x: x, y: y, until: right)
            }
        }
    }

    private func rows(for octets: Int) -> Int { max(1, (octets + width - 1) / width) }

    private var segments: [AuthorizationURL.Segment] { keptSegments ?? url.segments }

    // MARK: The URL itself

    /// Returns the starts of the first `last` lines, and the end of the last of them. A line ends before `&` if that
    /// needs no additional row.
    private func breaks(until last: Int) -> [Int] {
        let length = url.text.utf8.count
        var slack = rows(for: length) * width - length
        var breaks = [0]
        var names = segments.lazy.filter { $0.role == .name }.map { $0.range.lowerBound - 1 }.makeIterator()
        var next = names.next()
        for _ in 0..<last {
            let start = breaks[breaks.count - 1]
            let end = min(start + width, length)
            // The last `&` in the line.
            var best: Int?
            while let place = next, place <= end {
                if place > start { best = place }
                next = names.next()
            }
            if end < length, let best, end - best <= slack {
                slack -= end - best
                breaks.append(best)
            } else {
                breaks.append(end)
            }
        }
        return breaks
    }

    /// Calls a function for each part of a range of the URL that has one style. The values of parameters alternate between
    /// two colours.
    private func forEachPart(of range: Range<Int>, _ body: (Range<Int>, Style) -> Void) {
        var parameters = 0
        for segment in segments {
            if segment.role == .name { parameters += 1 }
            guard segment.range.overlaps(range) else { continue }
            let part = segment.range.clamped(to: range)
            let style = Self.style(of: segment.role, isEven: parameters.isMultiple(of: 2))
            guard emphasis.overlaps(part) else {
                body(part, style)
                continue
            }
            var start = part.lowerBound
            while start < part.upperBound {
                let end = emphasis.end(from: start, in: part)
                body(start..<end, emphasis.style(style, at: start))
                start = end
            }
        }
    }

    private static func style(of role: AuthorizationURL.Segment.Role, isEven: Bool) -> Style {
        switch role {
        case .host: Style(.host, .bold)
        case .userinfo, .fragment: Style(.error)
        case .name: Style(.name)
        case .value: Style(isEven ? .valueBeside : .value)
        case .scheme, .port, .path: Style(.text)
        case .delimiter: Style(.dim)
        }
    }

    // MARK: One parameter a line

    private var nameColumns: Int {
        min(width / 2, request.parameters.map { $0.name.columns }.max() ?? 0)
    }

    private func parameterLine(_ index: Int) -> Line {
        guard index > 0 else {
            let target = url.text.prefix { $0 != "?" }
            return Line("   GET " + target)
        }
        return parameter(index - 1, indent: 3)
    }

    /// Returns a line with the name and the value of a parameter, both shortened to fit.
    func parameter(_ index: Int, indent: Int) -> Line {
        let parameter = request.parameters[index]
        let name = safe(parameter.name, columns: nameColumns)
        let gap = String(repeating: " ", count: nameColumns - name.columns + 3)
        var line = Line(String(repeating: " ", count: indent))
        line.append(name, Style(.name))
        let room = width - indent - nameColumns - 4
        if parameter.value.columns > room {
            let length = " (\(parameter.value.unicodeScalars.count))"
            line.append(gap + abridge(parameter.value, columns: room - length.utf8.count))
            line.append(length, Style(.dim))
        } else {
            line.append(gap + safe(parameter.value))
        }
        return line
    }

    // MARK: The HTTP request

    private var head: [String] {
        HTTPRequestHead(request: request, headers: headers).lines
    }

    private func headLine(_ index: Int) -> Line {
        var first = 0
        for (number, text) in head.enumerated() {
            let rows = rows(for: text.utf8.count)
            if index < first + rows {
                return number == 0 ? requestLine(text, row: index - first) : fieldLine(text, row: index - first)
            }
            first += rows
        }
        return Line()
    }

    /// Returns a row of `GET target HTTP/1.1`. The target is a part of the URL and has its colours.
    private func requestLine(_ text: String, row: Int) -> Line {
        let lineStart = row * width
        let lineEnd = min(lineStart + width, text.utf8.count)
        let target = segments.first { $0.role == .path }?.range.lowerBound ?? 0
        let targetLength = url.text.utf8.count - target
        let method = 4
        var line = Line()
        line.append(slice(text, from: lineStart, to: min(lineEnd, method)), Style(.accent))
        let from = max(lineStart, method) - method + target
        let to = min(lineEnd, method + targetLength) - method + target
        if from < to {
            forEachPart(of: from..<to) { part, style in
                line.append(slice(url.text, from: part.lowerBound, to: part.upperBound), style)
            }
        }
        line.append(slice(text, from: max(lineStart, method + targetLength), to: lineEnd), Style(.accent))
        return line
    }

    private func fieldLine(_ text: String, row: Int) -> Line {
        let start = row * width
        let end = min(start + width, text.utf8.count)
        let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")).map {
            text.utf8.distance(from: text.startIndex, to: $0)
        }
        let name = min(max(start, colon.map { $0 + 1 } ?? 0), end)
        var line = Line(slice(text, from: start, to: name), Style(.name))
        line.append(slice(text, from: name, to: end))
        return line
    }

    /// Returns some octets of a text, or none when the end is not after the start.
    private func slice(_ text: String, from start: Int, to end: Int) -> String {
        guard start < end else { return "" }
        return String(decoding: Array(text.utf8)[start..<end], as: UTF8.self)
    }
}
