import Foundation
import Screen
import TestSupport
import TestTraits
import Testing

@testable import App

/// `docs/config.schema.json` is made of what the reader knows; `Tests/Interop/test_schema.py` holds it against the reader.
@Suite(.onThreadsOfTheirOwn) struct ConfigurationSchemaTests {
    @Test func isMadeOfWhatTheReaderKnows() throws {
        #expect(try Recording.difference(of: Self.schema, from: "../../docs/config.schema.json") == nil)
    }

    @Test func describesEachMember() {
        for member in ConfigurationReader.members { #expect(Self.schema.contains("\n    \"\(member)\": {")) }
    }

    /// The examples are what a user copies.
    @Test func documentsWhatCanBeRead() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/configuration.md")
        let examples = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "```json\n").dropFirst()
        #expect(examples.count >= 4)
        for example in examples {
            let text = example.components(separatedBy: "```")[0]
            #expect(throws: Never.self) { try Configuration(reading: Array(text.utf8), path: "config.json") }
        }
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    private static func list(_ texts: [String]) -> String { texts.map(quoted).joined(separator: ", ") }

    /// The actions of a context, each with what it does.
    private static func actions(of context: Binding.Context) -> String {
        let rows = KeyTable.standard.bindings.filter { $0.context == context }.map { row in
            "            \(quoted(row.action.rawValue)): "
                + "{\"$ref\": \"#/$defs/keys\", \"description\": \(quoted(row.help))}"
        }
        return """
                    \(quoted(context.name)): {
                      "description": \(quoted(context.title + ".")),
                      "type": "object",
                      "additionalProperties": false,
                      "properties": {
            \(rows.joined(separator: ",\n"))
                      }
                    }
            """
    }

    static let schema = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "title": "authscope: config.json",
          "$comment": "As strict as the reader, except for rules that a schema cannot express: no key has two meanings in one place, Esc, Ctrl-C and Enter keep their actions, and a character is not a key while text is typed. The file has at most 1 MiB.",
          "description": "Keys, colours and programs of the user: docs/configuration.md. Comments and trailing commas are allowed.",
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "$schema": {"type": "string", "description": "The address of this schema, for editors."},
            "keys": {
              "description": "The keys of actions, by the place in which they work.",
              "type": "object",
              "additionalProperties": false,
              "properties": {
        \(Binding.Context.allCases.map(actions).joined(separator: ",\n"))
              }
            },
            "theme": {
              "description": "The colours: a theme, or a colour for some roles.",
              "anyOf": [
                {"$ref": "#/$defs/theme"},
                {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "base": {"$ref": "#/$defs/theme", "description": "The theme of all other roles."},
                    "background": {"$ref": "#/$defs/color", "description": "The background of the screen."},
        \(Role.allCases.map { "            \(quoted($0.word)): {\"$ref\": \"#/$defs/color\"}" }.joined(separator: ",\n"))
                  }
                }
              ]
            },
            "browser": {"$ref": "#/$defs/program", "description": "Opens a URL, which is its last argument."},
            "clipboard": {"$ref": "#/$defs/program", "description": "Copies its standard input."},
            "mouse": {"type": "boolean", "default": true, "description": "Whether the mouse is used at the start."},
            "hints": {
              "enum": [true, false, "on", "off"],
              "default": "on",
              "description": "Whether the last row and the corner name keys."
            },
            "ascii": {"type": "boolean", "default": false, "description": "Whether the screen is drawn in ASCII."}
          },
          "$defs": {
            "theme": {"enum": [\(list(Theme.all.map(\.name)))]},
            "color": {
              "description": "A colour number from 0 to 255, or the name of one of the first sixteen.",
              "anyOf": [
                {"type": "integer", "minimum": 0, "maximum": 255},
                {"enum": [\(list(TerminalColor.names))]}
              ]
            },
            "key": {
              "anyOf": [
                {"enum": [\(list(Key.all.map(\.label)))]},
                {
                  "$comment": "A character that can be seen, or a space.",
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 1,
                  "pattern": "[^\\\\u0000-\\\\u001F\\\\u007F-\\\\u009F]"
                }
              ]
            },
            "keys": {
              "description": "A key, several keys, or none.",
              "anyOf": [
                {"const": "none"},
                {"$ref": "#/$defs/key"},
                {
                  "type": "array",
                  "minItems": 1,
                  "maxItems": \(ConfigurationReader.mostKeys),
                  "uniqueItems": true,
                  "items": {"$ref": "#/$defs/key"}
                }
              ]
            },
            "argument": {
              "$comment": "It has at most 4,096 bytes.",
              "type": "string",
              "maxLength": 4096,
              "not": {"pattern": "\\\\u0000"}
            },
            "program": {
              "type": "array",
              "minItems": 1,
              "maxItems": 64,
              "prefixItems": [{"$ref": "#/$defs/argument", "pattern": "^/|^[^/]+$"}],
              "items": {"$ref": "#/$defs/argument"}
            }
          }
        }

        """
}
