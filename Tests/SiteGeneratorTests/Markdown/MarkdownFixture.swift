import Diagnostics

@testable import SiteGenerator

/// A site with one article whose text a test gives, and others that it can name. The page is the text and nothing else.
enum MarkdownFixture {
  static let settings = "title: T\nbase-url: https://example.org/news/\nlanguage: en\n"
  static let front = "title: A\ndate: 2026-11-20"

  static func site(
    _ text: String, front: String = front, settings: String = settings, files: [String: [UInt8]] = [:]
  ) -> SiteFixture {
    var fixture = SiteFixture(
      """
      -- Content/world/bridge.md --
      ---
      title: The <old> bridge
      date: 2026-11-19
      tags: [Flood]
      authors: [Ana Silva]
      ---
      -- Content/world/brucke.md --
      ---
      title: Die Brücke
      date: 2026-11-18
      lang: de
      ---
      -- Content/about.md --
      ---
      title: About
      ---
      """)
    fixture.files["Content/site.yml"] = Array(settings.utf8)
    fixture.files["Content/world/a.md"] = Array("---\n\(front)\n---\n\(text)\n".utf8)
    fixture.files.merge(files) { _, new in new }
    fixture.theme["article.html"] = Array("{{ article.content }}".utf8)
    return fixture
  }

  /// The text of the article in its page.
  static func html(
    _ text: String, front: String = front, settings: String = settings, files: [String: [UInt8]] = [:]
  ) async throws -> String {
    try await site(text, front: front, settings: settings, files: files).build().text("world/a/index.html") ?? ""
  }

  static func errors(
    _ text: String, front: String = front, settings: String = settings, files: [String: [UInt8]] = [:]
  ) async -> String {
    await site(text, front: front, settings: settings, files: files).errors()
  }
}
