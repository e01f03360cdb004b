import Text

/// Group A: text and encoding.
extension LintRun {
    /// `url-length`.
    func checkSize(_ size: TextSize) {
        guard size.octets <= TextSize.most.octets, size.isTooLarge else { return checkLength(size.octets) }
        report(
            .urlLength, .error, "url", at: 0..<size.octets,
            "The URL has \(size.pairs) parameters; 2,048 is where this tool stops.",
            advice: "Leave out the parameters that the server does not need")
    }

    private func checkLength(_ count: Int) {
        guard count > 2_083 else { return }
        // RFC 9110 §4.1: servers should accept 8000 octets.
        let (limit, stop) =
            count > TextSize.most.octets
            ? ("65,536", "this tool stops")
            : count > 8_000
                ? ("8,000", "many servers stop")
                : ("2,083", "Windows' URL functions stop")
        report(
            .urlLength, count > 8_000 ? .error : .warning, "url", at: 0..<count,
            "The URL is \(count) bytes; \(limit) is where \(stop).",
            advice: "Shorten state or scope, or push the request first (PAR)", fix: shorterState(of: count))
    }

    /// Returns a fix with a state of the usual length, if that is short enough.
    private func shorterState(of count: Int) -> Fix? {
        guard count <= TextSize.most.octets, let state = reading[.state], state.count == 1 else { return nil }
        let length = reading.pairs[state.first].piece.value.count
        return count - length + 43 <= 2_083 ? .newState : nil
    }

    /// The subject of findings about the whole text.
    private var whole: String { subject == .tokenBody ? "body" : "url" }

    /// Whether raw characters are checked: not in an answer, which a server encoded, and not in a body.
    private var checksRawCharacters: Bool { subject == .authorizationRequest || subject == .tokenEndpoint }

    func checkText() {
        for pair in reading.pairs { checkPair(pair) }
        if let place = reading.emptyPiece, subject != .tokenEndpoint {
            report(
                .queryEmptyPair, .warning, whole, at: max(place - 1, 0)..<min(place + 1, reading.octets.count),
                "There is a stray & in the \(subject == .tokenBody ? "body" : "query"); strict servers refuse it.",
                advice: "Remove it", fix: .rewrite)
        }
        if let range = reading.unusualTriplet, subject == .authorizationRequest {
            report(
                .percentNotCanonical, .info, "url", at: range,
                "\(String(octets: reading.octets[range])) is encoded in an unusual style: equal to parsers, different "
                    + "to a comparison of texts.",
                advice: "Write the URL in canonical form", fix: .rewrite)
        }
    }

    private func checkPair(_ pair: ParameterReading.Pair) {
        let remark = reading.remark(on: pair)
        guard let nameIndex = pair.nameIndex else {
            // T6: reported for the URL. The pair is dropped.
            if let defect = remark?.nameDefect {
                report(defect, whole, "The name of a parameter", fix: repair(ofName: defect))
            }
            return
        }
        // T7: no other rule applies to a broken value.
        if let defect = remark?.defect {
            let name = String(octets: reading.names[nameIndex].octets)
            report(defect, name, name, fix: repair(of: reading.names[nameIndex], defect))
            return
        }
        if checksRawCharacters, let place = remark?.traits.space ?? remark?.traits.forbidden {
            report(rawCharacterAt: place, String(octets: reading.names[nameIndex].octets))
        }
        if let plus = remark?.traits.plus, checksPlus(nameIndex) { checkPlus(at: plus, nameIndex) }
        checkRemainingTriplets(of: pair, nameIndex)
    }

    /// Reports a defect that makes a text unreadable.
    func report(_ defect: TextDefect, _ parameter: String, _ what: String, fix: @autoclosure () -> Fix?) {
        switch defect {
        case .percentMalformed(let range):
            let offset = placement.range(range)?.lowerBound ?? range.lowerBound
            report(
                .percentMalformed, .error, parameter, at: range,
                "\(what) has a broken percent-encoding at \(offset): \(String(octets: reading.octets[range])).",
                advice: "Encode the value again; a literal percent sign is %25", fix: fix())
        case .controlCharacter(let value, let range):
            report(
                .controlCharacter, .error, parameter, at: range,
                "\(what) contains the control character \(Wording.codePoint(value)), which can forge headers or "
                    + "drive a terminal.",
                advice: "Delete it; join the lines of a wrapped paste", fix: fix())
        case .invisible(let value, let range):
            report(
                .unicodeInvisible, .error, parameter, at: range,
                "\(what) contains the invisible or direction-changing character \(Wording.codePoint(value)).",
                advice: "Delete it", fix: fix())
        case .doubleEncoded(let range):
            report(
                .doubleEncoded, .error, parameter, at: range,
                "\(what) looks encoded twice, so the server will compare the wrong text.", advice: "Decode it once",
                fix: fix())
        }
    }

