import JSON
import OAuth

// The values in messages. Each has a list of members, and an initialiser that reads them.

extension RoundTrip.Arrival {
    init(_ fields: MessageFields) throws(MessageProblem) {
        if let place = try fields.optionalText("listener") {
            self = .listener(place)
        } else {
            self = .paste(reason: try fields.text("paste"))
        }
    }

    var members: [JSONValue.Member] {
        switch self {
        case .listener(let place): [.init("listener", .string(place))]
        case .paste(let reason): [.init("paste", .string(reason))]
        }
    }
}

extension RoundTrip.Browser {
    private enum State: String {
        case opening, opened, absent, failed
    }

    init(_ fields: MessageFields) throws(MessageProblem) {
        self =
            switch try fields.choice("state", State.self) {
            case .opening: .opening
            case .opened: .opened
            case .absent: .absent(try fields.text("reason"))
            case .failed: .failed(try fields.text("reason"))
            }
    }

    var members: [JSONValue.Member] {
        let (state, reason): (State, String?) =
            switch self {
            case .opening: (.opening, nil)
            case .opened: (.opened, nil)
            case .absent(let reason): (.absent, reason)
            case .failed(let reason): (.failed, reason)
            }
        return [.init("state", .string(state.rawValue)), .init("reason", .optional(reason))]
    }
}

extension RoundTrip.Mismatch {
    init(_ fields: MessageFields) throws(MessageProblem) {
        self.init(sent: try fields.text("sent"), received: try fields.optionalText("received"))
    }

    var value: JSONValue { .fields(["sent": .string(sent), "received": .text(received)]) }
}

extension RoundTrip.Exchange {
    init(_ fields: MessageFields) throws(MessageProblem) {
        self.init(
            preview: try fields.texts("preview"), curl: try fields.text("curl"),
            diagnostics: try fields.diagnostics("findings"), authentication: try fields.choice("authentication"))
    }

    var members: [JSONValue.Member] {
        [
            .init("preview", .texts(preview)), .init("curl", .string(curl)),
            .init("findings", .array(diagnostics.map(\.value))),
            .init("authentication", .string(authentication.rawValue)),
        ]
    }
}

extension RoundTrip.Grant {
    init(_ fields: MessageFields) throws(MessageProblem) {
        let scope = try fields.object("scope")
        self.init(
            scope: GrantedScope(
                granted: try scope.texts("granted"), missing: try scope.texts("missing"),
                added: try scope.texts("added"), hasCommas: try scope.flag("commas")),
            expiresIn: try fields.optionalInteger("expires_in"), accessToken: try fields.text("access_masked"),
            refreshToken: try fields.optionalText("refresh_masked"),
            idToken: try fields.optionalText("id_masked"), notices: try fields.texts("notices"),
            isRefreshed: try fields.flag("refreshed"))
    }

    var members: [JSONValue.Member] {
        [
            .init(
                "scope",
                .fields([
                    "granted": .texts(scope.granted), "missing": .texts(scope.missing), "added": .texts(scope.added),
                    "commas": .bool(scope.hasCommas),
                ])),
            .init("expires_in", .optional(expiresIn)), .init("access_masked", .string(accessToken)),
            .init("refresh_masked", .optional(refreshToken)), .init("id_masked", .optional(idToken)),
            .init("notices", .texts(notices)),
            .init("refreshed", .bool(isRefreshed)),
        ]
    }
}

extension RoundTrip.NamedClaims {
    init(_ fields: MessageFields) throws(MessageProblem) {
        self.init(
            token: try fields.text("token"),
            claims: TokenClaims(header: try fields.claims("header"), claims: try fields.claims("claims")))
    }

    var value: JSONValue {
        .fields([
            "token": .string(token), "header": .array(claims.header.map(\.message)),
            "claims": .array(claims.claims.map(\.message)),
        ])
    }
}

extension TokenClaims.Claim {
    fileprivate var message: JSONValue {
        .fields([
            "name": .string(name), "value": .string(value), "remark": .string(remark),
            "verdict": .string(verdict.rawValue),
        ])
    }
}

extension MessageFields {
    fileprivate func claims(_ name: String) throws(MessageProblem) -> [TokenClaims.Claim] {
        var claims: [TokenClaims.Claim] = []
        for claim in try objects(name) {
            claims.append(
                TokenClaims.Claim(
                    name: try claim.text("name"), value: try claim.text("value"), remark: try claim.text("remark"),
                    verdict: try claim.choice("verdict")))
        }
        return claims
    }
}

extension RoundTrip.Failure {
    private enum RemedyKind: String {
        case field
        case redirectURI = "redirect-uri"
        case freePort = "free-port"
        case again
    }

    init(_ fields: MessageFields) throws(MessageProblem) {
        guard let step = RoundTrip.Step(rawValue: try fields.integer("step")) else {
            throw MessageProblem(member: "step")
        }
        let remedy: Remedy =
            switch try fields.choice("remedy", RemedyKind.self) {
            case .field: .field(try fields.text("name"))
            case .redirectURI: .redirectURI(try fields.text("name"))
            case .freePort: .freePort
            case .again: .again
            }
        self.init(step, try fields.text("text"), remedy, code: try fields.optionalText("code"))
    }

    var members: [JSONValue.Member] {
        let (kind, name): (RemedyKind, String?) =
            switch remedy {
            case .field(let name): (.field, name)
            case .redirectURI(let uri): (.redirectURI, uri)
            case .freePort: (.freePort, nil)
            case .again: (.again, nil)
            }
        return [
            .init("step", .number(JSONNumber(step.rawValue))), .init("text", .string(text)),
            .init("remedy", .string(kind.rawValue)), .init("name", .optional(name)),
            .init("code", .optional(code)),
        ]
    }
}

extension Diagnostic {
    /// Creates a finding without a fix: only findings in an edited request have one.
    init(_ fields: MessageFields) throws(MessageProblem) {
        let ends = (try fields.optionalInteger("start"), try fields.optionalInteger("end"))
        var range: Range<Int>?
        if let start = ends.0, let end = ends.1 {
            guard 0 <= start, start <= end else { throw MessageProblem(member: "end") }
            range = start..<end
        }
        self.init(
            rule: try fields.choice("rule"), severity: try fields.choice("severity"),
            parameter: try fields.text("parameter"), message: try fields.text("message"),
            advice: try fields.text("advice"), part: try fields.choice("part"), range: range)
    }

    var value: JSONValue {
        .fields([
            "rule": .string(rule.rawValue), "severity": .string(severity.rawValue), "parameter": .string(parameter),
            "message": .string(message), "advice": .string(advice), "part": .string(part.rawValue),
            "start": .integer(range?.lowerBound), "end": .integer(range?.upperBound),
        ])
    }
}

extension MessageFields {
    func diagnostics(_ name: String) throws(MessageProblem) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        for fields in try objects(name) { diagnostics.append(try Diagnostic(fields)) }
        return diagnostics
    }
}
