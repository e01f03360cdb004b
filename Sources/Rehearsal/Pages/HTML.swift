import OAuth
import Text

/// A piece of HTML. Interpolated text is escaped, unless it is HTML itself. There is no other way to create one.
struct HTML: ExpressibleByStringInterpolation, Sendable {
    let text: String

    init(stringLiteral value: String) {
        text = value
    }

    init(stringInterpolation: Interpolation) {
        text = stringInterpolation.text
    }

    struct Interpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity)
        }

        mutating func appendLiteral(_ literal: String) {
            text += literal
        }

        /// Appends foreign text, escaped for content and for attributes in double quotes. Control, invisible and
        /// direction-changing characters are written as code points.
        mutating func appendInterpolation(_ foreign: String) {
            for scalar in foreign.unicodeScalars {
                switch scalar {
                case "&": text += "&amp;"
                case "<": text += "&lt;"
                case ">": text += "&gt;"
                case "\"": text += "&quot;"
                case "'": text += "&#39;"
                case _ where CodePoint.isControl(scalar.value) || CodePoint.isInvisible(scalar.value):
                    text += "&lt;\(Wording.codePoint(scalar.value))&gt;"
                default: text.unicodeScalars.append(scalar)
                }
            }
        }

        mutating func appendInterpolation(_ html: HTML) {
            text += html.text
        }

        mutating func appendInterpolation(_ list: [HTML]) {
            for html in list { text += html.text }
        }
    }
}
