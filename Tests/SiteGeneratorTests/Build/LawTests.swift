import CommonMark
import DefaultTheme
import Foundation
import Testing

@testable import SiteGenerator

/// What holds for every site, tried on random ones. The seed is printed when a law is broken.
@Suite struct LawTests {
  @Test(arguments: [UInt64](1...6))
  func aBuildDoesNotDependOnTheNumberOfThreads(seed: UInt64) async throws {
    var fixture = RandomSite(seed: seed).fixture
    fixture.jobs = 1
    let one = try await fixture.build()
    fixture.jobs = 8
    let eight = try await fixture.build()
    #expect(one.files == eight.files, "seed \(seed)")
    #expect(one.order == eight.order, "seed \(seed)")
  }

  @Test(arguments: [UInt64](1...6))
  func everyInternalLinkHasATarget(seed: UInt64) async throws {
    var fixture = RandomSite(seed: seed).fixture
    fixture.theme = DefaultTheme.files
    let output = try await fixture.build()
    #expect(danglingLinks(output.files, base: BaseURL("https://example.org/") ?? .preview) == [], "seed \(seed)")
  }

  @Test func everyPrefixOfASiteBuildsOrIsDiagnosed() async throws {
    let whole = RandomSite(seed: 11).fixture
    let path = try #require(whole.files.keys.filter { $0.hasSuffix(".md") }.min())
    let bytes = try #require(whole.files[path])
    for length in 0..<min(bytes.count, 240) {
      var fixture = whole
      fixture.files[path] = Array(bytes.prefix(length))
      let text = await fixture.errors()
      #expect(text.isEmpty || text.contains("error:"), "\(length) bytes")
    }
  }

  @Test(arguments: [UInt64](1...4))
  func aChangedSiteOnTopOfTheOldOutputEqualsACleanBuild(seed: UInt64) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sitegen-law-\(seed)-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    var random = RandomSite(seed: seed)
    for step in 0..<4 {
      random.change()
      try await write(random.fixture, to: folder.appending(path: "Output").path)
      let clean = try await random.fixture.build()
      #expect(try tree(folder.appending(path: "Output")) == clean.files, "seed \(seed), step \(step)")
      let again = try await write(random.fixture, to: folder.appending(path: "Output").path)
      #expect(again.wrote == 0 && again.removed.isEmpty, "seed \(seed), step \(step)")
    }
  }

  @discardableResult
  private func write(_ fixture: SiteFixture, to path: String) async throws -> WriteSummary {
    let output = try OutputFolder.open(path, protecting: [])
    _ = try await SiteGenerator.build(fixture.inputs, into: output)
    return try output.commit()
  }

  private func tree(_ folder: URL) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where !path.hasPrefix(".sitegen") {
      let url = folder.appending(path: path)
      guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
      files[path] = Array(try Data(contentsOf: url))
    }
    return files
  }
}

/// The addresses in pages that lead into the site, and to no file of it.
func danglingLinks(_ files: [String: [UInt8]], base: BaseURL) -> [String] {
  var dangling: [String] = []
  for (path, bytes) in files where path.hasSuffix(".html") {
    forEachAddress(in: bytes) { found in
      let address = decodedAttribute(bytes[found.range])
      guard address.hasPrefix("/") || address.hasPrefix(base.origin + "/") else { return }
      let local = address.hasPrefix("/") ? address : String(address.dropFirst(base.origin.utf8.count))
      let end = local.firstIndex { $0 == "?" || $0 == "#" } ?? local.endIndex
      let file = Address(percentDecoded(String(local[..<end].dropFirst(base.path.utf8.count))) ?? "").file
      if files[file] == nil { dangling.append("\(path): \(address)") }
    }
  }
  return dangling.sorted()
}

/// A site made by chance, the same for the same seed.
struct RandomSite {
  private var random: SeededGenerator
  private(set) var fixture: SiteFixture
  private var count = 0

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    fixture = SiteFixture(
      "-- Content/site.yml --\ntitle: Random & <site>\nbase-url: https://example.org/\nlists: {items: 3}\npeople:\n  ana: {name: Ana}\n"
    )
    for _ in 0..<12 { add() }
  }

  /// Adds, removes or changes an article.
  mutating func change() {
    let articles = fixture.files.keys.filter { $0.hasSuffix(".md") }.sorted()
    switch Int.random(in: 0..<3, using: &random) {
    case 0: add()
    case 1:
      if let victim = articles.randomElement(using: &random) { fixture.files[victim] = nil }
    default:
      if let path = articles.randomElement(using: &random) { fixture.files[path] = article(title: "Changed \(count)") }
    }
  }

  private mutating func add() {
    count += 1
    let folder = ["news", "world", "world/asia", "größe"].randomElement(using: &random) ?? "news"
    fixture.files["Content/\(folder)/n\(count).md"] = article(title: "Story <\(count)> & \"more\"")
  }

  private mutating func article(title: String) -> [UInt8] {
    let day = padded(Int.random(in: 1...28, using: &random), 2)
    let tags = (0..<3).map { _ in "tag \(Int.random(in: 0..<5, using: &random))" }
    let isDraft = Int.random(in: 0..<6, using: &random) == 0
    let hour = padded(Int.random(in: 0..<24, using: &random), 2)
    return Array(
      """
      ---
      title: '\(title)'
      date: 2026-\(padded(Int.random(in: 1...12, using: &random), 2))-\(day) \(hour):00
      tags: [\(tags.joined(separator: ", "))]
      authors: [ana]
      draft: \(isDraft)
      ---

      ## Heading \(count)

      Words *with* marks and `code`.

      """.utf8)
  }
}
