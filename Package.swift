// swift-tools-version: 6.2

import PackageDescription

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
    name: "authscope",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
    ],
    targets: [
        // Pure: values in, values out.
        .target(name: "Text", swiftSettings: strict),
        .target(name: "JSON", dependencies: ["Text"], swiftSettings: strict),
        .target(
            name: "OAuth",
            dependencies: ["JSON", "Text", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: strict),
        .target(
            name: "Seeds", path: "seeds", exclude: ["specification.md", "providers", "samples"],
            resources: [.embedInCode("bakeronline.json")], swiftSettings: strict),
        .target(name: "Catalog", dependencies: ["JSON", "OAuth", "Seeds", "Text"], swiftSettings: strict),
        // Requests in the text of files, and the files that git ignores.
        .target(name: "Scan", dependencies: ["Catalog", "OAuth", "Text"], swiftSettings: strict),
        // An attempt as messages: what is asked, and what happened.
        .target(name: "Flow", dependencies: ["Catalog", "JSON", "OAuth"], swiftSettings: strict),
        // The provider's side of the exchange, for rehearsals.
        .target(name: "Rehearsal", dependencies: ["Flow", "JSON", "OAuth", "Text"], swiftSettings: strict),
        .target(name: "Screen", dependencies: ["Text"], swiftSettings: strict),
        .target(
            name: "App",
            dependencies: [
                "Catalog", "Flow", "JSON", "OAuth", "Scan", "Screen", "Text",
                .product(name: "BitCollections", package: "swift-collections"),
            ],
            swiftSettings: strict),

        // Edges: the terminal and the world.
        .target(
            name: "CNcurses",
            cSettings: [.define("NCURSES_WIDECHAR", to: "1"), .define("_GNU_SOURCE")],
            linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
        .systemLibrary(name: "CPrctl"),
        // Linked for what it replaces.
        .target(name: "CQuietDispatch"),
        .systemLibrary(name: "CSpawn"),
        .target(name: "Terminal", dependencies: ["CNcurses", "Screen"], swiftSettings: strict),
        // The arguments of all commands.
        .target(
            name: "Options",
            dependencies: [
                "Catalog", "Flow", "OAuth", "Screen",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        // Files, random octets, the clipboard, the browser, other programs.
        .target(
            name: "Platform",
            dependencies: [
                "CSpawn", "Catalog", "JSON", "OAuth", "Scan", "Text",
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            swiftSettings: strict),
        // What all commands share: reading arguments, files and providers, making a request, writing results.
        .target(
            name: "Commands",
            dependencies: [
                "CPrctl", "Catalog", "JSON", "OAuth", "Options", "Platform", "Screen", "Text",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        // The network: the listener, the rehearsal's server, the token exchange, downloads, and who needs them.
        .target(
            name: "Wire",
            dependencies: [
                "CPrctl", "CQuietDispatch", "Catalog", "Commands", "Flow", "JSON", "OAuth", "Options", "Platform",
                "Rehearsal", "Text",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: strict),
        // The screen, and the commands that need no network.
        .executableTarget(
            name: "authscope",
            dependencies: [
                "App", "CQuietDispatch", "Catalog", "Commands", "Flow", "JSON", "OAuth", "Options", "Platform", "Scan",
                "Screen", "Terminal", "Text",
            ],
            swiftSettings: strict,
            linkerSettings: [
                .unsafeFlags(
                    ["-static-executable", "-Xclang-linker", "-static-pie"], .when(configuration: .release))
            ]),
        // Network for `authscope`, in a process of its own.
        .executableTarget(
            name: "authscope-net", dependencies: ["Commands", "Flow", "Options", "Platform", "Wire"],
            swiftSettings: strict),

        // YAML for `authscope`, in a process of its own. Of Yams it uses the libyaml inside (module CYaml).
        // Optimised in debug builds too: the tests hold it to its limits of time.
        .target(
            name: "YAML", dependencies: ["JSON", "Text", .product(name: "Yams", package: "Yams")],
            swiftSettings: strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]),
        .executableTarget(name: "authscope-yaml", dependencies: ["JSON", "YAML"], swiftSettings: strict),

        .target(name: "TestSupport", dependencies: ["CSpawn"], path: "Tests/Support", swiftSettings: strict),
        // Where tests run. Not in `TestSupport`, which programs without tests link too.
        .target(name: "TestTraits", path: "Tests/Traits", swiftSettings: strict),
        // The cases that the linter and the rehearsal provider are checked with.
        .target(
            name: "Vectors", dependencies: ["OAuth"], path: "Tests/Vectors", exclude: ["vectors.json"],
            swiftSettings: strict),
        .testTarget(name: "TextTests", dependencies: ["TestSupport", "Text"], swiftSettings: strict),
        .testTarget(name: "ScreenTests", dependencies: ["Screen", "TestSupport", "TestTraits"], swiftSettings: strict),
        .testTarget(
            name: "AppTests",
            dependencies: [
                "App", "Catalog", "Flow", "OAuth", "Rehearsal", "Scan", "Screen", "TestSupport", "TestTraits",
                "Vectors",
            ],
            exclude: ["__Screens__"], swiftSettings: strict),
        // A session without a screen, of which tests start many.
        .executableTarget(
            name: "StoreProbe", dependencies: ["Catalog", "OAuth", "Platform"], path: "Tests/StoreProbe",
            swiftSettings: strict),
        .testTarget(
            name: "LiveTests",
            dependencies: [
                "App", "Catalog", "Flow", "JSON", "OAuth", "Platform", "Rehearsal", "Screen", "StoreProbe",
                "TestSupport",
                "TestTraits",
                "Text",
                "Wire", "authscope-net", "authscope-yaml",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "RehearsalTests",
            dependencies: [
                "Catalog", "Flow", "JSON", "OAuth", "Rehearsal", "TestSupport", "TestTraits", "Text", "Vectors",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "OAuthTests", dependencies: ["OAuth", "TestSupport", "TestTraits", "Text", "Vectors"],
            swiftSettings: strict),
        .executableTarget(
            name: "CoreBenchmark",
            dependencies: ["App", "Catalog", "OAuth", "Platform", "Screen", "TestSupport", "Wire"],
            path: "Tests/Benchmarks/Core", swiftSettings: strict),
        .executableTarget(
            name: "ListenerBenchmark", dependencies: ["Catalog", "OAuth", "Platform", "TestSupport", "Wire"],
            path: "Tests/Benchmarks/Listener", swiftSettings: strict),
        // A program that shows what its terminal tells it, and crashes when asked to.
        .executableTarget(
            name: "TerminalProbe", dependencies: ["Screen", "Terminal"], path: "Tests/TerminalProbe",
            swiftSettings: strict),
        .testTarget(
            name: "TerminalTests",
            dependencies: [
                "CNcurses", "Options", "Screen", "Terminal", "TerminalProbe", "TestSupport", "TestTraits", "authscope",
                "authscope-net",
            ],
            swiftSettings: strict),
        // Broken input for whatever reads input: `make fuzz`.
        .executableTarget(
            name: "Fuzz",
            dependencies: ["App", "Catalog", "JSON", "OAuth", "Scan", "Screen", "Terminal", "Text", "YAML"],
            path: "Tests/Fuzz", exclude: ["corpus", "run"], swiftSettings: strict),
        .testTarget(
            name: "FlowTests", dependencies: ["Catalog", "Flow", "OAuth", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "ScanTests", dependencies: ["OAuth", "Scan", "TestSupport", "TestTraits"], swiftSettings: strict),
        .testTarget(name: "JSONTests", dependencies: ["JSON", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "CatalogTests", dependencies: ["Catalog", "JSON", "OAuth", "Seeds", "TestSupport", "TestTraits"],
            swiftSettings: strict),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "authscope", "authscope-net", "authscope-yaml", "Catalog", "Commands", "Flow", "JSON", "OAuth",
                "Options",
                "Platform", "Rehearsal", "Scan", "Screen", "TestSupport", "TestTraits", "Text", "Wire",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            exclude: ["__Help__"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