    private func repair(ofName defect: TextDefect) -> Fix {
        if case .percentMalformed = defect { .rewrite } else { joinedLines ?? .cleanNames(endpoint: nil) }
    }

    private func repair(of name: ParameterReading.Name, _ defect: TextDefect) -> Fix? {
        let values = reading.occurrences(of: name).map { reading.text(of: $0) }
        let parameter = String(octets: name.octets)
        switch defect {
        case .percentMalformed: return .rewrite
        case .controlCharacter, .invisible:
            return joining(name)
                ?? .set(
                    parameter: parameter, values: values.map { cleaned($0, name.known) },
                    label: splitsWords(name.known, values)
                        ? "separate the words by \(separator(of: name.known) == "," ? "commas" : "spaces")"
                        : "delete the hidden characters")
        case .doubleEncoded:
            let decoded = values.compactMap { DoubleEncoding.resolved($0) }
            guard decoded.count == values.count else { return nil }
            return .set(parameter: parameter, values: decoded, label: "decode it once")
        }
    }

    /// Returns a fix that joins the lines of the URL, if the values need nothing else.
    private func joining(_ name: ParameterReading.Name) -> Fix? {
        guard let joinedLines else { return nil }
        let raw = reading.occurrences(of: name).map { reading.octets[$0.piece.value] }
        let isWrapped = raw.contains { $0.contains(where: \.isLineEnd) }
        return isWrapped && !raw.contains { HiddenText.isFound(inJoined: $0) } ? joinedLines : nil
    }

    /// Returns the value without hidden characters.
    private func cleaned(_ value: String, _ known: KnownParameter?) -> String {
        guard let known, known.isList else { return HiddenText.removed(from: value) }
        return HiddenText.removed(fromList: value, separator: separator(of: known)) { word in
            switch known {
            case .scope: context.scopes?.index(of: word.utf8) != nil
            case .prompt: Self.prompts.contains(word)
            default: ["code", "token", "id_token"].contains(word)
            }
        }
    }

    private func separator(of known: KnownParameter?) -> Unicode.Scalar {
        known == .scope ? Unicode.Scalar(context.scopeSeparator.octet) : " "
    }

    /// Whether a tab or a line end is removed from a list.
    private func splitsWords(_ known: KnownParameter?, _ values: [String]) -> Bool {
        (known?.isList ?? false) && values.contains { $0.utf8.contains { $0 == 0x09 || $0.isLineEnd } }
    }

    func report(rawCharacterAt place: Int, _ parameter: String, _ what: String? = nil, fix: Fix = .rewrite) {
        guard let scalar = UTF8Scanner.scalar(in: reading.octets[...], at: place) else { return }
        report(
            .rawCharacter, scalar.value == 0x20 ? .error : .warning, parameter, at: place..<place + scalar.length,
            "\(what ?? parameter) contains \(Wording.character(scalar.value)) unencoded; many tools cut or change the link "
                + "there.",
            advice: "Percent-encode it", fix: fix)
    }

    /// Whether a plus is checked. In a form it means a space, so it is checked only in values that cannot have spaces.
    private func checksPlus(_ nameIndex: Int) -> Bool {
        switch subject {
        case .authorizationRequest: return true
        case .authorizationResponse, .tokenEndpoint: return false
        case .tokenBody:
            let known = reading.names[nameIndex].known
            return known.map { Self.withoutSpaces.contains($0) } ?? false
        }
    }

    private static let withoutSpaces: [KnownParameter] = [.code, .codeVerifier, .clientID, .clientSecret, .redirectURI]

    private func checkPlus(at place: Int, _ nameIndex: Int) {
        let name = reading.names[nameIndex]
        let severity: Severity
        switch name.known {
        // Neither can contain a space, so nothing is lost. Other rules cover them.
        case .codeChallenge,
            .codeVerifier where subject == .authorizationRequest:
            return
        case .scope, .responseType, .prompt, .acrValues, .uiLocales, .claimsLocales: severity = .info
        default: severity = .warning
        }
        let text = String(octets: name.octets)
        report(
            .plusAsSpace, severity, subject: nameIndex, name: text, at: place..<place + 1,
            "A raw + in \(text) is read as a space by form decoders and as a plus by others.",
            advice: "Write %20 for a space, %2B for a plus", fix: .rewrite)
    }

    /// Checks the warning case of `double-encoded`. Values that are broken by it were found before.
    private func checkRemainingTriplets(of pair: ParameterReading.Pair, _ nameIndex: Int) {
        let name = reading.names[nameIndex]
        switch name.known {
        case .clientID, .state, .code, .nonce: break
        default: return
        }
        guard PercentCoding.holdsTriplet(reading.value(of: pair)) else { return }
        let text = String(octets: name.octets)
        report(
            .doubleEncoded, .warning, subject: nameIndex, name: text, at: pair.piece.value,
            "\(text) looks encoded twice, so the server will compare the wrong text.", advice: "Decode it once",
            fix: repair(of: name, .doubleEncoded(pair.piece.value)))
    }
}
