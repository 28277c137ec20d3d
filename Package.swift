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
  platforms: [.macOS(.v15)],
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
  ],
  targets: [
    .systemLibrary(name: "CCmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .target(name: "CommonMark", dependencies: ["CCmark"], swiftSettings: settings),
    .target(name: "Diagnostics", swiftSettings: settings),
    .target(name: "Template", dependencies: ["Diagnostics"], swiftSettings: settings),
    .target(
      name: "DefaultTheme",
      path: ".",
      exclude: [
        "Content", "Output", "Tests", "README.md", "Makefile", "LICENSE",
        "Sources/CCmark", "Sources/CommonMark", "Sources/Diagnostics", "Sources/Template", "Sources/SiteGenerator",
        "Sources/sitegen",
      ],
      sources: ["Sources/DefaultTheme"],
      resources: [.embedInCode("Templates")],
      swiftSettings: settings),
    .target(
      name: "SiteGenerator",
      dependencies: [
        "CommonMark", "Diagnostics", "Template",
        .product(name: "Yams", package: "Yams"),
        .product(name: "TOMLKit", package: "TOMLKit"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "sitegen",
      dependencies: [
        "SiteGenerator", "DefaultTheme", "Diagnostics",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      swiftSettings: settings),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"], swiftSettings: settings),
    .testTarget(name: "CommonMarkTests", dependencies: ["CommonMark", "CCmark"], swiftSettings: settings),
    .testTarget(
      name: "TemplateTests", dependencies: ["Template", "Diagnostics"], exclude: ["Fixtures"], swiftSettings: settings),
    .testTarget(
      name: "SiteGeneratorTests", dependencies: ["SiteGenerator", "DefaultTheme", "CommonMark", "Diagnostics"],
      exclude: ["Fixtures", "Golden"], swiftSettings: settings),
    .testTarget(name: "SitegenTests", dependencies: ["sitegen"], swiftSettings: settings),
  ]
)
