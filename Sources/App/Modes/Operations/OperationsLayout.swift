import Screen

/// Where the two halves of the Operations view are.
struct OperationsLayout: Equatable, Sendable {
    private(set) var list: Rect
    /// The rows of the result; none where the list has all the room.
    private(set) var result = Rect(x: 0, y: 0, width: 0, height: 0)
    /// The column between the halves, where they are side by side.
    private(set) var divider: Int?
    /// The rows about the operation under the cursor; empty where there is no third column.
    private(set) var details = Rect(x: 0, y: 0, width: 0, height: 0)

    /// - Parameters:
    ///   - page: The rows below the rule that carries the view's title.
    ///   - detailsColumns: The columns of Details; 0 where there is no third column.
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
            // One half, and of the result its first line, which says the most.
            (list, result) = page.split(top: isListFirst ? page.height - 1 : 0)
        case .tabs:
            let small = max(3, page.height * 3 / 8)
            let (top, rest) = page.split(top: isListFirst ? page.height - 1 - small : small)
            list = top
            result = rest.inset(top: 1)
        }
    }

    /// The row of the rule over the result, where it has one.
    var resultRule: Int? { divider == nil && list.height > 0 && result.y > list.bottom ? list.bottom : nil }
}
