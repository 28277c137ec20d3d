// swift-tools-version: 6.2
import PackageDescription

/// Every target is held to the same rules: see "Style" in the documentation page `Architecture.md`.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
]

let package = Package(
  name: "sitegen",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "sitegen", targets: ["sitegen"]),
    .library(name: "SiteGenerator", targets: ["SiteGenerator"]),
  ],
  dependencies: [
    // The command line: kept by Apple, pure Swift, a few seconds to build.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // YAML 1.1 with the line and column of every node, which error messages need. LibYAML inside; about 10 s to build.
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    // TOML 1.0 for front matter that comes from Hugo and Zola: toml++ inside, which the writer of toml++ keeps. About 40 s to build.
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    // Starts `vips` and `pagefind`: ends it when the task that waits for it is cancelled, and with Ctrl-C, which Foundation's
    // `Process` does not. Kept by the Swift project; 13 s of one core to build.
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    // The preview server of `sitegen serve`: HTTP/1.1 by the people who keep Swift on servers, on SwiftNIO. Its core alone,
    // without router, TLS and HTTP/2, of which nothing is compiled; about 40 s to build.
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    // What Hummingbird's interface is made of.
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
  ],
  targets: [
    .systemLibrary(name: "CCmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .target(name: "Bytes", swiftSettings: settings),
    .target(name: "CommonMark", dependencies: ["Bytes", "CCmark"], swiftSettings: settings),
    .target(name: "Diagnostics", swiftSettings: settings),
    .target(name: "Template", dependencies: ["Bytes", "Diagnostics"], swiftSettings: settings),
    .target(
      name: "DefaultTheme",
      path: ".",
      exclude: [
        "Content", "Output", "Tests", "README.md", "Makefile", "LICENSE",
        "Sources/Bytes", "Sources/CCmark", "Sources/CommonMark", "Sources/Diagnostics", "Sources/Template",
        "Sources/SiteGenerator", "Sources/PreviewServer", "Sources/sitegen",
      ],
      sources: ["Sources/DefaultTheme"],
      resources: [.embedInCode("Templates")],
      swiftSettings: settings),
    .target(
      name: "SiteGenerator",
      dependencies: [
        "Bytes", "CommonMark", "Diagnostics", "Template",
        .product(name: "Yams", package: "Yams"),
        .product(name: "TOMLKit", package: "TOMLKit"),
      ],
      swiftSettings: settings),
    .target(
      name: "PreviewServer",
      dependencies: [
        "SiteGenerator", "Diagnostics",
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      resources: [.embedInCode("live.js")],
      swiftSettings: settings),
    .executableTarget(
      name: "sitegen",
      dependencies: [
        "SiteGenerator", "DefaultTheme", "Diagnostics", "PreviewServer",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      swiftSettings: settings),
    .testTarget(name: "BytesTests", dependencies: ["Bytes"], swiftSettings: settings),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"], swiftSettings: settings),
    .testTarget(name: "CommonMarkTests", dependencies: ["CommonMark", "CCmark"], swiftSettings: settings),
    .testTarget(
      name: "TemplateTests", dependencies: ["Template", "Diagnostics"], exclude: ["Fixtures"], swiftSettings: settings),
    .testTarget(
      name: "SiteGeneratorTests",
      dependencies: ["SiteGenerator", "DefaultTheme", "CommonMark", "Diagnostics", "Template"],
      exclude: ["Fixtures", "Golden"], swiftSettings: settings),
    .testTarget(
      name: "PreviewServerTests",
      dependencies: [
        "PreviewServer", "SiteGenerator", "DefaultTheme", "Diagnostics", "sitegen",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "SitegenTests",
      dependencies: [
        "sitegen",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: settings),
  ]
)
