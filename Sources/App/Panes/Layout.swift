import Screen

/// Where everything is on a screen of a certain size.
package struct Layout: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        /// From 100 columns and 30 rows: two columns with descriptions.
        case wide
        /// From 72 columns and 22 rows: two columns.
        case normal
        /// From 40 columns and 10 rows: one pane at a time.
        case tabs
        case tooSmall
    }

    package let kind: Kind
    package let size: Size
    /// The rows of each pane that is shown, below the rule that carries its title.
    package private(set) var bodies: [Pane: Rect] = [:]
    /// The column between the two halves, or nil where there is one.
    package private(set) var divider: Int?
    /// The rows of the URL pane below the URL that list the parameters; empty where there is no room.
    package private(set) var parameterTable = Rect(x: 0, y: 0, width: 0, height: 0)

    /// Where an attempt of the whole flow is shown, below the rule that carries its title; empty where there is none.
    package private(set) var roundTrip = Rect(x: 0, y: 0, width: 0, height: 0)

    /// Where a page lies that covers the panes; its title is in the row above.
    package var page: Rect {
        Rect(x: 0, y: 2, width: size.width, height: size.height - 4)
    }

    package var explanationRow: Int { size.height - 2 }
    package var footerRow: Int { size.height - 1 }

    /// What the panes would like to have, in rows.
    package struct Wishes: Equatable, Sendable {
        package var clients: Int
        package var scopes: Int
        package var request: Int
        /// Lines of the findings while the pane has the focus, else 0: then it takes room from Request.
        package var validation: Int
        package var urlLines: Int
        package var parameters: Int
    }

    package static func kind(for size: Size) -> Kind {
        if size.width >= 100, size.height >= 30 { return .wide }
        if size.width >= 72, size.height >= 22 { return .normal }
        if size.width >= 40, size.height >= 10 { return .tabs }
        return .tooSmall
    }

    /// The columns of Clients and Scopes where the screen is in two halves.
    package static func leftColumns(for size: Size) -> Int {
        kind(for: size) == .normal ? 31 : size.width < 116 ? 50 : 56
    }

    /// The layout before anything is known but the size.
    package init(size: Size) {
        self.size = size
        kind = Self.kind(for: size)
    }

    /// - Parameter hasRoundTrip: Whether an attempt takes the place of Request and Validation.
    package init(size: Size, pane: Pane, isZoomed: Bool, hasRoundTrip: Bool = false, wishes: Wishes) {
        self.size = size
        kind = Self.kind(for: size)
        switch kind {
        case .tooSmall: break
        case .tabs:
            if hasRoundTrip {
                arrangeTabs(isZoomed: isZoomed, wishes)
            } else {
                arrangeTabs(pane: pane, isZoomed: isZoomed, wishes)
            }
        case .wide, .normal:
            if isZoomed, hasRoundTrip {
                roundTrip = page
            } else if isZoomed {
                bodies[pane] = Rect(x: 0, y: 2, width: size.width, height: size.height - 4)
            } else {
                var wishes = wishes
                // What the attempt has to show is worth more than a URL that has gone to the browser.
                if hasRoundTrip, kind == .normal { wishes.urlLines = min(wishes.urlLines, 3) }
                arrangeColumns(wishes)
                if hasRoundTrip { replaceRightColumn() }
            }
        }
    }

    /// The attempt takes the room of Request and Validation and of the rule between them.
    private mutating func replaceRightColumn() {
        guard let request = bodies.removeValue(forKey: .request),
            let validation = bodies.removeValue(forKey: .validation)
        else { return }
        roundTrip = Rect(
            x: request.x, y: request.y, width: request.width, height: request.height + 1 + validation.height)
    }

    /// The whole width for one pane, the URL below it.
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

    /// The whole width for an attempt, and two lines of the URL where there is room.
    private mutating func arrangeTabs(isZoomed: Bool, _ wishes: Wishes) {
        let top = isZoomed ? 2 : 3
        let room = size.height - top - 2
        let url = isZoomed || size.height < 16 ? 0 : min(wishes.urlLines, 2)
        let rest = url == 0 ? room : room - url - 1
        roundTrip = Rect(x: 0, y: top, width: size.width, height: rest)
        if url > 0 { bodies[.url] = Rect(x: 0, y: top + rest + 1, width: size.width, height: url) }
    }

    /// Clients and Scopes on the left, Request and Validation on the right, the URL below over the whole width.
    private mutating func arrangeColumns(_ wishes: Wishes) {
        let room = size.height - 4
        let left = Self.leftColumns(for: size)
        divider = left
        var url = min(wishes.urlLines, size.height / 3)
        // Room for the parameters under the URL is taken only when the panes above do not miss it.
        let comfortable = max(wishes.request + 7, wishes.clients + min(wishes.scopes, 10) + 2)
        let table = kind == .wide && room - url - comfortable > wishes.parameters ? wishes.parameters : 0
        if table > 0 { url += table + 1 }
        let top = room - url
        let area = Rect(x: 0, y: 2, width: size.width, height: max(0, top - 1))

        let clients = min(max(1, wishes.clients), max(1, area.height / 4))
        let (upper, lower) = area.split(top: clients)
        bodies[.clients] = Rect(x: 0, y: upper.y, width: left, height: upper.height)
        bodies[.scopes] = Rect(x: 0, y: lower.y + 1, width: left, height: lower.height - 1)

        let validation = max(4, area.height / 3, min(wishes.validation, area.height - 5))
        let request = min(wishes.request, max(1, area.height - validation - 1))
        let right = size.width - left - 1
        bodies[.request] = Rect(x: left + 1, y: area.y, width: right, height: request)
        bodies[.validation] = Rect(
            x: left + 1, y: area.y + request + 1, width: right, height: area.height - request - 1)

        let body = Rect(x: 0, y: area.bottom + 1, width: size.width, height: url)
        let (text, below) = body.split(top: table > 0 ? url - table : url)
        bodies[.url] = text
        parameterTable = below
    }
}
