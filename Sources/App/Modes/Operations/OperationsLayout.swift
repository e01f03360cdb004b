import Screen

/// The places of the two halves of the Operations page.
struct OperationsLayout: Equatable, Sendable {
    private(set) var list: Rect
    /// The rows of the result. Empty when the list fills the page.
    private(set) var result = Rect(x: 0, y: 0, width: 0, height: 0)
    /// The column between the halves, or nil when they are not side by side.
    private(set) var divider: Int?
    /// The rows about the operation under the cursor. Empty when there is no third column.
    private(set) var details = Rect(x: 0, y: 0, width: 0, height: 0)

    /// - Parameters:
    ///   - page: The rows below the rule with the page's title.
    ///   - detailsColumns: The columns of Details, or 0 when there is no third column.
    init(page: Rect, kind: Room.Kind, focus: Operations.Half, isZoomed: Bool, detailsColumns: Int = 0) {
        list = page
        let isListFirst = focus == .list
        switch kind {
        case .tooSmall: break
        case _ where isZoomed:
            if !isListFirst { swap(&list, &result) }
        case .wide, .normal:
            let width = detailsColumns > 0 ? page.width - detailsColumns - 1 : page.width
            let left = kind == .wide ? width * 3 / 5 : width * 11 / 20
            list = Rect(x: 0, y: page.y, width: left, height: page.height)
            result = Rect(x: left + 1, y: page.y, width: width - left - 1, height: page.height)
            divider = left
            if detailsColumns > 0 {
                details = Rect(x: width + 1, y: page.y, width: detailsColumns, height: page.height)
            }
        case .tabs where page.height < 9:
            // The half with the focus; the first line of the result, which says the most, is always in sight.
            (list, result) = page.split(top: isListFirst ? page.height - 1 : 0)
        case .tabs:
            let small = max(3, page.height * 3 / 8)
            let (top, rest) = page.split(top: isListFirst ? page.height - 1 - small : small)
            list = top
            result = rest.inset(top: 1)
        }
    }

    /// The row of the rule over the result, or nil when it has none.
    var resultRule: Int? { divider == nil && list.height > 0 && result.y > list.bottom ? list.bottom : nil }
}
