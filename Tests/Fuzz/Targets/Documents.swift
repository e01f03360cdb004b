import App
import Catalog
import JSON
import OAuth
import Text
import YAML

extension Target {
    /// The reader and writer of JSON.
    static let json = Target(
        name: "json",
        words: [
            "null", "true", "false", "\\u0000", "\\ud83d\\ude00", "\\ud800", "\\\"", "1e400", "-0.5E+3", "\"a\":",
            "[[[[", "]]]]", "{\"a\":{\"a\":", "}}", "\u{FEFF}", "\u{202E}", "\u{7F}", "é", "\u{10FFFF}",
        ]
    ) { octets in
        var limits = JSONLimits(octets: 1 << 20, depth: 16)
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(reading: octets, limits: limits)
        } catch {
            check(line: error.line, column: error.column, message: error.message, in: octets)
            hold(!isPassed(octets, limits), "what cannot be read cannot be passed: \(error)")
            return
        }
        hold(isPassed(octets, limits), "what can be read can be passed")
        limits.allowsRepeatedNames = true
        hold((try? JSONValue(reading: octets, limits: limits)) == value, "names that occur once may occur twice")
        for style in [JSONWriter.Style.compact, .line, .pretty] {
            let text = JSONWriter.text(value, style: style)
            let again = holding("what is written can be read") { () throws(JSONError) in
                try JSONValue(reading: Array(text.utf8))
            }
            hold(again == value, "what is written is read: \(text)")
            hold(
                JSONWriter.text(again, style: style).hasSameOctets(as: text),
                "the same value is written the same: \(text)")
            let isPlain = text.unicodeScalars.allSatisfy { scalar in
                !scalar.isControl && !scalar.isInvisible || scalar == "\n" && style == .pretty
            }
            hold(isPlain, "no character in it does anything to a terminal: \(text)")
        }
    }

    /// The converter from YAML, and what makes JSON of it.
    static let yaml = Target(
        name: "yaml",
        words: [
            "&a", "*a", "<<: ", "? ", ": ", "- ", "|2-\n", ">+\n", "!!str ", "!!binary ", "%YAML 1.2\n---\n", "--- ",
            "\n...\n", "{a: ", "[a, ", "\"\\u263A\"", "\"\\x", "'", "~", "0o17", "0x1F", ".5", "+1", "1_000",
            "\u{85}", "\u{2028}", "\u{FEFF}", "# ", "\t", "openapi: 3.0.3\n", "$ref: '#/",
        ]
    ) { octets in
        let document: Converter.Document
        do throws(DocumentError) {
            document = try Converter.convert(octets)
        } catch {
            hold(error.line >= 1 && error.column >= 1 && !error.message.isEmpty, "\(error) says where")
            return
        }
        let limits = JSONLimits(octets: 32 << 20, depth: 64)
        let shown = String(octets: document.json.prefix(1_000))
        let value = holding("JSON comes of it: \(shown)") { () throws(JSONError) in
            try JSONValue(reading: document.json, limits: limits)
        }
        hold(SourceMap(document.places.octets[...]) == document.places, "the places are read as they are written")
        // At the end of a text without a last line end, libyaml begins a line all the same.
        let lines = octets.count { [0x0A, 0x0D, 0x85, 0xA8, 0xA9].contains($0) } + 2
        for offset in document.json.indices.prefix(2_000) {
            let place = document.places.place(of: offset)
            hold(1...lines ~= place.line && place.column >= 1, "\(offset) came from a place in the document")
        }
        // JSON is YAML, but for three characters that end a line in YAML. What libyaml cannot take of it is refused.
        let hasLineEnd = String(octets: document.json).unicodeScalars.contains {
            ["\u{85}", "\u{2028}", "\u{2029}"].contains($0)
        }
        if !hasLineEnd, let again = try? Converter.convert(document.json) {
            hold((try? JSONValue(reading: again.json, limits: limits)) == value, "JSON stays as it is: \(shown)")
        }
        importing(document.json, places: document.places) { 1...lines ~= $0 && $1 >= 1 }
    }

    /// The importers, which choose by the document: OpenAPI, Swagger, metadata, our own format.
    static let imports = Target(
        name: "imports",
        words: [
            "\"openapi\":\"3.1.0\"", "\"swagger\":\"2.0\"", "\"issuer\":\"https://", "\"authscope\":1",
            "\"$ref\":\"#/", "~1", "~0", "\"security\":[{\"main\":[\"read\"]}]", "\"scopes\":{",
            "\"servers\":[{\"url\":\"", "\"variables\":{", "{r}", "\"default\":",
            "\"components\":{\"securitySchemes\":{", "\"flows\":{", "\"authorizationCode\":{",
            "\"authorizationUrl\":\"", "\"tokenUrl\":\"", "\"paths\":{\"/", "\"get\":{", "\"openIdConnectUrl\":",
            "\"scopes_supported\":[", "\"description\":\"", "<b>", "](u)", "&amp;", "\\u202e", "\\ud800",
            "\"additionalOperations\":{\"COPY\":{", "\"securityDefinitions\":{", "\"flow\":\"accessCode\"",
            "\"implicit\":{", "\"http\",\"scheme\":\"bearer\"", "\"$self\":\"https://", "\"oauth2MetadataUrl\":\"",
            "// ",
            "/* ", " */",
        ]
    ) { octets in
        let text = JSONComments.blanked(octets) ?? octets
        let lineEnds = octets.count { $0 == 0x0A }
        hold(text.count { $0 == 0x0A } == lineEnds, "comments keep their line ends")
        hold(JSONComments.blanked(text) == nil, "no comment is left")
        if text != octets { importing(text) { line, column in isPlace(line, column, in: text) } }
        importing(octets) { line, column in isPlace(line, column, in: octets) }
    }

    /// The reader of lists of scopes, in all of their forms.
    static let scopes = Target(
        name: "scopes",
        words: [
            "read\tSee\n", "read  See\n", "read - See\n", "- `read`: ", "\u{2014}", "\"a\",\"b\"\n", "\"\"",
            "| a | b |\n",
            "|---|---|\n", "\\|", "<tr><td>", "</td><td>", "<th>", "<li>", "<dt>", "<dd>", "&lt;", "[\"", "\"]",
            "{\"scopes\":[", "{\"name\":\"", "\"description\":\"", "Scope\tDescription\n", "// ", "1. ", "\r\n",
        ]
    ) { octets in
        do throws(FileProblem) {
            let text = try ScopeText(octets, path: "list")
            hold(!text.scopes.isEmpty, "a list has a scope")
            let names = text.scopes.map(\.name)
            hold(Set(names.map { Array($0.utf8) }).count == names.count, "each name is there once: \(names)")
            for note in text.notes { hold(!note.message.isEmpty, "\(note) says something") }
            var own = OwnEntries()
            let offer = ScopeListOffer(text, source: "list", base: BuiltIn.provider, own: own)
            hold(!offer.lines.isEmpty, "a preview shows something")
            offer.apply(to: &own)
            let file = OwnEntriesFile.text(of: own, provider: "x")
            let again = holding("what is added can be read: \(file)") { () throws(FileProblem) in
                try OwnEntriesFile.read(Array(file.utf8), path: "x.json", provider: "x")
            }
            hold(again == own, "what is added is read: \(file)")
            hold(ScopeListOffer(text, source: "", base: BuiltIn.provider, own: own).added.isEmpty, "it is added once")
        } catch {
            check(line: error.line, column: error.column, message: error.message, in: octets)
        }
    }

    /// The readers of the user's configuration.
    static let configuration = Target(
        name: "configuration",
        words: [
            "\"keys\":{", "\"global\":{", "\"text\":{", "\"copy\":", "\"back\":", "\"accept\":", "\"Ctrl-", "\"none\"",
            "[\"y\",\"Esc\"]", "\"theme\":", "{\"base\":\"dark\",", "\"background\":", "\"error\":", "255",
            "\"bright-red\"",
            "\"browser\":[\"", "\"clipboard\":[\"/", "\"mouse\":true", "\"hints\":\"on\"", "\"ascii\":false", "// ",
            "/* ",
            " */", ",}", ",]",
        ]
    ) { octets in
        do throws(FileProblem) {
            let configuration = try Configuration(reading: octets, path: "config.json")
            let setup = Setup(configuration: configuration, settings: configuration)
            hold(setup.unused.isEmpty, "what a file may say has one meaning")
            for context in Binding.Context.allCases {
                let keys = setup.keys.bindings.filter { $0.context == context }.flatMap(\.keys)
                hold(Set(keys).count == keys.count, "a key has one meaning in \(context.name)")
                let ways = KeyTable.standard.key(of: .back, in: [context])
                hold(ways == nil || setup.keys.key(of: .back, in: [context]) != nil, "there is a way out")
            }
            let browser = holding("a reader of less reads it") { () throws(FileProblem) in
                try ProgramArguments.browser(in: octets, path: "config.json")
            }
            hold(browser == configuration.browser, "both readers read the same")
            // Colours of one's own have no place in the settings.
            guard configuration.theme?.name != "custom" else { return }
            var settings = Configuration()
            settings.theme = configuration.theme
            for change in configuration.keys { settings.apply(.keys(change)) }
            let again = holding("what is written can be read") { () throws(FileProblem) in
                try Configuration(settings: Array(settings.settingsText.utf8), path: "settings.json")
            }
            hold(
                Setup(settings: again).keys == setup.keys && again.theme == settings.theme, "what is written is read")
        } catch {
            check(line: error.line, column: error.column, message: error.message, in: octets)
        }
    }

    /// The reader and writer of provider files, and the linter with what is in one.
    static let provider = Target(
        name: "provider",
        words: [
            "\"id\":\"", "\"name\":\"", "\"client_id_pattern\":\"^[0-9a-f]{2,8}$\"", "\"operations\":[{\"method\":",
            "\"scopes\":[{\"name\":\"", "\"summary\":\"", "\"clients\":[{\"name\":", "\"redirect_uris\":[\"",
            "\"api_versions\":{\"header\":\"", "\"token\":{\"grant_type\":\"code\"", "\"required_fields\":[",
            "\\\\w-]{1,9}$\"", "^[", "\"suggested_scopes\":[", "\"undeclared_scopes\":[",
            "\"authorization_endpoint\":\"https://",
            "\\u0000",
        ]
    ) { octets in
        do throws(FileProblem) {
            let provider = try ProviderFile.read(octets, path: "p.json")
            checkWriting(provider)
            if let shape = provider.clientIDPattern?.shape {
                hold(!shape.text.isEmpty && shape.fault(of: "\u{7F}") != nil, "it has no control: \(shape)")
            }
            var context = LintContext(provider: provider, client: provider.clients.first)
            context.run.redirectURI = provider.clients.first?.redirectURIs.first
            _ = RequestLinter(context: context).lint("/authorize?client_id=0123&scope=read%20a&redirect_uri=http://a")
        } catch {
            check(line: error.line, column: error.column, message: error.message, in: octets)
        }
    }

    /// The reader and writer of a user's own entries.
    static let entries = Target(
        name: "entries",
        words: [
            "\"authscope\":1", "\"provider\":\"x\"", "\"clients\":[{\"name\":\"", "\"client_id\":\"", "\"kind\":",
            "\"confidential\"", "\"redirect_uris\":[\"http://127.0.0.1/cb\"]", "\"removed_clients\":[\"",
            "\"note\":", "\"scopes\":[{\"name\":\"", "\"summary\":\"", "\"replaces\":\"", "\"is_example\":true",
            "\\u0000",
        ]
    ) { octets in
        do throws(FileProblem) {
            let entries = try OwnEntriesFile.read(octets, path: "x.json", provider: "x")
            let text = OwnEntriesFile.text(of: entries, provider: "x")
            let again = holding("what is written can be read: \(text)") { () throws(FileProblem) in
                try OwnEntriesFile.read(Array(text.utf8), path: "x.json", provider: "x")
            }
            hold(again == entries, "what is written is read: \(text)")
            hold(
                OwnEntriesFile.text(of: again, provider: "x").hasSameOctets(as: text), "no octet of it changes: \(text)"
            )
            checkWriting(entries.applied(to: BuiltIn.provider), isFromFile: false)
        } catch {
            check(line: error.line, column: error.column, message: error.message, in: octets)
        }
    }

    // MARK: - What must hold

    private static func isPassed(_ octets: [UInt8], _ limits: JSONLimits) -> Bool {
        do {
            var reader = try JSONReader(octets, limits: limits)
            try reader.skip()
            try reader.finish()
            return true
        } catch { return false }
    }

    /// Imports a document from a file and from a server.
    private static func importing(
        _ octets: [UInt8], places: SourceMap? = nil, isPlace: (_ line: Int, _ column: Int) -> Bool
    ) {
        for source in [ImportSource.file("d.json"), .url("https://auth.example/.well-known/openid-configuration")] {
            guard let reader = try? JSONReader(octets, limits: JSONLimits(octets: 32 << 20, depth: 64), places: places)
            else { continue }
            do throws(FileProblem) {
                let result = try ProviderImport.read(reader, source: source)
                hold(!result.providers.isEmpty, "an import brings a provider")
                let ids = result.providers.map(\.provider.id)
                hold(Set(ids).count == ids.count && ids.allSatisfy(ProviderFile.isID), "the ids are good: \(ids)")
                for imported in result.providers { checkWriting(imported.provider) }
                for note in result.notes + result.providers.flatMap(\.notes) {
                    guard let line = note.line, let column = note.column else { continue }
                    hold(isPlace(line, column) && !note.message.isEmpty, "\(note) is about a place in the document")
                }
                let joined = ProviderImport.joined([("a", result), ("b", result)], place: "a, b")
                for imported in joined.providers { checkWriting(imported.provider) }
                hold(joined.providers.count <= result.providers.count, "what is the same becomes one")
                let preview = ImportPreview(result, source: source.name) { id in id == ids[0] ? BuiltIn.provider : nil }
                hold(!preview.lines.isEmpty, "a preview shows something")
            } catch {
                hold(isPlace(error.line, error.column) && !error.message.isEmpty, "\(error) is about a place")
            }
        }
    }

    /// - Parameter isFromFile: false when it was put together and may be more than a file can hold.
    private static func checkWriting(_ provider: Provider, isFromFile: Bool = true) {
        let text = ProviderFile.text(of: provider)
        guard isFromFile else { return }
        let again = holding("what is written can be read: \(text)") { () throws(FileProblem) in
            try ProviderFile.read(Array(text.utf8), path: "p.json")
        }
        hold(again == provider, "what is written is read: \(text)")
        hold(ProviderFile.text(of: again).hasSameOctets(as: text), "no octet of it changes: \(text)")
    }

    private static func check(line: Int, column: Int, message: String, in octets: [UInt8]) {
        hold(isPlace(line, column, in: octets) && !message.isEmpty, "\(line):\(column): \(message) says where")
    }

    /// Whether there is such a line, and in it such a column or the end of the line.
    private static func isPlace(_ line: Int, _ column: Int, in octets: [UInt8]) -> Bool {
        let lines = octets.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard lines.indices.contains(line - 1) else { return false }
        return 1...lines[line - 1].count + 1 ~= column
    }
}
