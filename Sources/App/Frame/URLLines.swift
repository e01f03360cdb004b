import OAuth
import Screen

/// The lines of the request on the screen in its present view, cut to a width.
///
/// Only the lines asked for are made, so a URL of a megabyte costs no more than one that fits.
struct URLLines {
    private let view: Desk.URLView
    private let width: Int
    private let url: AuthorizationURL
    private let request: AuthorizationRequest
    /// The outcome keeps those of the draft; an attempt's are made when they are drawn.
    private let keptSegments: [AuthorizationURL.Segment]?
    private let headers: [HTTPField]
    /// The part of the URL that the current finding is about.
    private let marked: Range<Int>

    init(_ desk: borrowing Desk, width: Int, marked: Range<Int>? = nil) {
        view = desk.urlView
        self.width = max(1, width)
        url = desk.shownURL
        request = desk.shownRequest
        keptSegments = desk.jobs.attempt == nil ? desk.outcome.segments : nil
        headers = desk.outcome.headers
        self.marked = marked ?? 0..<0
    }

    var count: Int {
        switch view {
        case .text: rows(for: url.text.utf8.count)
        case .parameters: 1 + request.parameters.count
        case .http: head.reduce(0) { $0 + rows(for: $1.utf8.count) }
        }
    }

    func line(_ index: Int) -> Line {
        switch view {
        case .text: textLine(index)
        case .parameters: parameterLine(index)
        case .http: headLine(index)
        }
    }

    private func rows(for octets: Int) -> Int { max(1, (octets + width - 1) / width) }

    private var segments: [AuthorizationURL.Segment] { keptSegments ?? url.segments }

    // MARK: The URL itself

    private func textLine(_ index: Int) -> Line {
        styled(octets: index * width..<min((index + 1) * width, url.text.utf8.count))
    }

    /// A part of the URL, each octet in the style of its role; what the current finding is about is underlined.
    private func styled(octets range: Range<Int>) -> Line {
        var line = Line()
        let text = url.text.utf8
        func append(_ part: Range<Int>, _ style: Style) {
            let start = text.index(text.startIndex, offsetBy: part.lowerBound)
            let end = text.index(start, offsetBy: part.count)
            line.append(String(decoding: text[start..<end], as: UTF8.self), style)
        }
        for segment in segments where segment.range.overlaps(range) {
            let part = segment.range.clamped(to: range)
            let style = Self.style(of: segment.role)
            guard part.overlaps(marked) else {
                append(part, style)
                continue
            }
            let middle = part.clamped(to: marked)
            append(part.lowerBound..<middle.lowerBound, style)
            append(middle, style.with([.underline, .bold]))
            append(middle.upperBound..<part.upperBound, style)
        }
        return line
    }

    private static func style(of role: AuthorizationURL.Segment.Role) -> Style {
        switch role {
        case .host: Style(.host, .bold)
        case .userinfo, .fragment: Style(.error)
        case .name: Style(.name)
        case .value: Style(.value)
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

    /// A name and a value, both in the columns there are.
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

    /// A row of `GET target HTTP/1.1`: the target is a part of the URL and is coloured like it.
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
        if from < to { styled(octets: from..<to).spans.forEach { line.append($0.text, $0.style) } }
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

    /// Some octets of a text; none when the end lies before the start.
    private func slice(_ text: String, from start: Int, to end: Int) -> String {
        guard start < end else { return "" }
        return String(decoding: Array(text.utf8)[start..<end], as: UTF8.self)
    }
}
