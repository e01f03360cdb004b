import Catalog
import Commands
import JSON
import Options

/// The catalogue, as a table for users and as JSON.
struct ProvidersOutput {
    var listings: [ProviderListing]
    var style = OutputStyle()

    /// Returns the providers for standard output. Problems of files, and notes about them, are for standard error, or
    /// in the JSON.
    func result(as format: ListFormat) -> CommandResult {
        let problems = listings.compactMap(\.problem)
        let exitCode = problems.isEmpty ? 0 : CommandFailure.Cause.file.rawValue
        switch format {
        case .text:
            let messages = problems.map { "\($0.description)\n" as SafeText }
            return CommandResult(stdout: table, stderr: notes.joined() + messages.joined(), exitCode: exitCode)
        case .json: return CommandResult(stdout: json, exitCode: exitCode)
        }
    }

    private var notes: [SafeText] {
        listings.compactMap { listing in
            guard case .file(let path) = listing.source, let remark = listing.summary?.remark else { return nil }
            return .note(remark, file: path.text)
        }
    }

    private var table: SafeText {
        var rows: [[SafeText]] = [["id", "name", "host", "scopes", "operations", "clients", "from"]]
        for listing in listings {
            guard let summary = listing.summary else { continue }
            let counts = [summary.scopes, summary.operations, summary.clients].map { "\($0)" as SafeText }
            let texts = [summary.id, summary.name, summary.host].map { SafeText($0) }
            rows.append(texts + counts + [SafeText(listing.origin)])
        }
        let widths = (0..<7).map { column in rows.reduce(0) { max($0, $1[column].columns) } }
        let lines = rows.map { row in
            var line: SafeText = ""
            for (column, text) in row.enumerated() {
                let padding = SafeText.spaces(widths[column] - text.columns)
                // Numbers are aligned to the right. After the last column, no padding is needed.
                let isNumber = (3...5).contains(column)
                line += isNumber ? padding + text : column == 6 ? text : text + padding
                if column < 6 { line += "  " }
            }
            return style.isTerminal ? SafeText(line.text, columns: style.width) : line
        }
        return style.strong(lines[0]) + "\n" + lines.dropFirst().map { $0 + "\n" }.joined()
    }

    private var json: SafeText {
        let value = JSONValue.object([
            .init("providers", .array(listings.compactMap(JSONValue.init(provider:)))),
            .init("problems", .array(listings.compactMap(\.problem).map(JSONValue.init(problem:)))),
        ])
        return SafeText(value, style: .pretty) + "\n"
    }
}

extension ProviderListing {
    /// The source of the provider, in words for the user.
    fileprivate var origin: String {
        guard case .file(let path) = source else { return source == .builtIn ? "built in" : "comes with authscope" }
        return summary?.importedFrom.map { "\(path.text), imported from \($0)" } ?? path.text
    }
}

extension JSONValue {
    fileprivate init?(provider listing: ProviderListing) {
        guard let summary = listing.summary else { return nil }
        let path: OctetPath? =
            switch listing.source {
            case .builtIn: nil
            case .shipped(let path), .file(let path): path
            }
        let isShipped = if case .shipped = listing.source { true } else { false }
        self = .object([
            Member("id", .string(summary.id)),
            Member("name", .string(summary.name)),
            Member("host", .string(summary.host)),
            Member("scopes", .number(JSONNumber(summary.scopes))),
            Member("operations", .number(JSONNumber(summary.operations))),
            Member("clients", .number(JSONNumber(summary.clients))),
            Member("built_in", .bool(listing.source == .builtIn)),
            Member("shipped", .bool(isShipped)),
            Member("file", .optional(path?.text)),
            Member("imported_from", .optional(summary.importedFrom)),
            Member("note", .optional(summary.remark)),
        ])
    }

    fileprivate init(problem: FileProblem) {
        self = .object([
            Member("file", .string(problem.path)),
            Member("line", .number(JSONNumber(problem.line))),
            Member("column", .number(JSONNumber(problem.column))),
            Member("message", .string(problem.message)),
        ])
    }
}
