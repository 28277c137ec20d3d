import Foundation
import Testing

@testable import SiteGenerator

/// One newsroom, compared byte for byte. `RECORD_GOLDEN=1 swift test --filter GoldenTests` writes it anew, and fails, so
/// that it never passes by accident: what changed is then seen in the diff.
@Suite struct GoldenTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Golden")
    .standardized

  @Test func theGoldenNewsroomIsAsItWas() async throws {
    let newsroom = try String(contentsOf: Self.folder.appending(path: "newsroom.txt"), encoding: .utf8)
    let made = try await SiteFixture(newsroom).build().all
    let file = Self.folder.appending(path: "output.txt")
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      try Data(made.utf8).write(to: file)
      Issue.record("recorded anew: read the diff, then run the test without RECORD_GOLDEN")
      return
    }
    let golden = try String(contentsOf: file, encoding: .utf8)
    if made != golden { Issue.record("\(firstDifference(made, golden))") }
  }

  private func firstDifference(_ made: String, _ golden: String) -> String {
    let (a, b) = (
      made.split(separator: "\n", omittingEmptySubsequences: false),
      golden.split(separator: "\n", omittingEmptySubsequences: false)
    )
    var name: Substring = ""
    for line in 0..<max(a.count, b.count) {
      let (left, right) = (line < a.count ? a[line] : "(end)", line < b.count ? b[line] : "(end)")
      if left.hasPrefix("-- ") { name = left }
      if left != right { return "\(name) line \(line + 1)\nmade:   \(left)\ngolden: \(right)" }
    }
    return "only line ends differ"
  }
}
