import Catalog
import OAuth
import Screen

/// A builder for the lines of an import preview.
struct PreviewLines {
    private(set) var lines: [Line] = []
    private let width: Int

    private var labelColumns: Int { width < 60 ? 12 : 16 }

    init(width: Int) { self.width = width }

    mutating func append(_ line: ImportPreview.Line) {
        switch line {
        case .empty: lines.append(Line())
        case .heading(let text): append(text, sign: " ", Style(.accent, .bold), indent: 1)
        case .field(let label, let text): appendField(label, text)
        case .note(let text): append(text, sign: "  - ", .plain, indent: 4)
        case .warning(let text): append(text, sign: "  ! ", Style(.warning, .bold), indent: 4)
        }
    }

    private mutating func append(_ text: String, sign: String, _ style: Style, indent: Int) {
        for (number, part) in wrap(text, width: width - indent - 1).enumerated() {
            var line = Line(number == 0 ? sign : String(repeating: " ", count: indent), style)
            line.append(part, style)
            lines.append(line)
        }
    }

    private mutating func appendField(_ label: String, _ text: String) {
        let room = width - labelColumns - 1
        let isURL = text.hasPrefix("https://") || text.hasPrefix("http://")
        let isFitting = text.columns <= room
        let parts = isFitting ? [text] : isURL ? wrapEverywhere(text, width: room) : wrap(text, width: room)
        // A label that is too long for its column, such as a scope's name, has a line of its own.
        let isLong = label.columns + 3 > labelColumns
        if isLong { lines.append(Line("  " + safe(label, columns: width - 3), Style(.accent))) }
        guard !text.isEmpty || !isLong else { return }
        for (number, part) in parts.enumerated() {
            let name = number == 0 && !isLong ? "  " + label : ""
            var line = Line(name, Style(.accent))
            line.append(String(repeating: " ", count: max(1, labelColumns - name.columns)))
            if isURL, isFitting {
                line.append(url: part)
            } else {
                line.append(part, label == "hosts" ? Style(.host, .bold) : .plain)
            }
            lines.append(line)
        }
    }
}

extension Line {
    /// Appends a URL with an emphasised host.
    fileprivate mutating func append(url text: String) {
        let octets = Array(text.utf8)
        for segment in AuthorizationURL(text).segments {
            let part = String(decoding: octets[segment.range], as: UTF8.self)
            append(part, segment.role == .host ? Style(.host, .bold) : .plain)
        }
    }
}
