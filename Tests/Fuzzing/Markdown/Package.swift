// swift-tools-version: 6.2
import PackageDescription

// Fuzzing of the Markdown path, for Linux:
//
//     swift build && .build/debug/MarkdownFuzzing -max_len=4096 -dict=markdown.dict corpus
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .unsafeFlags(["-O", "-sanitize=fuzzer,address", "-parse-as-library"]),
]

let package = Package(
  name: "MarkdownFuzzing",
  platforms: [.macOS(.v26)],
  targets: [
    .systemLibrary(name: "CCmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    .target(name: "Bytes", swiftSettings: settings),
    .target(name: "CommonMark", dependencies: ["Bytes", "CCmark"], swiftSettings: settings),
    .target(name: "FuzzerDriver"),
    .executableTarget(
      name: "MarkdownFuzzing", dependencies: ["CommonMark", "CCmark", "FuzzerDriver"], swiftSettings: settings,
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]),
  ]
)
