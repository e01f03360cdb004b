import Screen

/// The places of the panes on the screen.
struct PanesLayout: Equatable, Sendable {
    let room: Room
    private var kind: Room.Kind { room.kind }
    private var size: Size { room.size }
    /// The rows of each pane, below the rule with its title; nil for a pane that is not shown.
    private(set) var bodies = PerPane<Rect?>(nil)
    /// The column between the left half and the right one, or nil when there is only one column.
    private(set) var divider: Int?
    /// The column before Details, or nil when there is no third column.
    private(set) var detailsDivider: Int?
    /// The rows of Details. Empty when there is no third column.
    private(set) var details = Rect(x: 0, y: 0, width: 0, height: 0)
    /// The rows below the URL that list parameters. Empty when there is no room for them.
    private(set) var parameterTable = Rect(x: 0, y: 0, width: 0, height: 0)
    /// The rows of the Request pane, which decide its height.
    private(set) var requestRows: [RequestRow] = []

    /// The numbers of rows that the panes would fill.
    struct Wishes: Equatable, Sendable {
        var clients: Int
        var scopes: Int
        var request: Int
        /// The lines of the findings while the pane has the focus, so that it gets room from Request; else 0.
        var validation: Int
        var urlLines: Int
        /// The parameters that Request does not show, or not in full.
        var parameters: Int
    }

    /// The parameters that are listed below the URL, by their places in the request.
    private(set) var tableParameters: [Int] = []

    /// - Parameter rows: The rows of Request, if the caller has them.
    init(_ panes: borrowing Panes, _ desk: borrowing Desk, _ room: Room, requestRows rows: [RequestRow]? = nil) {
        let hasFocus = panes.pane == .validation && !room.isColumnCovered
        let requestRows = rows ?? panes.requestRows(on: desk, in: room)
        let tableParameters = panes.tableParameters(on: desk, in: room)
        self.init(
            room, pane: panes.pane, isZoomed: panes.isZoomed,
            wishes: Wishes(
                // Without a client, a note says how to add one.
                clients: panes.clientRows.isEmpty ? 2 : panes.clientRows.count, scopes: panes.scopeRows.count,
                request: requestRows.count,
                validation: hasFocus ? panes.validationLines.value.count : 0,
                urlLines: URLLines(desk, width: room.size.width).count,
                parameters: tableParameters.count))
        self.requestRows = requestRows
        self.tableParameters = tableParameters
    }

    init(_ room: Room, pane: Pane, isZoomed: Bool, wishes: Wishes) {
        self.room = room
        switch kind {
        case .tooSmall: break
        case .tabs:
            if room.isColumnCovered {
                leaveTwoLines(wishes)
            } else {
                arrangeTabs(pane: pane, isZoomed: isZoomed, wishes)
            }
        case .wide, .normal:
            if isZoomed, !room.isColumnCovered {
                bodies[pane] = room.page
            } else {
                arrangeColumns(wishes)
            }
        }
    }

    /// Returns the number of rows of a pane, or 0 when it is not shown.
    func height(of pane: Pane) -> Int { bodies[pane]?.height ?? 0 }

    /// Returns the number of columns of Validation.
    static func validationColumns(in room: Room, isZoomed: Bool) -> Int {
        switch room.kind {
        case .wide, .normal: isZoomed ? room.size.width : room.rightColumns
        case .tabs, .tooSmall: room.size.width
        }
    }

    /// Gives one pane the whole width, with the URL below it.
    private mutating func arrangeTabs(pane: Pane, isZoomed: Bool, _ wishes: Wishes) {
        let top = isZoomed ? 2 : 3
        let room = size.height - top - 2
        guard pane != .url, !isZoomed else {
            bodies[pane] = Rect(x: 0, y: top, width: size.width, height: room)
            return
        }
        let url = min(wishes.urlLines, max(1, room / 3 + 1))
        let rest = max(0, room - url - 1)
        bodies[pane] = Rect(x: 0, y: top, width: size.width, height: rest)
        bodies[.url] = Rect(x: 0, y: top + rest + 1, width: size.width, height: url)
    }

    /// Keeps only two lines of the URL at the bottom, if there is room. The mode above covers the rest.
    private mutating func leaveTwoLines(_ wishes: Wishes) {
        let url = room.columnURLRows(wishes.urlLines)
        guard url > 0 else { return }
        bodies[.url] = Rect(x: 0, y: room.page.bottom - url, width: size.width, height: url)
    }

    /// Puts Clients and Scopes on the left, Request and Validation on the right, and the URL below them.
    private mutating func arrangeColumns(_ wishes: Wishes) {
        let rows = room.page.height
        let left = room.leftColumns
        divider = left
        let isCovered = room.isColumnCovered
        var url = isCovered ? room.columnURLRows(wishes.urlLines) : min(wishes.urlLines, size.height / 3)
        // The parameters are listed below the URL only if the panes above do not need the rows.
        let comfortable = max(wishes.request + 7, wishes.clients + min(wishes.scopes, 10) + 2)
        let table = !isCovered && kind == .wide && rows - url - comfortable > wishes.parameters ? wishes.parameters : 0
        if table > 0 { url += table + 1 }
        let top = rows - url
        let area = Rect(x: 0, y: 2, width: size.width, height: max(0, top - 1))

        let clients = min(max(1, wishes.clients), max(1, area.height / 4))
        let (upper, lower) = area.split(top: clients)
        bodies[.clients] = Rect(x: 0, y: upper.y, width: left, height: upper.height)
        bodies[.scopes] = Rect(x: 0, y: lower.y + 1, width: left, height: lower.height - 1)

        if !isCovered { arrangeRightColumn(area, left: left, wishes) }
        if !isCovered, room.hasDetails {
            let x = size.width - room.detailsColumns
            detailsDivider = x - 1
            details = Rect(x: x, y: area.y, width: room.detailsColumns, height: area.height)
        }

        let body = Rect(x: 0, y: area.bottom + 1, width: size.width, height: url)
        let (text, below) = body.split(top: table > 0 ? url - table : url)
        bodies[.url] = text
        parameterTable = below
    }

    private mutating func arrangeRightColumn(_ area: Rect, left: Int, _ wishes: Wishes) {
        let validation = max(4, area.height / 3, min(wishes.validation, area.height - 5))
        let request = min(wishes.request, max(1, area.height - validation - 1))
        let right = room.rightColumns
        bodies[.request] = Rect(x: left + 1, y: area.y, width: right, height: request)
        bodies[.validation] = Rect(
            x: left + 1, y: area.y + request + 1, width: right, height: area.height - request - 1)
    }
}
