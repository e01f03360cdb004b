import JSON
import OAuth

extension FieldReader {
    static let namedRequestKeys = [
        "name", "client_id", "redirect_uri", "scopes", "method", "sends_state", "api_version", "parameters",
    ]
    static let requestParameterKeys = ["name", "value", "in"]

    /// Reads the saved requests. Their names must differ.
    mutating func namedRequests() throws(JSONError) -> [NamedRequest] {
        var requests: [NamedRequest] = []
        var seen = OctetTable()
        try json.beginArray()
        while try json.nextElement() {
            let start = json.valueOffset()
            guard requests.count < EntryCheck.mostRequests else {
                throw json.error(at: start, "at most 1,000 requests can be saved")
            }
            let request = try namedRequest()
            guard seen.append(request.name) else {
                throw json.error(at: start, "another request has this name already")
            }
            requests.append(request)
        }
        return requests
    }

    private mutating func namedRequest() throws(JSONError) -> NamedRequest {
        var request = NamedRequest(name: "")
        try object(known: Self.namedRequestKeys, required: ["name"]) { file, key throws(JSONError) in
            switch key {
            case "name": request.name = try file.text(maximumScalars: EntryCheck.longestName)
            case "client_id": request.clientID = try file.text(maximumScalars: NamedRequestCheck.longestValue)
            case "redirect_uri": request.redirectURI = try file.text(maximumScalars: NamedRequestCheck.longestValue)
            case "scopes":
                request.scopes = try file.list(maximum: NamedRequestCheck.mostScopes, ScopeCheck.fault)
            case "method": request.method = try file.word(ChallengeMethod.allCases)
            case "sends_state": request.sendsState = try file.json.bool()
            case "api_version": request.apiVersion = try file.text(TextCheck.printable)
            default: request.parameters = try file.requestParameters()
            }
        }
        return request
    }

    private mutating func requestParameters() throws(JSONError) -> [NamedRequest.Extra] {
        var parameters: [NamedRequest.Extra] = []
        try json.beginArray()
        while try json.nextElement() {
            guard parameters.count < NamedRequestCheck.mostParameters else {
                throw json.error(
                    at: json.valueOffset(), "at most \(NamedRequestCheck.mostParameters) may be listed here")
            }
            var parameter = NamedRequest.Extra(Parameter("", ""))
            try object(known: Self.requestParameterKeys, required: ["name"]) { file, key throws(JSONError) in
                switch key {
                case "name": parameter.parameter.name = try file.text(NamedRequestCheck.faultOfParameterName)
                case "value":
                    parameter.parameter.value = try file.text(maximumScalars: NamedRequestCheck.longestValue)
                default: parameter.destination = try file.word(NamedRequest.Destination.allCases)
                }
            }
            parameters.append(parameter)
        }
        return parameters
    }
}
