import Screen

/// The places of the two halves of the Operations page.
struct OperationsLayout: Equatable, Sendable {
    private(set) var list: Rect
    /// The rows of the result. Empty when the list fills the page.
    private(set) var result = Rect(x: 0, y: 0, width: 0, height: 0)
    /// The column between the halves, or nil when they are not side by side.
    private(set) var divider: Int?

    /// - Parameter page: The rows below the rule with the page's title.
    init(page: Rect, kind: Room.Kind, focus: Operations.Half, isZoomed: Bool) {
        list = page
        let isListFirst = focus == .list
        switch kind {
        case .tooSmall: break
        case _ where isZoomed:
            if !isListFirst { swap(&list, &result) }
        case .wide, .normal:
            let left = kind == .wide ? page.width * 3 / 5 : page.width * 11 / 20
            list = Rect(x: 0, y: page.y, width: left, height: page.height)
            result = Rect(x: left + 1, y: page.y, width: page.width - left - 1, height: page.height)
            divider = left
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
