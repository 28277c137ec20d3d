import Testing

@testable import SiteGenerator

/// Feeds that `site.yml` defines, and what sections say of theirs.
@Suite struct CustomFeedTests {
  private let articles = """
    -- Content/world/a.md --
    ---
    title: A
    date: 2026-11-22 08:00
    tags: [River, Flood]
    label: opinion
    ---
    Text A.
    -- Content/world/asia/b.md --
    ---
    title: B
    date: 2026-11-20 08:00
    tags: [flood]
    ---
    Text B.

    More of B.
    -- Content/town/c.md --
    ---
    title: C
    date: 2026-11-19 08:00
    label: sponsored
    ---
    Text C.

    More of C.
    -- Content/town/d.md --
    ---
    title: D
    date: 2026-11-18 08:00
    feed: summary
    ---
    Text D.

    More of D.

    """

  private func fixture(_ custom: String, feeds: String = "") -> SiteFixture {
    SiteFixture(
      "-- Content/site.yml --\ntitle: Test\nbase-url: https://example.org/\nfeeds:\n  \(feeds)\n  custom:\n\(custom)\n"
        + articles)
  }

  @Test func feedsThatNothingIsInAreAWarning() async throws {
    let settings = "title: T\nbase-url: https://example.org/\nfeeds: {items: 5, content: none}\n"
    let article = SiteFixture.article("title: A\ndate: 2026-11-01", settings: settings)
    #expect(
      try await article.warnings() == """
        Content/site.yml:3:28: warning: `content: none` keeps every article out of the feeds, and they are empty [feeds-empty]
          3 | feeds: {items: 5, content: none}
            |                            ^^^^
          hint: `content: summary` sends entries without their texts; `feed: full` in an article lets that one in

        """)
    let own = SiteFixture.article("title: A\ndate: 2026-11-01\nfeed: full", settings: settings)
    #expect(try await own.warnings() == "")
    var section = article
    section.files["Content/news/_index.md"] = Array("---\nfeeds: {content: full}\n---\n".utf8)
    #expect(try await section.warnings() == "")
  }

  private func titles(_ path: String, _ output: MemoryOutput) throws -> [String] {
    try StrictXML.parse(output.files[path] ?? [])["channel"]?.all("item").compactMap { $0["title"]?.text } ?? []
  }

  @Test(arguments: [
    ("", ["A", "B", "C", "D"]), ("sections: world", ["A", "B"]), ("sections: [world/asia, town]", ["B", "C", "D"]),
    ("tags: Flood", ["A", "B"]), ("tags: [flood], exclude: {tags: [river]}", ["B"]), ("labels: [opinion]", ["A"]),
    ("exclude: {labels: [sponsored, opinion]}", ["B", "D"]), ("exclude: {sections: world}", ["C", "D"]),
    ("sections: world, tags: river", ["A"]), ("items: 2", ["A", "B"]), ("max-age: 24h", ["A"]),
    ("max-age: 3d", ["A", "B"]), ("max-age: 1w", ["A", "B", "C", "D"]), ("sections: town, labels: [opinion]", []),
  ])
  func articlesAreChosen(_ criteria: String, _ expected: [String]) async throws {
    let fields = criteria.isEmpty ? "" : ", " + criteria
    let output = try await fixture("    - {path: /partners/, title: For partners\(fields)}").build()
    #expect(try titles("partners/rss.xml", output) == expected)
    #expect(output.text("feeds.opml")?.contains("xmlUrl=\"https://example.org/partners/rss.xml\"") == true)
    #expect(output.files["partners/atom.xml"] != nil && output.files["partners/feed.json"] != nil)
  }

  @Test func itLeadsToAPageThatIsThere() async throws {
    let output = try await fixture(
      "    - {path: partners/news, title: For & partners, sections: world}\n    - {path: /x/, title: X}"
    ).build()
    let json = output.text("partners/news/feed.json") ?? ""
    #expect(json.contains("\"title\":\"For & partners\",\"home_page_url\":\"https://example.org/world/\""))
    #expect(json.contains("\"feed_url\":\"https://example.org/partners/news/feed.json\""))
    let atom = try StrictXML.parse(output.files["x/atom.xml"] ?? [])
    #expect(atom["id"]?.text == "https://example.org/x/")
    #expect(
      atom.all("link").map { $0.attributes["href"] } == ["https://example.org/x/atom.xml", "https://example.org/"])
  }

  /// Full and summary: the article's own word first, then the feed's, then the section's, then the site's.
  @Test func contentIsFullOrSummary() async throws {
    var fixture = fixture(
      "    - {path: /full/, title: F, content: full}\n    - {path: /short/, title: S, content: summary}",
      feeds: "content: full")
    fixture.files["Content/world/_index.md"] = Array("---\nfeeds: {content: summary, items: 1}\n---\n".utf8)
    let output = try await fixture.build()
    func whole(_ path: String) throws -> [String] {
      let items = try StrictXML.parse(output.files[path] ?? [])["channel"]?.all("item") ?? []
      return items.filter { $0["content:encoded"]?.text.contains("More") == true }.compactMap { $0["title"]?.text }
    }
    #expect(try whole("rss.xml") == ["C"])
    #expect(try whole("full/rss.xml") == ["B", "C"])
    #expect(try whole("short/rss.xml") == [])
    #expect(try titles("world/rss.xml", output) == ["A"])
    #expect(try titles("world/asia/rss.xml", output) == ["B"])
  }

  @Test func aSectionHasItsOwnHub() async throws {
    var fixture = fixture("    []", feeds: "hub: https://hub.example/")
    fixture.files["Content/world/_index.md"] = Array("---\nfeeds: {hub: https://other.example/}\n---\n".utf8)
    fixture.files["Content/town/_index.md"] = Array("---\nfeeds: {content: none}\n---\n".utf8)
    let output = try await fixture.build()
    for (path, hub) in [
      ("rss.xml", "https://hub.example/"), ("town/rss.xml", "https://hub.example/"),
      ("world/asia/rss.xml", "https://other.example/"),
    ] {
      let links = try StrictXML.parse(output.files[path] ?? [])["channel"]?.all("atom:link") ?? []
      #expect(links.first { $0.attributes["rel"] == "hub" }?.attributes["href"] == hub, "\(path)")
    }
    #expect(try titles("town/rss.xml", output) == ["D"])
  }

  /// The clock alone takes B out at 2026-11-23T08:00.
  @Test func ageIsInTheHandsOfTheClock() async throws {
    let output = try await fixture("    - {path: /x/, title: X, tags: [flood], max-age: 3d}").build()
    #expect(try titles("x/rss.xml", output) == ["A", "B"])
    var later = fixture("    - {path: /x/, title: X, tags: [flood], max-age: 3d}")
    later.selection = Selection(now: Instant(seconds: 1_795_420_799))
    #expect(try titles("x/rss.xml", try await later.build()) == ["A", "B"])
    #expect(try await later.build().report?.nextBuild?.instant == "2026-11-23T08:00:00Z")
    #expect(try await later.build().report?.nextBuild?.source == "Content/world/asia/b.md")
    later.selection = Selection(now: Instant(seconds: 1_795_420_800))
    #expect(try titles("x/rss.xml", try await later.build()) == ["A"])
  }

  @Test func whatIsWrongIsToldWithItsPlace() async {
    for (line, message, hint) in [
      ("{title: X}", "6:7: error: \"path\" is missing [missing-key]", "where the feed stands, such as /partners/"),
      ("{path: /x/}", "6:7: error: \"title\" is missing [missing-key]", "what readers of the feed see"),
      (
        "{path: /x.xml, title: X}", "6:14: error: \"path\" cannot be \"/x.xml\" [bad-value]",
        "it is the folder of the three formats: /partners/ has /partners/rss.xml"
      ),
      ("{path: /, title: X}", "6:14: error: \"path\" cannot be \"/\" [bad-value]", "it is the folder"),
      ("{path: /../x/, title: X}", "6:14: error: \"path\" cannot be \"/../x/\" [bad-value]", "it is the folder"),
      ("{path: /x/, title: X, section: a}", "6:29: error: unknown key \"section\"", "did you mean \"sections\"?"),
      (
        "{path: /x/, title: X, sections: [wrold]}",
        "6:40: error: there is no section \"wrold\" [section-unknown]", "did you mean \"world\"?"
      ),
      (
        "{path: /x/, title: X, labels: [opinoin]}",
        "6:38: error: \"labels\" cannot be \"opinoin\" [not-a-choice]", "did you mean \"opinion\"?"
      ),
      (
        "{path: /x/, title: X, max-age: 7}", "6:38: error: \"max-age\" is not a length of time [bad-value]",
        "hours, days or weeks: 48h, 7d, 4w"
      ),
      (
        "{path: /x/, title: X, content: none}", "6:38: error: \"content\" cannot be \"none\" [not-a-choice]",
        "there is: full, summary"
      ),
      ("{path: /x/, title: X, items: 0}", "6:36: error: \"items\" takes a whole number from 1 to 1000", ""),
      ("{path: /world/, title: X}", "6:14: error: the address /world/rss.xml is wanted twice", ""),
      ("x", "6:7: error: ", ""),
    ] {
      let text = await fixture("    - \(line)").errors()
      #expect(text.contains(message) && text.contains(hint), "\(line): \(text)")
    }
  }

  @Test func aTagThatNobodyUsesIsToldOnly() async throws {
    let text = try await fixture("    - {path: /x/, title: X, tags: [floood]}").warnings()
    #expect(
      text == """
        Content/site.yml:6:36: warning: no article has the tag "floood" that this feed names [feed-tag-unused]
          6 |     - {path: /x/, title: X, tags: [floood]}
            |                                    ^^^^^^
          hint: did you mean "flood"?

        """)
  }

  @Test(arguments: ["hub.example", "ftp://hub.example/", "https://", "https://a b/", "javascript:alert(1)", "[]"])
  func aHubHasToBeAnAddress(hub: String) async {
    let text = await SiteFixture(
      "-- Content/site.yml --\ntitle: T\nbase-url: https://example.org/\nfeeds:\n  hub: \(hub)\n" + articles
    ).errors()
    #expect(text.hasPrefix("Content/site.yml:4:8: error: \"hub\" "), "\(hub): \(text)")
    var section = SiteFixture(articles)
    section.files["Content/world/_index.md"] = Array("---\nfeeds:\n  hub: \(hub)\n---\n".utf8)
    let index = await section.errors()
    #expect(index.hasPrefix("Content/world/_index.md:3:8: error: \"hub\" "), "\(hub): \(index)")
  }
}
