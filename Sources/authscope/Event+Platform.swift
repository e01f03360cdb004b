import App
import Catalog
import Glibc
import OAuth
import Platform

/// Events for the screen, made from results of the platform.
extension Event {
    init(_ problem: ProviderOpener.Problem) {
        self =
            switch problem {
            case .unreadable(let text): .providerNotOpened(text)
            case .noRandomValues: .drawingFailed
            }
    }

    /// The import with this number failed.
    init(_ problem: ProviderImporter.Problem, of number: Int) {
        self =
            switch problem {
            case .failed(let text): .importFailed(number, text)
            case .notOpened(let problem): Event(problem)
            }
    }

    init(_ surprise: SessionFiles.Surprise) {
        self =
            switch surprise {
            case .joined(let entries, let aside): .ownEntriesJoined(entries, aside: aside)
            case .setAside(let name): .ownEntriesSetAside(name)
            case .notSaved(let reason): .ownEntriesNotSaved(reason)
            }
    }
}

extension Event {
    /// Writes the report of the attempts to a new file, which only the user can read.
    init(writing report: String, to path: OctetPath) {
        do throws(PrivateFile.CreateFailure) {
            try PrivateFile(path).create(with: Array(report.utf8))
            self = .reportWritten(path.text)
        } catch {
            switch error {
            case .exists: self = .reportNotWritten("\(path.text) exists and was not changed: name another file")
            case .system(let code):
                self = .reportNotWritten("\(path.text) cannot be written: \(String(cString: strerror(code)))")
            }
        }
    }
}

extension ContinuousClock.Instant {
    /// Milliseconds from this instant until now.
    var millisecondsAgo: Int {
        let passed = duration(to: .now).components
        return Int(passed.seconds) * 1_000 + Int(passed.attoseconds / 1_000_000_000_000_000)
    }
}

extension Clipboard {
    /// Copies the text, and returns the event with the result.
    func copy(_ text: String, _ what: Copied) async -> Event {
        await copy(text).map { .copied(.program($0), what) } ?? .noProgramCopied(text, what)
    }
}

extension ProviderOpener {
    func opened(_ source: ProviderListing.Source) -> Event {
        do { return .providerOpened(try open(source)) } catch { return Event(error) }
    }
}

extension ProviderImporter {
    func read(_ source: String, for number: Int) async -> Event {
        do { return .importOffered(number, try await read(source)) } catch { return Event(error, of: number) }
    }

    func rename(_ index: Int, of offer: ImportOffer, to id: String, for number: Int) -> Event {
        .importRenamed(
            number, Result { () throws(ImportOffer.IDFault) in try rename(index, of: offer, to: id) })
    }

    func keep(_ providers: [Provider], for number: Int) -> Event {
        do { return .providerOpened(try keep(providers)) } catch { return Event(error, of: number) }
    }
}
