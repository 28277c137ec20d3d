// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
]

/// How long a page takes against appending the same bytes: `swift run -c release` in this folder.
let package = Package(
  name: "TemplateBenchmark",
  platforms: [.macOS(.v15)],
  targets: [
    .target(name: "Diagnostics", swiftSettings: settings),
    .target(name: "Template", dependencies: ["Diagnostics"], swiftSettings: settings),
    .executableTarget(
      name: "TemplateBenchmark", dependencies: ["Template", "Diagnostics"], swiftSettings: settings,
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
  ])
