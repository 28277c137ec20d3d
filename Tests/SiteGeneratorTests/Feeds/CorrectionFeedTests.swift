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
    #expect(items.compactMap { $0["title"]?.text } == ["C", "A", "Retracted: B"])
    #expect(items[1]["guid"]?.text == "tag:example.org,2026-11-20:/news/a/")
    #expect(items[1]["dcterms:modified"]?.text == "2026-11-21T10:00:00Z")
    #expect(items[1]["content:encoded"]?.text.hasPrefix("<p><strong>Correction") == true)
  }

  /// Who has the story in a reader sees what has become of it, under the id that it had, in every feed where it was.
  @Test func aRetractedEntryStaysWhereItWas() async throws {
    var fixture = SiteFixture(site)
    let text = try #require(fixture.files["Content/news/b.md"].map { String(decoding: $0, as: UTF8.self) })
    let signed = text.replacing("title: B\n", with: "title: B\nauthors: [Ana]\ntags: [X]\n")
    fixture.files["Content/news/b.md"] = Array(signed.utf8)
    fixture.files["Content/news/d.md"] = Array(
      "---\ntitle: D\ndate: 2026-11-01\nauthors: [Ana]\ntags: [x]\n---\nText.\n".utf8)
    fixture.files["Content/site.yml"] = Array(
      "title: Test\nbase-url: https://example.org/\nfeeds: {custom: [{path: /own/, title: Own, tags: [x]}]}\n".utf8)
    let output = try await fixture.build()
    for (path, others) in [
      ("", ["C", "A", "Retracted: B", "D"]), ("news/", ["C", "A", "Retracted: B", "D"]),
      ("tags/x/", ["Retracted: B", "D"]), ("authors/ana/", ["Retracted: B", "D"]), ("own/", ["Retracted: B", "D"]),
    ] {
      let entries = try StrictXML.parse(output.files["\(path)atom.xml"] ?? []).all("entry")
      #expect(entries.compactMap { $0["title"]?.text } == others, "\(path)")
      let entry = entries.first { $0["title"]?.text == "Retracted: B" }
      #expect(entry?["id"]?.text == "tag:example.org,2026-11-19:/news/b/")
      #expect(entry?["updated"]?.text == "2026-11-22T09:00:00Z")
      #expect(entry?["content"]?.text == "<p><strong>Retracted:</strong> It was not true.</p>\n")
    }
    for format in FeedFormat.allCases { #expect(output.text(format.fileName)?.contains("The lie") == false) }
    // Pages list it nowhere but among the corrections, and a feed that never had it does not either.
    #expect(output.text("index.html")?.contains("news/b/") == false)
    fixture.files["Content/news/b.md"] = Array(signed.replacing("tags:", with: "feed: none\ntags:").utf8)
    #expect(try await fixture.build().text("rss.xml")?.contains("Retracted") == false)
  }

  @Test func aRetractionHasADate() async throws {
    let fixture = SiteFixture.article("title: A\ndate: 2026-11-01\nstatus: retracted\nreason: Wrong.")
    #expect(
      try await fixture.warnings() == """
        Content/news/a.md:4:9: warning: the article is retracted, and nothing says when [retracted-without-date]
          4 | status: retracted
            |         ^^^^^^^^^
          hint: add `updated: …`: feed readers show an entry anew when it has changed

        """)
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
