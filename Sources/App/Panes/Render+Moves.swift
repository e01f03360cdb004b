import Screen

extension Model {
    /// The same as `render`, drawing less where only a cursor has moved since an earlier frame: in a long list that
    /// is nearly every key.
    package func render(after old: Model, _ frame: Frame) -> Frame {
        guard [.clients, .scopes, .request].contains(pane), let body = layout.bodies[pane], viewer == nil,
            menu == nil, form == nil, importing?.offer == nil, operationsView == nil, roundTrip == nil
        else {
            return render()
        }
        var moved = old
        moved.clientCursor = clientCursor
        moved.scopeCursor = scopeCursor
        moved.requestCursor = requestCursor
        moved.tops = tops
        guard moved == self else { return render() }
        var frame = frame
        frame.fill(body)
        draw(pane, in: body, on: &frame)
        for y in [0, layout.explanationRow, layout.footerRow] {
            frame.fill(Rect(x: 0, y: y, width: size.width, height: 1))
        }
        drawTitle(layout, on: &frame)
        drawExplanation(y: layout.explanationRow, on: &frame)
        drawFooter(y: layout.footerRow, on: &frame)
        placeFilterCursor(layout, on: &frame)
        return frame
    }
}
