import Text

extension CopyForm {
    /// The authorization request for curl, which shows the answer of the server and follows no redirect.
    package static let curl = CopyForm(name: "curl", title: "the request as a curl command") { copy in
        let fields = copy.headers.map { "--header " + ShellWord.quoted("\($0.name): \($0.value)") }
        return (["curl --include " + ShellWord.quoted(copy.request.url.text)] + fields).joined(separator: " \\\n  ")
    }
}
