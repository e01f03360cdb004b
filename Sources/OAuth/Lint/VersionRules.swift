import Text

/// Group H: the API version in a header field.
extension LintRun {
    func checkVersion() {
        guard let text = context.latestVersion, let latest = APIVersion(text) else { return }
        for field in fields where field.field.isNamed(context.versionHeader) { checkVersion(field, latest, text) }
    }

    private func checkVersion(_ field: RequestInput.Field, _ latest: APIVersion, _ text: String) {
        let value = field.field.value
        let fix = Fix.setHeader(HTTPField(name: context.versionHeader, value: text))
        guard let version = APIVersion(value) else {
            report(
                .apiVersionInvalid, .error, field,
                value.isEmpty
                    ? "\(context.versionHeader) is empty; a version has three numbers."
                    : "\(value) is not a version; it needs three numbers.",
                advice: "Set it to \(text)", fix: fix)
            return
        }
        if version < latest {
            report(
                .apiVersionBehind, .info, field, "\(value) works; \(text) is the latest stable version.",
                advice: "Set it to \(text)", fix: fix)
        } else if latest < version {
            report(
                .apiVersionInvalid, .warning, field, "\(value) is newer than the latest stable: a development version.",
                advice: "Set it to \(text)", fix: fix)
        }
    }

    private func report(
        _ rule: RuleID, _ severity: Severity, _ field: RequestInput.Field, _ message: String, advice: String, fix: Fix
    ) {
        report(
            rule, severity, context.versionHeader, inputRange: field.range, message, advice: advice, fix: fix)
    }
}

/// Three numbers of one to nine digits, compared as numbers.
struct APIVersion: Comparable {
    private let numbers: [Int]

    init?(_ text: String) {
        let parts = Array(text.utf8).split(separator: ascii("."), omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part -> Int? in
            guard (1...9).contains(part.count), part.allSatisfy(\.isDigit) else { return nil }
            return part.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
        guard parts.count == 3, numbers.count == 3 else { return nil }
        self.numbers = numbers
    }

    static func < (left: APIVersion, right: APIVersion) -> Bool {
        left.numbers.lexicographicallyPrecedes(right.numbers)
    }
}
