import App
import Catalog
import Flow
import OAuth
import Platform
import Screen
import Testing
import Wire

/// The model of the screen, its effects carried out, and the pressed keys.
final class Walk {
    private(set) var model: Model
    private let folder: TemporaryFolder
    private var runner: RoundTripRunner?
    private var events: AsyncStream<RoundTripEvent>?

    init(_ provider: Provider, own: OwnEntries = OwnEntries()) throws {
        folder = try TemporaryFolder()
        model = Model(provider: provider, own: own, fresh: Self.fresh(), size: Size(width: 120, height: 40))
    }

    var attempt: RoundTrip? { model.desk.jobs.attempt }
    var screen: String {
        let frame = model.render()
        return (0..<frame.size.height).map { y in
            String(String.UnicodeScalarView(frame.row(y).compactMap { Unicode.Scalar($0.base) }))
        }.joined(separator: "\n")
    }

    private static func fresh() -> FreshValues {
        FreshValues { count in (0..<count).map { _ in .random(in: 0...255) } }
    }

    func press(_ keys: Key...) async {
        for key in keys { await carryOut(model.update(.keyPressed(key))) }
    }

    func type(_ text: String) async {
        for scalar in text.unicodeScalars { await press(.character(scalar)) }
    }

    /// Takes in what happens to the attempt until this is so.
    func wait(until isReached: (RoundTrip) -> Bool) async throws {
        let number = try #require(attempt?.number)
        for await event in try #require(events) {
            await carryOut(model.update(.roundTrip(number, event)))
            let attempt = try #require(attempt)
            if isReached(attempt) { return }
            if case .failed(let failure) = attempt.stage {
                Issue.record("\(failure.text) \(attempt.log)")
                throw CancellationError()
            }
        }
    }

    private func carryOut(_ effects: [Effect]) async {
        for effect in effects {
            switch effect {
            case .drawValues(let purpose): await carryOut(model.update(.valuesDrawn(Self.fresh(), purpose)))
            case .roundTrip(_, let task):
                if case .prepare = task {
                    let (events, continuation) = AsyncStream.makeStream(of: RoundTripEvent.self)
                    self.events = events
                    runner = RoundTripRunner(environment: Environment(["HOME": folder.path])) { continuation.yield($0) }
                }
                await runner?.perform(task)
            default: break
            }
        }
    }

    /// Rehearses as somebody without a browser does, up to the token request that is shown.
    func rehearse() async throws {
        await press("t")
        if attempt?.place == .provider { await press("r") }
        try await wait { $0.stage == .waiting && $0.browser != nil }
        await press("a")
        try await wait { $0.stage == .checking }
    }

    /// Types the client's secret.
    func typeSecret(_ secret: String) async throws {
        await press("S")
        await type(secret)
        await press(.enter)
        try await wait { $0.hasClientSecret }
    }

    /// Sends the token request.
    func exchange() async throws -> RoundTrip.Grant {
        await press(.enter)
        try await wait { $0.stage == .done }
        return try #require(attempt?.grant)
    }

    func end() async { await runner?.end() }
}
