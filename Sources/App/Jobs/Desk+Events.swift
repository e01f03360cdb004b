import Catalog
import OAuth
import Text

extension Desk {
    /// Handles an event from outside. It changes what the modes show, but never which mode is on top.
    mutating func handle(_ event: Event) {
        switch event {
        case .valuesDrawn(let fresh, let purpose): use(fresh, for: purpose)
        case .pasteRefused(let octets):
            say(
                "A paste has at most 65,536 octets, not \(octets.grouped): use a file, authscope inspect FILE", .problem
            )
        case .drawingFailed: say("No random values from the system: nothing was changed", .problem)
        case .copied(let route, let what): noteCopy(of: what, by: route)
        case .noProgramCopied(let text, let what): effects.append(.sendToTerminal(text, what))
        case .copyFailed(let reason): say("\(reason). \(key(.plain)) shows the URL", .problem)
        case .ownEntriesNotSaved(let reason): say("Not saved, only for this session: \(reason)", .problem)
        case .ownEntriesSetAside(let name): say("Saved. The broken file was renamed to \(name)", .warning)
        case .settingsNotSaved(let reason): say("Not saved, only for this session: \(reason)", .problem)
        case .settingsSetAside(let name): say("Saved. The broken file was renamed to \(name)", .warning)
        case .ownEntriesJoined(let entries, let aside):
            session.join(entries)
            if let aside {
                say("Changed elsewhere too: the other version is in \(aside)", .warning)
            } else {
                say("Saved, together with changes made elsewhere")
            }
        case .browserAnswered(let problem): say(problem ?? "Sent to the browser", problem == nil ? .done : .problem)
        case .roundTrip(let number, let event, let milliseconds):
            apply(event, toAttempt: number)
            if jobs.attempt?.number == number { log(event, at: milliseconds) }
        case .reportWritten(let path): say("Written to \(path)")
        case .reportNotWritten(let problem): say(problem, .problem)
        case .editorFailed(let problem): say(problem, .problem)
        case .timeElapsed(.second(let number)): countDown(number)
        case .providerNotOpened(let problem):
            incoming = nil
            say(problem, .problem)
        case .importOffered(let number, let offer): finishReading(number, .read(offer))
        case .importFailed(let number, let problem): finishReading(number, .failed(problem))
        case .sampleLocated(let path): if jobs.importSource.isEmpty { jobs.importSource = path ?? "" }
        case .importRenamed(let number, .success(let offer)):
            if jobs.offer(of: number) != nil { jobs.reading?.state = .read(offer) }
        case .importRenamed(_, .failure(let fault)): say(fault.message, .problem)
        case .keyPressed, .pasted, .mouse, .resized, .focusLost, .resumed, .timeElapsed, .notSaved, .providersListed,
            .providerOpened, .pathCompleted, .providerRecognised, .providerChecked, .scanned:
            break
        }
    }

    private mutating func noteCopy(of what: Copied, by route: CopyRoute) {
        switch what {
        case .url: break
        case .named(let name):
            session.noteIssued()
            return say(route.text(of: name))
        case .curl: return say(route.text(of: "the curl command"))
        case .accessToken: return say(route.text(of: "the access token"))
        case .inspected(let isMasked):
            return say(route.text(of: isMasked ? "the text, with its secrets masked" : "the inspected request"))
        case .comparison: return say(route.text(of: "the differences"))
        }
        session.noteIssued()
        let errors = outcome.verdict.errors
        let flaw = errors == 0 ? "" : " with \(errors.counted("error"))"
        let text =
            switch route {
            case .program(let name): "Copied\(flaw), \(shownURL.text.utf8.count.counted("character")) (\(name))"
            case .terminal: "Copied via the terminal\(flaw). Paste empty? Press \(keys.way(to: .plain))"
            }
        say(text, errors == 0 ? .done : .warning)
    }

    // MARK: Documents

    /// Starts reading a document for an import. The previous one is dropped.
    mutating func read(_ source: String) {
        if cancelReading() { messages.clear() }
        jobs.importSource = source
        jobs.readingNumber += 1
        jobs.reading = Jobs.Reading(number: jobs.readingNumber, source: source, presses: presses)
        effects.append(.readDocument(jobs.readingNumber, source))
    }

    /// Stops reading a document. Returns false when none is being read.
    mutating func cancelReading() -> Bool {
        guard let reading = jobs.reading, reading.state == .running else { return false }
        jobs.reading = nil
        effects.append(.cancelReading(reading.number))
        say("Import cancelled", .warning)
        return true
    }

    /// Drops the result of a reading. Returns false when there is none.
    mutating func dropReading() -> Bool {
        guard jobs.reading != nil else { return false }
        jobs.reading = nil
        say("Import cancelled", .warning)
        return true
    }

    /// Stores the result of a reading, or the reason why the providers could not be written.
    private mutating func finishReading(_ number: Int, _ state: Jobs.Reading.State) {
        guard number == jobs.readingNumber else { return }
        var waited = presses == jobs.pressesBeforeOpening
        if let reading = jobs.reading {
            guard reading.state == .running else { return }
            waited = reading.presses == presses
        } else if case .read = state {
            return
        } else {
            // The user has accepted the import, and writing it failed. A cancelled reading reports nothing.
            guard jobs.importSource.isEmpty else { return }
            jobs.reading = Jobs.Reading(number: number, source: "", presses: presses)
        }
        jobs.reading?.state = state
        // A user who has pressed nothing since is waiting for it.
        if waited { reviewImport() }
    }
}

extension CopyRoute {
    /// Returns the message for a text that is not the URL.
    fileprivate func text(of what: String) -> String {
        switch self {
        case .program(let name): "Copied \(what) (\(name))"
        case .terminal: "Sent \(what) to the terminal"
        }
    }
}
