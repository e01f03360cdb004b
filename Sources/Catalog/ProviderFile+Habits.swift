import JSON
import OAuth

extension FieldReader {
    static let apiVersionsKeys = ["header", "latest_stable", "versions"]
    static let apiVersionKeys = ["number", "status", "note"]
    static let tokenKeys = [
        "grant_type", "required_fields", "accepts_json", "redirect_uri", "refresh_client_id", "client_authentication",
    ]

    /// Reads the API versions. If any are listed, the latest stable one must be among them.
    mutating func apiVersions() throws(JSONError) -> APIVersions {
        var header = "X-VERSION"
        var latest = ""
        var latestOffset = 0
        var versions: [APIVersions.Version] = []
        try object(
            known: Self.apiVersionsKeys, required: ["latest_stable"]
        ) { file, key throws(JSONError) in
            switch key {
            case "header": header = try file.text(TextCheck.headerName)
            case "latest_stable":
                latestOffset = file.json.valueOffset()
                latest = try file.text(TextCheck.version)
            default: versions = try file.versionList()
            }
        }
        if !versions.isEmpty, !versions.contains(where: { $0.number == latest && $0.status == .stable }) {
            throw json.error(at: latestOffset, "this is not one of the stable \"versions\"")
        }
        return APIVersions(header: header, latestStable: latest, versions: versions)
    }

    private mutating func versionList() throws(JSONError) -> [APIVersions.Version] {
        var versions: [APIVersions.Version] = []
        try json.beginArray()
        while try json.nextElement() {
            let start = json.valueOffset()
            guard versions.count < Self.maximumListCount else {
                throw json.error(at: start, "at most \(Self.maximumListCount) versions may be listed here")
            }
            let version = try version()
            guard !versions.contains(where: { $0.number == version.number }) else {
                throw json.error(at: start, "the version \(version.number) is listed twice; remove one")
            }
            versions.append(version)
        }
        return versions
    }

    private mutating func version() throws(JSONError) -> APIVersions.Version {
        var version = APIVersions.Version(number: "")
        try object(known: Self.apiVersionKeys, required: ["number"]) { file, key throws(JSONError) in
            switch key {
            case "number": version.number = try file.text(TextCheck.version)
            case "status": version.status = try file.word([APIVersions.Version.Status.stable, .development])
            default: version.note = try file.text(maximumScalars: 1_024)
            }
        }
        return version
    }

    /// Reads the ways in which a client can send its secret, the preferred one first. None may be listed twice.
    private mutating func clientAuthenticationMethods() throws(JSONError) -> [ClientAuthenticationMethod] {
        var methods: [ClientAuthenticationMethod] = []
        try json.beginArray()
        while try json.nextElement() {
            let start = json.valueOffset()
            let method = try word(ClientAuthenticationMethod.allCases)
            guard !methods.contains(method) else { throw json.error(at: start, "this is listed twice; remove one") }
            methods.append(method)
        }
        return methods
    }

    /// Reads the ways in which the token endpoint differs from the standard.
    mutating func tokenHabits() throws(JSONError) -> TokenHabits {
        var habits = TokenHabits()
        try object(known: Self.tokenKeys) { file, key throws(JSONError) in
            switch key {
            case "grant_type": habits.grantType = try file.text(TextCheck.word)
            case "required_fields": habits.requiredFields = try file.list(TextCheck.word)
            case "accepts_json": habits.acceptsJSON = try file.json.bool()
            case "client_authentication": habits.clientAuthentication = try file.clientAuthenticationMethods()
            case "refresh_client_id": habits.identifiesClientOnRefresh = try file.json.bool()
            default: habits.redirectURI = try file.word([TokenHabits.RedirectURI.requiredIfSent, .unused])
            }
        }
        return habits
    }
}
