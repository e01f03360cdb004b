import OAuth

/// What the browser shows in the end: constant pages, with nothing in them that came from outside (S4.7).
enum AnswerPage: CaseIterable {
    case accepted, refused, stray, empty, late

    /// The response with this page.
    func response(status: Int) -> LoopbackResponse {
        LoopbackResponse(status: status, fields: Self.fields, body: Self.bodies[self] ?? [])
    }

    static let fields = [
        HTTPField(name: "Content-Type", value: "text/html; charset=utf-8"),
        HTTPField(name: "Content-Security-Policy", value: "default-src 'none'; style-src 'unsafe-inline'"),
        HTTPField(name: "Cache-Control", value: "no-store"),
        HTTPField(name: "Referrer-Policy", value: "no-referrer"),
        HTTPField(name: "X-Content-Type-Options", value: "nosniff"),
    ]

    private static let bodies = Dictionary(uniqueKeysWithValues: allCases.map { ($0, Array($0.html.utf8)) })

    private var heading: String {
        switch self {
        case .accepted: "The answer has arrived"
        case .refused, .stray: "Not accepted"
        case .empty: "The answer is missing"
        case .late: "Already answered"
        }
    }

    private var advice: String {
        switch self {
        case .accepted: "You may close this tab and go back to the terminal."
        case .refused: "Go back to the terminal: it says why. You may close this tab."
        case .stray: "This is not what authscope in the terminal is waiting for. It goes on waiting."
        case .empty:
            "If the address of this page holds a #, copy the whole address and paste it into authscope in the terminal."
        case .late: "This attempt has had its answer. Start another one in the terminal."
        }
    }

    private var html: String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>authscope: \(heading)</title>
        <style>
        body { font: 1.125rem/1.6 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto; padding: 0 1.5rem }
        h1 { font-size: 1.6rem; line-height: 1.3 }
        </style>
        </head>
        <body>
        <main>
        <h1>\(heading)</h1>
        <p>\(advice)</p>
        </main>
        </body>
        </html>

        """
    }
}
