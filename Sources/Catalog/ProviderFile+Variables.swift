import JSON
import OAuth
import Text

/// Checks of the variables of a provider's addresses (`docs/provider-format.md`, "Variables").
package enum VariableCheck {
    /// The limits of `docs/security.md` S8.
    static let maximumCount = 20
    static let maximumValueOctets = 256

    static func faultOfName(_ text: String) -> String? {
        let isName =
            1...64 ~= text.utf8.count && text.utf8.first.map { $0.isLetter || $0 == ascii("_") } == true
            && text.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == ascii("_") || $0 == ascii("-") }
        return isName ? nil : "a variable's name has 1 to 64 letters, digits, hyphens and underscores, such as tenant"
    }

    /// Returns the fault of a value's length or characters, or nil.
    static func faultOfValue(_ text: String) -> String? {
        guard !text.isEmpty else { return "this value is empty" }
        guard text.utf8.count <= maximumValueOctets else { return "a value has at most 256 characters" }
        let isPart = text.utf8.allSatisfy { $0.isUnreserved || $0 == ascii(":") || $0 == ascii("/") }
        return isPart ? nil : "a value can have only letters, digits and -._~:/, because it becomes a part of a URL"
    }

    /// Returns the fault of a value that a user types for a variable, or nil.
    ///
    /// - Parameter base: The provider as in its file.
    package static func fault(of text: String, for variable: AddressVariable, in base: Provider) -> String? {
        if let fault = faultOfValue(text) { return fault }
        guard variable.allowed.isEmpty || variable.allowed.contains(text) else {
            return "\(variable.name) is one of \(variable.allowed.joined(separator: ", "))"
        }
        let addresses = [base.authorizationEndpoint, base.tokenEndpoint, base.issuer].compactMap { $0 }
        for address in addresses {
            let filled = AddressVariable.filled(address) { name in
                name == variable.name ? text : base.variables.first { $0.name == name }.map(sample)
            }
            if let fault = URICheck.faultOfEndpoint(filled) { return "\(filled) is not a server address: \(fault)" }
        }
        return nil
    }

    /// Returns a value to check addresses with.
    static func sample(of variable: AddressVariable) -> String {
        variable.value ?? variable.allowed.first ?? "x"
    }
}

/// The addresses of a file that contain variables, with their places. They can be checked only after the whole file
/// has been read.
struct OpenAddresses {
    private var list: [(text: String, offset: Int)] = []

    mutating func add(_ text: String, at offset: Int) {
        list.append((text, offset))
    }

    /// Returns the fault of the first address that is not valid, or nil.
    func fault(with variables: [AddressVariable]) -> (offset: Int, message: String)? {
        for (text, offset) in list {
            var missing: String?
            let filled = AddressVariable.filled(text) { name in
                let variable = variables.first { $0.name == name }
                if variable == nil { missing = missing ?? name }
                return variable.map(VariableCheck.sample) ?? "x"
            }
            if let missing { return (offset, "there is no variable \"\(missing)\"; describe it in \"variables\"") }
            if let fault = URICheck.faultOfEndpoint(filled) { return (offset, fault) }
        }
        return nil
    }
}

extension FieldReader {
    static let variableKeys = ["name", "summary", "default", "allowed"]

    /// Reads an endpoint or the issuer. An address with variables is checked later.
    mutating func address(_ open: inout OpenAddresses) throws(JSONError) -> String {
        let start = json.valueOffset()
        let text = try json.string()
        if text.utf8.contains(ascii("{")) {
            open.add(text, at: start)
        } else if let fault = URICheck.faultOfEndpoint(text) {
            throw json.error(at: start, fault)
        }
        return text
    }

    mutating func variables() throws(JSONError) -> [AddressVariable] {
        var variables: [AddressVariable] = []
        try json.beginArray()
        while try json.nextElement() {
            let start = json.valueOffset()
            guard variables.count < VariableCheck.maximumCount else {
                throw json.error(at: start, "a provider may have at most \(VariableCheck.maximumCount) variables")
            }
            let variable = try variable()
            guard !variables.contains(where: { $0.name == variable.name }) else {
                throw json.error(at: start, "the variable \"\(variable.name)\" is listed twice; remove one")
            }
            variables.append(variable)
        }
        return variables
    }

    private mutating func variable() throws(JSONError) -> AddressVariable {
        var variable = AddressVariable(name: "")
        var defaultOffset = 0
        try object(known: Self.variableKeys, required: ["name"]) { file, key throws(JSONError) in
            switch key {
            case "name": variable.name = try file.text(VariableCheck.faultOfName)
            case "summary": variable.summary = try file.text(maximumScalars: 1_024)
            case "default":
                defaultOffset = file.json.valueOffset()
                variable.standard = try file.text(VariableCheck.faultOfValue)
            default: variable.allowed = try file.list(VariableCheck.faultOfValue)
            }
        }
        if let standard = variable.standard, !variable.allowed.isEmpty, !variable.allowed.contains(standard) {
            throw json.error(at: defaultOffset, "the default is not among \"allowed\"")
        }
        return variable
    }

    /// Reads the values that the user has given to variables.
    mutating func variableValues() throws(JSONError) -> [Parameter] {
        try parameters(VariableCheck.faultOfName, VariableCheck.faultOfValue)
    }
}
