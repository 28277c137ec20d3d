// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// The benchmark makes single pages with what is internal to the generator.
let tested = settings + [.strictMemorySafety(), .unsafeFlags(["-enable-testing"])]

/// How long a page takes against appending the same bytes, and against other template languages for Swift:
/// `swift run -c release` in this folder.
let package = Package(
  name: "TemplateBenchmark",
  platforms: [.macOS(.v26)],
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/stencilproject/Stencil", exact: "0.15.1"),
  ],
  targets: [
    .systemLibrary(name: "CCmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .target(name: "Bytes", swiftSettings: tested),
    .target(name: "CommonMark", dependencies: ["Bytes", "CCmark"], swiftSettings: tested),
    .target(name: "Diagnostics", swiftSettings: tested),
    .target(name: "Template", dependencies: ["Bytes", "Diagnostics"], swiftSettings: tested),
    .target(
      name: "SiteGenerator",
      dependencies: [
        "Bytes", "CommonMark", "Diagnostics", "Template",
        .product(name: "Yams", package: "Yams"), .product(name: "TOMLKit", package: "TOMLKit"),
      ],
      exclude: ["Documentation.docc"], swiftSettings: tested),
    .executableTarget(
      name: "TemplateBenchmark",
      dependencies: [
        "SiteGenerator", "CommonMark", "Template", "Diagnostics",
        .product(name: "Mustache", package: "swift-mustache"), .product(name: "Stencil", package: "Stencil"),
      ], swiftSettings: settings),
  ])
