import Diagnostics
import Testing

@testable import SiteGenerator

/// What is not to be published here, said by the words of other generators or with a slip of the pen.
@Suite struct HoldingBackTests {
  private static let lenient = "title: T\nbase-url: https://e.org/\nunknown-keys: warn\n"

  private func article(_ lines: String) -> SiteFixture {
    .article("title: A\n\(lines)", text: "Embargoed.", settings: Self.lenient)
  }

  /// Of two words the stricter counts, in whatever order they stand.
  @Test(arguments: [
    (
      "date: 2024-01-04\npublishDate: 2030-01-01", "publishDate",
      "when this is published: \"publishDate\" counts, the later"
    ),
    ("publishDate: 2030-01-01\ndate: 2024-01-04", "date", "when this is published: \"publishDate\" counts, the later"),
    (
      "date: 2024-01-04\npublished: true\ndraft: true", "draft",
      "whether this is published: \"draft\" counts, the stricter"
    ),
    (
      "date: 2024-01-04\ndraft: true\npublished: true", "published",
      "whether this is published: \"draft\" counts, the stricter"
    ),
    (
      "date: 2024-01-04\ndraft: false\npublished: false", "published",
      "whether this is published: \"published\" counts, the stricter"
    ),
    (
      "date: 2024-01-04\nexpires: 2030-01-01\nexpiryDate: 2025-01-01", "expiryDate",
      "until when this is published: \"expiryDate\" counts, the earlier"
    ),
    (
      "date: 2024-01-04\nexpiryDate: 2025-01-01\nexpires: 2030-01-01", "expires",
      "until when this is published: \"expiryDate\" counts, the earlier"
    ),
  ])
  func theStricterOfTwoCounts(lines: String, key: String, sentence: String) async throws {
    let output = try await article(lines).build()
    #expect(!output.all.contains("Embargoed"))
    let strict = await SiteFixture.article("title: A\n\(lines)").errors()
    #expect(strict.contains(": error: \"\(key)\" and "), "\(strict)")
    #expect(strict.contains(" both say \(sentence) one [duplicate-key]"), "\(strict)")
  }

  @Test func whichOfTwoCountsIsSaid() async throws {
    let text = try await article("date: 2024-01-04\npublishDate: 2024-02-01").warnings()
    #expect(
      text == """
        Content/news/a.md:4:1: warning: "publishDate" and "date" both say when this is published: "publishDate" counts, the later one [duplicate-key]
          4 | publishDate: 2024-02-01
            | ^^^^^^^^^^^
          hint: keep one of the two

        """)
  }

  @Test(arguments: [
    "Draft: true", "DRAFT: yes", "drfat: true", "draf: true", "drafts: true", "publised: false",
    "publishdate: 2030-01-01",
    "publish_date: 2030-01-01", "expiry-date: 2030-01-01", "expire: 2030-01-01", "Date: 2030-01-01",
    "Status: retracted",
  ])
  func aSlipOfThePenIsAnErrorAlsoWhereUnknownKeysAreWarnings(line: String) async {
    let text = await article("date: 2024-01-04\n\(line)").errors()
    let key = line.prefix { $0 != ":" }
    #expect(text.contains("Content/news/a.md:4:1: error: unknown key \"\(key)\" [front-matter-unknown-key]"), "\(text)")
    #expect(text.contains("hint: did you mean \""), "\(text)")
  }

  @Test(arguments: [
    "craft: beer", "expired: no", "stats: true", "data: 5", "dateline: Lisbon", "draught: true", "weight: 1",
  ])
  func anyOtherKeyStaysAWarning(line: String) async throws {
    let text = try await article("date: 2024-01-04\n\(line)").warnings()
    #expect(text.contains("Content/news/a.md:4:1: warning: unknown key"), "\(text)")
  }

  @Test(arguments: [
    "headless: true", "render: false", "render: never", "build: {render: never}", "_build: {render: false, list: true}",
    "build: {list: never}", "cascade: {draft: true}", "cascade: [{build: {render: never}}]", "password: secret",
    "visibility: private", "hidden: true", "private: true", "publish: false", "isDraft: true",
    "unpublishdate: 2025-01-01",
    "pubDate: 2030-01-01", "eleventyExcludeFromCollections: true",
  ])
  func whatOtherGeneratorsHoldBackIsAnError(line: String) async {
    let text = await article("date: 2024-01-04\n\(line)").errors()
    let key = line.prefix { $0 != ":" }
    #expect(
      text.hasPrefix(
        "Content/news/a.md:4:1: error: \"\(key)\" would hold this back elsewhere, and is not understood here [front-matter-held-back]\n"
      ), "\(text)")
  }

  @Test(arguments: [
    "headless: false", "render: true", "build: {render: always}", "cascade: {type: x}", "visibility: public",
    "password:",
  ])
  func whatHoldsNothingBackIsAWarning(line: String) async throws {
    #expect(try await article("date: 2024-01-04\n\(line)").warnings().contains("warning: unknown key"))
  }

  @Test func noAddressIsNoPage() async {
    let text = await SiteFixture.article("title: A\ndate: 2024-01-04\npermalink: false").errors()
    #expect(
      text == """
        Content/news/a.md:4:12: error: "permalink: false" would hold this back elsewhere, and is not understood here [front-matter-held-back]
          4 | permalink: false
            |            ^^^^^
          hint: `draft: true` keeps it from being published; if it is public, take the line out, or put it under `extra:`

        """)
  }

  @Test(arguments: [
    "draft: true", "published: false", "cascade: {draft: true}", "cascade: {build: {render: never}}", "render: false",
  ])
  func aSectionCannotBeHeldBack(line: String) async {
    var site = article("date: 2024-01-04")
    site.files["Content/news/_index.md"] = Array("---\ntitle: News\n\(line)\n---\n".utf8)
    let text = await site.errors()
    #expect(text.hasPrefix("Content/news/_index.md:3:1: error: \""), "\(text)")
    #expect(
      text.contains("[front-matter-held-back]") && text.contains("  hint: a section cannot be held back"), "\(text)")
  }

  /// Each inside of the other, as deep as YAML may be.
  @Test func cascadesInCascadesAreLookedAtOnce() async throws {
    let deep = String(repeating: "{cascade: ", count: 30) + "{x: 1}" + String(repeating: "}", count: 30)
    #expect(try await article("date: 2024-01-04\ncascade: \(deep)").warnings().contains("unknown key \"cascade\""))
  }
}
