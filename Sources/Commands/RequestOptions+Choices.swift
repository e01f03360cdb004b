import OAuth
import Options
import Platform

extension RequestOptions {
    /// Returns the choices in the options. Reads the verifier from its file.
    package func choices() throws -> RequestBuilder.Choices {
        RequestBuilder.Choices(
            client: client, scopes: scope, method: method, redirectURI: redirectURI,
            state: noState ? .none : state.map { .given($0) } ?? .random, parameters: param,
            apiVersion: apiVersion, verifier: try verifierFile.map(readVerifier))
    }
}

/// Draws state, verifier and nonce. Without random values, no request is safe.
package func drawFreshValues() throws -> FreshValues {
    do {
        return try SystemRandom.freshValues()
    } catch let failure as SystemFailure {
        throw CommandFailure(.system, failure.message)
    }
}

/// Reads a code verifier, without the line end after it.
func readVerifier(_ path: String) throws -> CodeVerifier {
    let octets = path == "-" ? try readStandardInput() : try readFile(path, isSecret: true)
    let name = path == "-" ? "standard input" : path
    var text = String(decoding: octets, as: UTF8.self)
    while text.last?.isNewline == true { text.removeLast() }
    do {
        return try CodeVerifier(text)
    } catch .length(let count) {
        throw CommandFailure(.file, "\(name): a code verifier has 43 to 128 characters, this has \(count)")
    } catch .character {
        throw CommandFailure(.file, "\(name): a code verifier can have only letters, digits and -._~")
    }
}
