// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .unsafeFlags(["-sanitize=fuzzer,address", "-parse-as-library"]),
]

/// Any bytes as templates: parsed, checked and rendered, without a trap and within a second.
///
///     swift build -c release
///     python3 corpus.py corpus
///     ASAN_OPTIONS=detect_leaks=0 .build/release/TemplateFuzz -max_total_time=600 -timeout=5 -dict=template.dict corpus
///
/// (What Swift makes once and keeps, as static properties, would be called leaks.)
let package = Package(
  name: "TemplateFuzz",
  platforms: [.macOS(.v26)],
  targets: [
    .target(name: "Bytes", swiftSettings: settings),
    .target(name: "Diagnostics", swiftSettings: settings),
    .target(name: "Template", dependencies: ["Bytes", "Diagnostics"], swiftSettings: settings),
    .executableTarget(
      name: "TemplateFuzz", dependencies: ["Template", "Diagnostics"], swiftSettings: settings,
      linkerSettings: [
        .unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"]), .linkedLibrary("m", .when(platforms: [.linux])),
      ]),
  ])
