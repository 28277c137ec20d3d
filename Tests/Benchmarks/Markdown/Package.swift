// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
]

/// How long a text takes against libcmark alone:
///
///     swift run -c release MarkdownBenchmark FOLDER     every .md below a folder
///     swift run -c release MarkdownBenchmark            texts that are dense in one extension each
let package = Package(
  name: "MarkdownBenchmark",
  platforms: [.macOS(.v26)],
  targets: [
    .systemLibrary(name: "CCmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .target(name: "Bytes", swiftSettings: settings),
    .target(name: "CommonMark", dependencies: ["Bytes", "CCmark"], swiftSettings: settings),
    .executableTarget(name: "MarkdownBenchmark", dependencies: ["CommonMark", "CCmark"], swiftSettings: settings),
  ])
