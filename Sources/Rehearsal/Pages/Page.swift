/// A page of the rehearsal provider: HTML that has no scripts and loads nothing.
struct Page: Sendable {
    private let title: HTML
    private let main: HTML
    /// The sources to which the answer to the form may redirect; nil for a page without a form.
    private let formAction: String?

    init(title: HTML, formAction: String? = nil, main: HTML) {
        self.title = title
        self.main = main
        self.formAction = formAction
    }

    /// The Content-Security-Policy.
    var policy: String {
        let targets = formAction.map { "'self' \($0)" } ?? "'none'"
        return "default-src 'none'; style-src 'unsafe-inline'; form-action \(targets); base-uri 'none'; "
            + "frame-ancestors 'none'"
    }

    var html: HTML {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(title) · Rehearsal</title>
        <style>
        \(Self.style)
        </style>
        </head>
        <body>
        <header class="banner"><p><strong>REHEARSAL</strong> <span>Nothing here is real: no account, no password, \
        no network.</span></p></header>
        <main>
        \(main)
        </main>
        <footer><p>Played on this computer by authscope</p></footer>
        </body>
        </html>

        """
    }
}
