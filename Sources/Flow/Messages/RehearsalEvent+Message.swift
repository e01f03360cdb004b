import JSON

extension RehearsalEvent {
    enum Kind: String, CaseIterable {
        case consentShown = "consent-shown"
        case allowed, denied
        case codeIssued = "code-issued"
        case refusedWithPage = "refused-with-page"
        case redirectedWithError = "redirected-with-error"
        case tokenIssued = "token-issued"
        case tokenRefreshed = "token-refreshed"
        case tokenRefused = "token-refused"
        case reused
        case stolenCodeRedeemed = "stolen-code-redeemed"
        case stolenCodeUseless = "stolen-code-useless"
        case answerRepeated = "answer-repeated"
        case faultWithoutEffect = "fault-without-effect"
    }

    init(_ fields: MessageFields) throws(MessageProblem) {
        self =
            switch try fields.choice("happened", Kind.self) {
            case .consentShown:
                .consentShown(client: try fields.text("client"), scopes: try fields.texts("scopes"))
            case .allowed: .allowed
            case .denied: .denied
            case .codeIssued: .codeIssued
            case .refusedWithPage: .refusedWithPage(reason: try fields.text("reason"))
            case .redirectedWithError:
                .redirectedWithError(code: try fields.text("code"), reason: try fields.text("reason"))
            case .tokenIssued:
                .tokenIssued(scopes: try fields.texts("scopes"), isNarrowed: try fields.flag("narrowed"))
            case .tokenRefreshed: .tokenRefreshed(scopes: try fields.texts("scopes"))
            case .tokenRefused: .tokenRefused(code: try fields.text("code"), reason: try fields.text("reason"))
            case .reused: .reused(try fields.text("reason"))
            case .stolenCodeRedeemed: .stolenCodeRedeemed(reason: try fields.text("reason"))
            case .stolenCodeUseless: .stolenCodeUseless(reason: try fields.text("reason"))
            case .answerRepeated: .answerRepeated(status: try fields.optionalInteger("status"))
            case .faultWithoutEffect: .faultWithoutEffect(reason: try fields.text("reason"))
            }
    }

    var members: [JSONValue.Member] {
        switch self {
        case .consentShown(let client, let scopes):
            Self.members(.consentShown, .init("client", .string(client)), .init("scopes", .texts(scopes)))
        case .allowed: Self.members(.allowed)
        case .denied: Self.members(.denied)
        case .codeIssued: Self.members(.codeIssued)
        case .refusedWithPage(let reason): Self.members(.refusedWithPage, reason: reason)
        case .redirectedWithError(let code, let reason):
            Self.members(.redirectedWithError, .init("code", .string(code)), .init("reason", .string(reason)))
        case .tokenIssued(let scopes, let isNarrowed):
            Self.members(.tokenIssued, .init("scopes", .texts(scopes)), .init("narrowed", .bool(isNarrowed)))
        case .tokenRefreshed(let scopes): Self.members(.tokenRefreshed, .init("scopes", .texts(scopes)))
        case .tokenRefused(let code, let reason):
            Self.members(.tokenRefused, .init("code", .string(code)), .init("reason", .string(reason)))
        case .reused(let what): Self.members(.reused, reason: what)
        case .stolenCodeRedeemed(let reason): Self.members(.stolenCodeRedeemed, reason: reason)
        case .stolenCodeUseless(let reason): Self.members(.stolenCodeUseless, reason: reason)
        case .answerRepeated(let status): Self.members(.answerRepeated, .init("status", .optional(status)))
        case .faultWithoutEffect(let reason): Self.members(.faultWithoutEffect, reason: reason)
        }
    }

    private static func members(_ kind: Kind, reason: String) -> [JSONValue.Member] {
        members(kind, .init("reason", .string(reason)))
    }

    private static func members(_ kind: Kind, _ members: JSONValue.Member...) -> [JSONValue.Member] {
        [.init("happened", .string(kind.rawValue))] + members
    }
}
