import Foundation
import Testing

/// The release programs as the loader sees them (`docs/security.md` S11.1). `make test` builds them first.
struct ReleaseProgramTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: ".build-release/release")

    static let programs = ["authscope", "authscope-net", "authscope-yaml"].filter {
        FileManager.default.fileExists(atPath: folder.appending(path: $0).path)
    }

    /// An ELF file of 64 bits.
    private struct ELF {
        private let octets: [UInt8]

        init(_ program: String) throws {
            octets = Array(try Data(contentsOf: ReleaseProgramTests.folder.appending(path: program)))
            try #require(octets.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]))
        }

        private func number(at offset: Int, _ size: Int) -> Int {
            octets[offset..<offset + size].reversed().reduce(0) { $0 << 8 | Int($1) }
        }

        /// ET_DYN is 3: it can be loaded anywhere.
        var kind: Int { number(at: 16, 2) }

        /// Type, offset and size of each segment.
        var segments: [(type: Int, offset: Int, size: Int)] {
            let (start, size, count) = (number(at: 32, 8), number(at: 54, 2), number(at: 56, 2))
            return (0..<count).map { index in
                let place = start + index * size
                return (number(at: place, 4), number(at: place + 8, 8), number(at: place + 32, 8))
            }
        }

        /// The entries of the dynamic section, by tag.
        var dynamic: [Int: Int] {
            guard let segment = segments.first(where: { $0.type == 2 }) else { return [:] }
            var entries: [Int: Int] = [:]
            for place in stride(from: segment.offset, to: segment.offset + segment.size, by: 16) {
                entries[number(at: place, 8)] = number(at: place + 8, 8)
            }
            return entries
        }

        var size: Int { octets.count }

        func contains(_ text: String) -> Bool { octets.firstRange(of: Array(text.utf8)) != nil }
    }

    @Test(arguments: programs)
    func isHardened(program: String) throws {
        let file = try ELF(program)
        #expect(file.kind == 3)
        // PT_GNU_RELRO and DF_1_NOW: what the loader has resolved cannot be written.
        #expect(file.segments.contains { $0.type == 0x6474_E552 })
        #expect((file.dynamic[0x6FFF_FFFB] ?? 0) & 1 == 1)
        // DT_RPATH and DT_RUNPATH
        #expect(file.dynamic[15] == nil)
        #expect(file.dynamic[29] == nil)
    }

    @Test(.enabled(if: programs.contains("authscope")))
    func isSmall() throws {
        #expect(try ELF("authscope").size <= 24_000_000)
    }

    /// Names of modules, which are in the metadata of types.
    @Test(.enabled(if: programs.contains("authscope") && programs.contains("authscope-net")))
    func hasTheNetworkInOnlyOneProgram() throws {
        let (screen, net) = (try ELF("authscope"), try ELF("authscope-net"))
        for name in ["NIOPosix", "AsyncHTTPClient", "NIOSSL"] {
            #expect(net.contains(name))
            #expect(!screen.contains(name))
        }
    }
}
