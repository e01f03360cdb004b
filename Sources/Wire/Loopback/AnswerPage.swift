import OAuth

/// The final page in the browser. Pages are constant and contain nothing from outside (S4.7).
enum AnswerPage: CaseIterable {
    case accepted, refused, stray, empty, late
    /// The answer was prefetched.
    case early
    /// The answer had too many cookies, was sent as a form or through a proxy, or is too long.
    case cookies, form, proxy, long

    /// Selects the page of a refusal.
    init(_ refusal: Refusal) {
        self =
            switch refusal {
            case .emptyAnswer: .empty
            case .late: .late
            case .fault(.headTooLong): .cookies
            case .fault(.post): .form
            case .fault(.absoluteForm): .proxy
            case .fault(.requestLineTooLong): .long
            case .wrongState, .missingState, .otherAddress, .wrongHost, .wrongPath, .notNavigated, .fault: .stray
            }
    }

    /// Returns the response with this page.
    func response(status: Int) -> HTTPResponse {
        HTTPResponse(status: status, fields: Self.fields, body: Self.bodies[self] ?? [])
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
        case .early: "Not yet"
        case .cookies: "Too many cookies"
        case .form: "The answer came as a form"
        case .proxy: "A proxy is in the way"
        case .long: "The answer is too long"
        }
    }

    private var advice: String {
        switch self {
        case .accepted: "You may close this tab and go back to the terminal."
        case .refused: "Go back to the terminal: it says why. You may close this tab."
        case .stray: "authscope in the terminal is waiting for another answer, and is still waiting."
        case .empty:
            "If the address of this page has a #, \(Self.pasting)."
        case .late: "This attempt already has its answer. Start another one in the terminal."
        case .early: "The browser prefetched this page. Reload it so that authscope gets the answer."
        case .cookies:
            "The browser sends more than 16 KiB with this page, mostly cookies that other programs left at 127.0.0.1 or "
                + "localhost. Delete them and load this page again, or \(Self.pasting)."
        case .form:
            "The provider sent it with POST, as response_mode=form_post requests, but authscope only reads answers from the "
                + "address. Set response_mode=query or omit it, and start again in the terminal."
        case .proxy:
            "The browser asked a proxy for this page. Exclude 127.0.0.1, [::1] and localhost from its proxy settings and "
                + "load this page again, or \(Self.pasting)."
        case .long: "The address of this page has more than 8 KiB. To use it, \(Self.pasting)."
        }
    }

    private static let pasting = "copy the whole address and paste it into authscope in the terminal"

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
