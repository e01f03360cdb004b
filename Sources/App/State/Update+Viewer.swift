import OAuth
import Screen

extension Model {
    /// A key while a page lies over the panes.
    mutating func read(_ key: Key) -> [Effect] {
        guard var page = viewer else { return [] }
        if KeyTable.action(for: key, in: .page) == .pageToggle {
            switch page.page {
            case .scope(let scope): return toggle(scope: scope)
            case .operation(let row):
                tick(operation: row)
                return []
            case .help, .parameter, .message: break
            }
        }
        // A scope's page says that it can be had when nothing is known of operations.
        if case .scope = page.page, KeyTable.action(for: key, in: .global) == .importProvider {
            viewer = nil
            return startImport()
        }
        guard let action = KeyTable.action(for: key, in: .viewer) else { return [] }
        let height = max(1, layout.page.height)
        switch action {
        case .viewerUp: page.top -= 1
        case .viewerDown: page.top += 1
        case .viewerPageUp: page.top -= height
        case .viewerPageDown: page.top += height
        case .viewerFirst: page.top = 0
        case .viewerLast: page.top = .max / 2
        case .viewerSearch:
            editing = Editing(target: .search, editor: LineEditor())
            return []
        case .viewerNext: return find(from: page.top + 1, step: 1)
        case .viewerPrevious: return find(from: page.top - 1, step: -1)
        case .viewerClose:
            viewer = nil
            return []
        default: return []
        }
        viewer = page
        return []
    }

    /// Shows the first line that holds the text, searching on from the line at the top.
    mutating func search(for text: String) {
        viewer?.search = text
        guard !text.isEmpty, let page = viewer else { return }
        let lines = pageLines
        let words = SearchWords(text)
        let order = Array(lines.indices.suffix(from: min(page.top, lines.count))) + Array(lines.indices)
        if let line = order.first(where: { words.match(lines[$0].text) }) { viewer?.top = line }
    }

    /// True when the page holds nothing of what is searched for.
    var isSearchVain: Bool {
        guard let search = viewer?.search, !search.isEmpty else { return false }
        let words = SearchWords(search)
        return !pageLines.contains { words.match($0.text) }
    }

    private mutating func find(from start: Int, step: Int) -> [Effect] {
        guard let page = viewer, !page.search.isEmpty else { return say("/ searches", .warning) }
        let lines = pageLines
        let words = SearchWords(page.search)
        var line = start
        while lines.indices.contains(line) {
            if words.match(lines[line].text) {
                viewer?.top = line
                return []
            }
            line += step
        }
        return say("No more matches for \"\(page.search)\"", .warning)
    }
}
