import Testing

@testable import SiteGenerator

/// Corrections and retractions in the feeds, and the feed that carries nothing else.
@Suite struct CorrectionFeedTests {
  private let site = """
    -- Content/news/a.md --
    ---
    title: A
    date: 2026-11-20
    corrections:
      - {date: 2026-11-21 10:00, text: The bridge is 90 m long., kind: correction}
      - {date: 2026-12-24, text: Not yet., kind: update}
    ---
    Text.
    -- Content/news/b.md --
    ---
    title: B
    date: 2026-11-19
    updated: 2026-11-22 09:00
    status: retracted
    reason: It was not true.
    ---
    The lie.
    -- Content/news/c.md --
    ---
    title: C
    date: 2026-11-22
    ---
    Text.

    """

  @Test func correctionsHaveAFeed() async throws {
    let output = try await SiteFixture(site).build()
    let feed = try StrictXML.parse(output.files["corrections/atom.xml"] ?? [])
    #expect(feed["title"]?.text == "Test: Corrections")
    let entries = feed.all("entry")
    #expect(entries.compactMap { $0["title"]?.text } == ["Retracted: B", "A"])
    #expect(entries.compactMap { $0["updated"]?.text } == ["2026-11-22T09:00:00Z", "2026-11-21T10:00:00Z"])
    #expect(
      entries.compactMap { $0["content"]?.text } == [
        "<p><strong>Retracted:</strong> It was not true.</p>\n",
        "<p><strong>Correction (2026-11-21):</strong> The bridge is 90 m long.</p>\n<p>Text.</p>\n",
      ])
    let page = output.text("corrections/index.html") ?? ""
    for format in FeedFormat.allCases {
      let link = "type=\"\(format.mimeType)\" title=\"Corrections\" href=\"https://example.org/corrections/"
      #expect(page.contains(link + format.fileName))
    }
    #expect(output.text("feeds.opml")?.contains("https://example.org/corrections/rss.xml") == true)
  }

  /// The entry in every feed has the id it always had, a later `updated`, and a line at its top.
  @Test func aCorrectedEntrySaysSo() async throws {
    let output = try await SiteFixture(site).build()
    let items = try StrictXML.parse(output.files["rss.xml"] ?? [])["channel"]?.all("item") ?? []
    #expect(items.compactMap { $0["title"]?.text } == ["C", "A"])
    #expect(items[1]["guid"]?.text == "tag:example.org,2026-11-20:/news/a/")
    #expect(items[1]["dcterms:modified"]?.text == "2026-11-21T10:00:00Z")
    #expect(items[1]["content:encoded"]?.text.hasPrefix("<p><strong>Correction") == true)
  }

  @Test func aRetractionAloneHasAPage() async throws {
    var fixture = SiteFixture(site)
    fixture.files["Content/news/a.md"] = nil
    let output = try await fixture.build()
    #expect(output.files["corrections/rss.xml"] != nil)
    fixture.files["Content/news/b.md"] = nil
    #expect(try await fixture.build().files.keys.contains { $0.hasPrefix("corrections/") } == false)
  }
}
