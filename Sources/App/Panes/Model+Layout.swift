import Screen

extension Model {
    /// Where everything goes now. The rows of Request depend on the kind of layout only, so they can be counted first.
    private func arrange() -> Layout {
        let validation = focusedPane == .validation ? validationLines.count : 0
        return Layout(
            size: size, pane: pane, isZoomed: isZoomed, hasRoundTrip: roundTrip != nil,
            wishes: Layout.Wishes(
                clients: max(1, clientRows.count), scopes: scopeRows.count, request: requestRows.count,
                validation: validation, urlLines: urlLineCount,
                parameters: urlView == .text ? parameters.count : 0))
    }

    /// The columns that Validation has on a screen of this size.
    private var validationColumns: Int {
        switch Layout.kind(for: size) {
        case .wide, .normal: isZoomed ? size.width : size.width - Layout.leftColumns(for: size) - 1
        case .tabs, .tooSmall: size.width
        }
    }

    /// How many lines the URL pane's present view has.
    package var urlLineCount: Int { URLLines(self, width: size.width).count }

    /// The rows of the URL pane.
    var urlHeight: Int { layout.bodies[.url]?.height ?? 0 }

    /// How far PgUp and PgDn go in the focused pane.
    var pageLength: Int { max(1, (layout.bodies[pane]?.height ?? 2) - 1) }

    /// Brings every cursor back to a row that exists, and every pane to where its cursor is seen.
    mutating func settle() {
        if let last = clientRows.last, !clientRows.contains(clientCursor) {
            clientCursor = clientRows.first { $0 > clientCursor } ?? last
        }
        if !scopeRows.isEmpty, !scopeRows.contains(scopeCursor) {
            scopeCursor = scopeRows[min(scopeRows.firstRow(from: scopeCursor), scopeRows.count - 1)]
        }
        let rows = requestRows
        if !rows.contains(requestCursor) { requestCursor = nearest(to: requestCursor, in: rows) }
        findingCursor = min(findingCursor, max(0, validationRows.count - 1))

        validationLines.update(for: self, width: validationColumns)
        layout = arrange()
        settleOperations()
        if let top = viewer?.top {
            let last = max(0, pageLines.count - layout.page.height)
            viewer?.top = max(0, min(top, last))
        }
        guard layout.kind != .tooSmall else { return }
        settleForm()
        settleRoundTrip()
        settleMenu()
        settleImport()
        keepInSight(.clients, clientRows.firstIndex(of: clientCursor) ?? 0, of: clientRows.count)
        keepInSight(.scopes, scopeRows.firstRow(from: scopeCursor), of: scopeRows.count)
        keepInSight(.request, rows.firstIndex(of: requestCursor) ?? 0, of: rows.count)
        keepInSight(.validation, validationLines.range(of: findingCursor), of: validationLines.count)
        if let body = layout.bodies[.url] {
            if urlView == .parameters {
                urlCursor = min(urlCursor, max(0, parameters.count - 1))
                keepInSight(.url, urlCursor + 1, of: urlLineCount)
            } else {
                urlCursor = min(urlCursor, max(0, urlLineCount - body.height))
                tops[.url] = urlCursor
            }
        }
    }

    private func nearest(to row: RequestRow, in rows: [RequestRow]) -> RequestRow {
        switch row {
        case .redirect: redirectRow
        case .verifier, .challenge: .method
        case .stateValue: .state
        case .extra: rows.last { if case .extra = $0 { true } else { false } } ?? .newExtra
        default: rows.first ?? .newExtra
        }
    }

    private mutating func keepInSight(_ pane: Pane, _ row: Int, of count: Int) {
        keepInSight(pane, row..<row + 1, of: count)
    }

    private mutating func keepInSight(_ pane: Pane, _ rows: Range<Int>, of count: Int) {
        guard let height = layout.bodies[pane]?.height, height > 0 else { return }
        var top = tops[pane] ?? 0
        if rows.upperBound > top + height { top = rows.upperBound - height }
        if rows.lowerBound < top { top = rows.lowerBound }
        tops[pane] = max(0, min(top, count - height))
    }
}
