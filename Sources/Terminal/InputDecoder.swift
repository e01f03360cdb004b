import Screen

/// Decodes the bytes from a terminal into keys, pastes and mouse events.
///
/// ncurses could do this, but it passes on the bytes of an unknown sequence as typed characters, which would run
/// commands here, and it does not support pastes. This decoder ignores unknown sequences.
package struct InputDecoder {
    private enum State: Equatable {
        case ground
        /// Inside a UTF-8 sequence of this length. With Alt, it is ignored.
        case scalar(length: Int, isAlt: Bool)
        case escape
        /// After `ESC [`.
        case control
        /// After `ESC O`.
        case application
        /// After `ESC [ [`: the letter of a function key of the Linux console follows.
        case console
        /// After `ESC [ M`: three bytes of a mouse report follow.
        case report
        /// Inside a string, such as an answer with OSC, which ends with BEL or ESC.
        case string
        case paste
    }

    /// The octets that a terminal sends for a key.
    package typealias KeySequence = (octets: [UInt8], key: Key)

    /// The milliseconds after which an ESC without further bytes is the key Esc.
    private let escapeDelay: Int64
    /// The milliseconds within which a sequence continues after more than ESC. Users do not type `ESC [` by hand.
    private var sequenceDelay: Int64 { max(escapeDelay, 100) }
    /// The number of octets of a sequence that are kept.
    private static let longest = 64
    /// The milliseconds after which a paste without an end mark is taken to have ended.
    private let pasteDelay: Int64 = 1000

    /// The sequences of this terminal according to terminfo, from ESC on.
    private let sequences: [KeySequence]
    private var state = State.ground
    private var pending: [UInt8] = []
    private var paste = PasteCollector()
    private var mouse = MouseReader()
    private var lastByte: Int64 = 0

    package init(escapeDelay: Int = 25, sequences: [KeySequence] = []) {
        self.escapeDelay = Int64(max(0, escapeDelay))
        self.sequences = sequences
    }

    /// The time at which `expire` must be called if no byte arrives, or nil.
    package var deadline: Int64? {
        switch state {
        case .ground: nil
        case .escape: lastByte + escapeDelay
        case .paste: lastByte + pasteDelay
        default: lastByte + sequenceDelay
        }
    }

    /// Decodes bytes that arrived at `now`, in milliseconds, and adds their events.
    package mutating func feed(_ bytes: some Sequence<UInt8>, at now: Int64, into events: inout [TerminalEvent]) {
        lastByte = now
        for byte in bytes { take(byte, into: &events) }
    }

    /// Ends a sequence or paste that has been incomplete for too long, and returns its event. Call it only when no byte
    /// is waiting to be read.
    package mutating func expire(at now: Int64) -> TerminalEvent? {
        guard let deadline, now >= deadline else { return nil }
        defer { reset() }
        return switch state {
        case .escape: .key(.escape)
        case .paste: paste.finish()
        default: nil
        }
    }

    private mutating func reset() {
        state = .ground
        pending.removeAll(keepingCapacity: true)
    }

    private mutating func take(_ byte: UInt8, into events: inout [TerminalEvent]) {
        switch state {
        case .paste:
            guard paste.append(byte) else { return }
            reset()
            if let event = paste.finish() { events.append(event) }
        case .console:
            reset()
            if let key = Key(console: byte) { events.append(.key(key)) }
        case .report: takeReport(byte, into: &events)
        case .string:
            if byte == 0x1B { state = .escape } else if byte == 0x07 { reset() }
        case .ground:
            takeFirst(byte, isAlt: false, into: &events)
        case .scalar(let length, let isAlt):
            takeContinuation(byte, length: length, isAlt: isAlt, into: &events)
        case .escape, .control, .application:
            takeSequence(byte, into: &events)
        }
    }

    private mutating func takeFirst(_ byte: UInt8, isAlt: Bool, into events: inout [TerminalEvent]) {
        switch byte {
        case 0x1B:
            pending = [byte]
            state = .escape
        case 0xC2...0xF4:
            pending = [byte]
            state = .scalar(length: byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4, isAlt: isAlt)
        default:
            reset()
            if let key = isAlt ? Key(alt: byte) : Key(byte: byte) { events.append(.key(key)) }
        }
    }

    private mutating func takeContinuation(_ byte: UInt8, length: Int, isAlt: Bool, into events: inout [TerminalEvent])
    {
        guard 0x80...0xBF ~= byte else {
            // The byte that interrupts a character is decoded by itself.
            reset()
            return takeFirst(byte, isAlt: false, into: &events)
        }
        pending.append(byte)
        guard pending.count == length else { return }
        let scalars = Array(String(decoding: pending, as: UTF8.self).unicodeScalars)
        let isWhole = scalars.count == 1 && (scalars[0] != "\u{FFFD}" || pending == [0xEF, 0xBF, 0xBD])
        reset()
        // C1 controls are not text.
        if isWhole, !isAlt, scalars[0].value >= 0xA0 { events.append(.key(.character(scalars[0]))) }
    }

    private mutating func takeSequence(_ byte: UInt8, into events: inout [TerminalEvent]) {
        if byte == 0x1B {
            // Only a lone ESC is a key. An incomplete sequence is dropped.
            if state == .escape { events.append(.key(.escape)) }
            return takeFirst(byte, isAlt: false, into: &events)
        }
        pending.append(byte)
        // If two keys have the same sequence, the later one counts.
        if let known = sequences.last(where: { $0.octets == pending }) {
            reset()
            events.append(.key(known.key))
            return
        }
        switch state {
        case .escape: takeSecond(byte, into: &events)
        case .control: takeControl(byte, into: &events)
        default:
            // Some old terminals send modifiers between `ESC O` and the letter.
            if 0x30...0x3B ~= byte, pending.count < 8 { return }
            let key = Key(application: byte)
            reset()
            if let key { events.append(.key(key)) }
        }
    }

    /// Handles a byte of a mouse report in the oldest form.
    private mutating func takeReport(_ byte: UInt8, into events: inout [TerminalEvent]) {
        guard byte >= 0x20 else {
            // The report is incomplete.
            reset()
            return takeFirst(byte, isAlt: false, into: &events)
        }
        pending.append(byte)
        guard pending.count == 3 else { return }
        let report = MouseReader.Report(x10: pending[...])
        reset()
        take(report, into: &events)
    }

    private mutating func take(_ report: MouseReader.Report?, into events: inout [TerminalEvent]) {
        if let event = report.flatMap({ mouse.take($0, at: lastByte) }) { events.append(.mouse(event)) }
    }

    private mutating func takeSecond(_ byte: UInt8, into events: inout [TerminalEvent]) {
        switch byte {
        case UInt8(ascii: "["): state = .control
        case UInt8(ascii: "O"): state = .application
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"):
            state = .string
        // Alt and a key. Few of them have a meaning, and Alt-q must not quit.
        default: takeFirst(byte, isAlt: true, into: &events)
        }
    }

    private mutating func takeControl(_ byte: UInt8, into events: inout [TerminalEvent]) {
        switch byte {
        case 0x20...0x3F:
            // Parameters. Sequences of keys are short, so the rest of a long one is not kept.
            if pending.count > Self.longest { pending.removeLast() }
        case UInt8(ascii: "[") where pending.count == 3:
            state = .console
        case UInt8(ascii: "M") where pending.count == 3:
            // A terminal without SGR reports.
            pending.removeAll(keepingCapacity: true)
            state = .report
        case 0x40...0x7E:
            finishControl(final: byte, into: &events)
        default:
            // A control character cannot be a part of the sequence.
            reset()
            takeFirst(byte, isAlt: false, into: &events)
        }
    }

    private mutating func finishControl(final: UInt8, into events: inout [TerminalEvent]) {
        let parameters = pending.dropFirst(2).dropLast()
        let isBare = parameters.isEmpty
        let isPaste = final == UInt8(ascii: "~") && parameters.elementsEqual("200".utf8)
        // A longer sequence has been cut, so it may look like another one.
        let isWhole = pending.count <= Self.longest
        let report = isWhole ? KeyReport(final: final, parameters: parameters) : nil
        let click = isWhole ? MouseReader.Report(sgr: parameters, final: final) : nil
        reset()
        if isPaste {
            state = .paste
        } else if isBare, final == UInt8(ascii: "I") {
            mouse.gainFocus(at: lastByte)
            events.append(.focusGained)
        } else if isBare, final == UInt8(ascii: "O") {
            mouse.loseFocus()
            events.append(.focusLost)
        } else if click != nil {
            take(click, into: &events)
        } else if let report {
            events += report.keys.map { .key($0) }
        }
    }
}
