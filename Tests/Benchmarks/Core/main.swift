// The core by itself: URLs a second, how the linter's time grows with its input, the smallest scope set.

import Catalog
import Glibc
import OAuth
import Platform
import TestSupport
import Wire

/// The best of some runs, in seconds: what disturbs only makes a run longer.
func best(of runs: Int, _ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    var best = Duration.seconds(3600)
    for _ in 0..<runs { best = min(best, try clock.measure(body)) }
    return Double(best.components.seconds) + Double(best.components.attoseconds) / 1e18
}

/// The number with some decimals, right-aligned.
func column(_ value: Double, _ width: Int, decimals: Int = 0) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let digits = String(Int((value * scale).rounded()))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let text = decimals == 0 ? padded : "\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
    return String(repeating: " ", count: max(0, width - text.count)) + text
}

/// Does the work of `authscope url` between its arguments and its output: fresh values, challenge, request, text.
func buildURL(_ provider: Provider, _ client: Client) throws -> AuthorizationURL {
    let fresh = try SystemRandom.freshValues()
    var request = AuthorizationRequest(endpoint: provider.authorizationEndpoint)
    request["response_type"] = "code"
    request["client_id"] = client.clientID
    request["redirect_uri"] = client.redirectURIs.first
    request["scope"] = "customer:read user:read"
    request["state"] = fresh.state
    request["code_challenge"] = fresh.verifier.challenge(.s256)
    request["code_challenge_method"] = ChallengeMethod.s256.rawValue
    return request.url
}

let provider = BuiltIn.provider
if let client = provider.clients.first {
    let rounds = 20_000
    var length = 0
    let time = try best(of: 7) {
        for _ in 0..<rounds { length = try buildURL(provider, client).text.utf8.count }
    }
    print("authscope    \(column(Double(rounds) / time, 9)) URLs/s   \(length) characters")

    print("\nThe linter on a URL of growing length")
    let linter = RequestLinter(context: LintContext(provider: provider, client: client))
    let url = try buildURL(provider, client).text
    let limits = [1024: 0.2, 65_536: 20.0]
    var before: Double?
    for size in [1, 2, 4, 8, 16, 32, 64].map({ $0 * 1024 }) {
        let text = url + "&filler=" + String(repeating: "x", count: size - url.utf8.count - 8)
        let milliseconds = best(of: 9) { _ = linter.lint(text) } * 1000
        let ratio = before.map { "  x\(column(milliseconds / $0, 5, decimals: 2))" } ?? ""
        let verdict = limits[size].map { "   limit \($0) ms   \(milliseconds <= $0 ? "met" : "MISSED")" } ?? ""
        print("\(column(Double(size / 1024), 6)) KiB \(column(milliseconds, 9, decimals: 3)) ms\(ratio)\(verdict)")
        before = milliseconds
    }
}

/// Milliseconds of `authscope lint` on a URL of 64 KiB with so many unknown parameters; nil if it cannot be measured.
func lintCommand(parameters count: Int) throws -> Double? {
    guard CommandLine.arguments.count > 1 else { return nil }
    let base = "https://as.example/authorize?"
    let length = (65_536 - base.utf8.count) / count
    let pieces = (0..<count).map { number in
        let name = "p\(number)="
        return name + String(repeating: "x", count: max(0, length - name.utf8.count - 1))
    }
    let file = "/tmp/authscope-benchmark-\(getpid())"
    let text = Array((base + pieces.joined(separator: "&")).utf8)
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    defer { unlink(file) }
    let written = write(descriptor, text, text.count)
    close(descriptor)
    guard written == text.count else { return nil }
    return try best(of: 9) {
        let files: [Int32: String] = [0: file, 1: "/dev/null", 2: "/dev/null"]
        let child = try spawn(CommandLine.arguments[1], ["lint"], environment: ["HOME": "/nowhere"], opening: files)
        var status: Int32 = 0
        waitpid(child, &status, 0)
    } * 1000
}

print("\nThe whole command authscope lint on a URL of 64 KiB with many parameters")
for count in [2_048, 8_192] {
    guard let milliseconds = try lintCommand(parameters: count) else { continue }
    let verdict = "limit 20 ms   \(milliseconds <= 20 ? "met" : "MISSED")"
    print("\(column(milliseconds, 9, decimals: 3)) ms   \(verdict)   \(count) parameters")
}

print("\nInspecting a pasted text of 64 KiB: recognised, read, checked, redacted")
for (name, text) in InspectedTexts.all {
    let milliseconds =
        best(of: 9) {
            guard let message = PastedMessage(text) else { return }
            _ = Inspector(context: LintContext()).inspect(message)
            _ = Redaction.redacted(text)
        } * 1000
    let verdict = PastedMessage(text) == nil ? "not recognised, MISSED" : milliseconds <= 20 ? "met" : "MISSED"
    print("\(column(milliseconds, 9, decimals: 3)) ms   limit 20 ms   \(verdict)   \(name)")
}

print("\nThe smallest scope set for 250 operations, with the index of the provider")
for shape in ScopeSetShape.all {
    let (milliseconds, smallest) = shape.measure()
    let size = smallest.sets[0].count
    let answer = smallest.isExact ? "\(size) scopes" : "\(size) scopes, at least \(smallest.lowerBound)"
    let verdict = "limit 50 ms   \(milliseconds <= 50 ? "met" : "MISSED")"
    print("\(column(milliseconds, 9, decimals: 3)) ms   \(verdict)   \(shape.name): \(answer)")
}

print("\nA key with its frame, 100,000 scopes and 10,000 operations, median of the processor's time")
for run in KeyRun.all {
    guard let milliseconds = try run.measure() else {
        print("the keys do nothing, MISSED   \(run.name)")
        continue
    }
    let verdict = "limit 16 ms   \(milliseconds <= 16 ? "met" : "MISSED")"
    print("\(column(milliseconds, 9, decimals: 3)) ms   \(verdict)   \(run.name)")
}
