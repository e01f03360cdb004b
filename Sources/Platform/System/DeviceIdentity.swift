import Glibc
import OAuth

/// The device name and ID that some providers require in token requests. The ID stays the same.
package struct DeviceIdentity: Equatable, Sendable {
    /// A UUID (RFC 9562 §5.4), drawn once and stored as `device-id` in the state directory.
    package let id: String
    /// The value of `AUTHSCOPE_DEVICE_NAME`, or the name of the host.
    package let name: String
    /// Whether the ID was stored. If not, the next session has another one.
    package let isKept: Bool

    static let fileName = "device-id"

    /// Reads the ID, or draws and stores one.
    ///
    /// - Throws: `SystemFailure` if the system has no random values.
    package init(environment: Environment) throws {
        name = environment["AUTHSCOPE_DEVICE_NAME"] ?? Self.hostName
        guard let file = StateDirectory(environment: environment).file(Self.fileName) else {
            (id, isKept) = (try Self.drawnID(), false)
            return
        }
        if let id = Self.id(in: file) {
            (self.id, isKept) = (id, true)
            return
        }
        let drawn = try Self.drawnID()
        let octets = Array((drawn + "\n").utf8)
        let isMade = file.makeDirectory() && (try? file.create(with: octets)) != nil
        if isMade {
            (id, isKept) = (drawn, true)
        } else if let id = Self.id(in: file) {
            // Another session was faster.
            (self.id, isKept) = (id, true)
        } else {
            // The file does not contain an ID.
            (id, isKept) = (drawn, file.replace(with: octets))
        }
    }

    /// Returns the values besides the standard fields that the provider requires in a token request, as far as known.
    package func surroundings(for provider: Provider) -> TokenRequest.Surroundings {
        let known = [Parameter("device_id", id), Parameter("device_name", name)]
        var surroundings = TokenRequest.Surroundings()
        surroundings.fields = provider.token.requiredFields.compactMap { name in
            known.first { $0.name.utf8.elementsEqual(name.utf8) }
        }
        return surroundings
    }

    private static func id(in file: PrivateFile) -> String? {
        guard let octets = try? file.read() else { return nil }
        let text = String(decoding: octets.prefix { $0 != 0x0A }, as: UTF8.self)
        return isID(text) ? text : nil
    }

    /// Whether the text is a UUID in lower case: 8-4-4-4-12 hexadecimal digits (RFC 9562 §4).
    private static func isID(_ text: String) -> Bool {
        let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return groups.map(\.count) == [8, 4, 4, 4, 12]
            && groups.joined().allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    /// Draws a UUID of version 4: 122 random bits (RFC 9562 §5.4).
    private static func drawnID() throws -> String {
        var octets = try SystemRandom.octets(16)
        octets[6] = octets[6] & 0x0F | 0x40
        octets[8] = octets[8] & 0x3F | 0x80
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for (place, octet) in octets.enumerated() {
            if [4, 6, 8, 10].contains(place) { text.append(UInt8(ascii: "-")) }
            text.append(digits[Int(octet >> 4)])
            text.append(digits[Int(octet & 0x0F)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static var hostName: String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0, name[0] != 0 else { return "unknown" }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
