import Diagnostics
import Testing

@testable import SiteGenerator

/// Where a site stands, what its headlines hold, how long its articles are: feeds are sound in any case.
@Suite struct FeedAddressTests {
  private let article = """
    -- Content/news/über-uns.md --
    ---
    title: A
    date: 2026-11-20
    image: {src: /logo.png, alt: Logo}
    tags: [x]
    ---
    A [link](/news/über-uns/#x) & an ![picture](/logo.png).
    -- Content/_static/logo.png --
    x

    """

  /// With a path, a port, without a slash, with a host of other letters, in capitals.
  @Test(arguments: [
    ("https://a.example", "https://a.example/", "a.example,2026-11-20:/"),
    ("https://a.example/news", "https://a.example/news/", "a.example,2026-11-20:/news/"),
    ("https://a.example/a/b/", "https://a.example/a/b/", "a.example,2026-11-20:/a/b/"),
    ("http://a.example:8443/x", "http://a.example:8443/x/", "a.example,2026-11-20:/x/"),
    ("HTTPS://A.Example/News/", "https://a.example/News/", "a.example,2026-11-20:/News/"),
    ("https://bücher.example/", "https://xn--bcher-kva.example/", "xn--bcher-kva.example,2026-11-20:/"),
    ("https://a.example/größe", "https://a.example/gr%C3%B6%C3%9Fe/", "a.example,2026-11-20:/gr%C3%B6%C3%9Fe/"),
    ("https://192.0.2.1", "https://192.0.2.1/", "192.0.2.1,2026-11-20:/"),
  ])
  func everyAddressIsAbsolute(_ base: String, _ home: String, _ id: String) async throws {
    var fixture = SiteFixture(article)
    fixture.files["Content/site.yml"] = Array(
      "title: T\nbase-url: \(base)\nfeeds: {hub: \"https://hub.example/\"}\nlogo: /logo.png\nicon: /logo.png\n".utf8)
    let output = try await fixture.build()
    for path in ["rss.xml", "tags/x/atom.xml", "news/feed.json", "sitemap.xml", "feeds.opml", "robots.txt"] {
      let text = output.text(path) ?? ""
      let addresses = text.matches(of: /https?:\/\/[^"<>\s&\\]+/).map { String($0.output) }
      let others = [
        "http://www.w3.org/", "http://purl.org/", "http://search.yahoo.com/", "https://www.rssboard.org/",
        "https://jsonfeed.org/", "https://hub.example/", "http://www.sitemaps.org/", "http://www.google.com/",
      ]
      let own = addresses.filter { address in !others.contains { address.hasPrefix($0) } }
      #expect(!own.isEmpty, "\(path)")
      for address in own { #expect(address.hasPrefix(home), "\(path): \(address)") }
      #expect(text.utf8.allSatisfy { $0 < 0x80 }, "\(path)")
    }
    #expect(output.text("rss.xml")?.contains("\">tag:\(id)news/%C3%BCber-uns/</guid>") == true)
  }

  @Test(arguments: [
    "Mayor & council <clash>", "A &amp; B", "\"Quotes\" and 'quotes'", "Family 👩‍👩‍👧‍👦 of four", "]]>", "<!-- no -->",
    "100 % &lt;b&gt;", "A\u{301} e\u{338} <\u{338}", "{{ title }}", "&#x0B;", "بندر بسته شد",
  ])
  func headlinesAreIntact(title: String) async throws {
    var fixture = SiteFixture("")
    let quoted = title.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
    fixture.files["Content/a.md"] = Array(
      "---\ntitle: '\(quoted)'\ndate: 2026-11-20\ndescription: '\(quoted)'\nkind: article\n---\n\nText.\n".utf8)
    let output = try await fixture.build()
    let item = try StrictXML.parse(output.files["rss.xml"] ?? [])["channel"]?["item"]
    #expect(item?["title"]?.text == title)
    let entry = try StrictXML.parse(output.files["atom.xml"] ?? [])["entry"]
    #expect(entry?["title"]?.text == title)
    #expect(entry?["summary"]?.text == title)
  }

  @Test func aControlCharacterIsAnError() async {
    let text = await SiteFixture("-- Content/news/a.md --\n---\ntitle: \"A\\vB\"\ndate: 2026-11-20\n---\nText.\n")
      .errors()
    #expect(
      text == """
        Content/news/a.md:2:8: error: "title" holds the character U+000B, which a headline or name cannot have [text-forbidden-character]
          2 | title: "A\\vB"
            |        ^^^^^
          hint: delete it; editors show it as an escape or not at all

        """)
  }

  /// Marks at the end of a summary are whole.
  @Test(arguments: ["A &amp;", "A &lt;b", "&#8217;", "A &\n\n<!-- more -->\n\nB"])
  func summariesEndWithWholeMarks(text: String) async throws {
    let output = try await SiteFixture("-- Content/news/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\n\(text)\n")
      .build()
    let entry = try StrictXML.parse(output.files["atom.xml"] ?? [])["entry"]
    let expected = ["A &amp;": "A &", "A &lt;b": "A <b", "&#8217;": "\u{2019}", "A &\n\n<!-- more -->\n\nB": "A &"]
    #expect(entry?["summary"]?.text == expected[text])
  }

  /// In order of address, on any machine; each with an id of its own.
  @Test func articlesOfOneSecondHaveAnOrder() async throws {
    var fixture = SiteFixture("")
    for name in ["c", "a", "b", "b-2"] {
      fixture.files["Content/news/\(name).md"] = Array(
        "---\ntitle: Same\ndate: 2026-11-20 08:00\n---\n\nSame.\n".utf8)
    }
    let output = try await fixture.build()
    let entries = try StrictXML.parse(output.files["atom.xml"] ?? []).all("entry")
    #expect(
      entries.compactMap { $0["id"]?.text } == ["a", "b-2", "b", "c"].map { "tag:example.org,2026-11-20:/news/\($0)/" })
  }

  /// The others keep their texts, although they are older.
  @Test func aVeryLongArticleIsCutToItsSummary() async throws {
    var fixture = SiteFixture(
      "-- Content/site.yml --\ntitle: T\nbase-url: https://example.org/\nlimits: {article: 10000000}\n")
    let text = String(repeating: "Words & more words.\n", count: 260_000)
    fixture.files["Content/news/a.md"] = Array("---\ntitle: A\ndate: 2026-11-21\n---\n\nFirst.\n\n\(text)".utf8)
    fixture.files["Content/news/b.md"] = Array("---\ntitle: B\ndate: 2026-11-20\n---\n\nShort.\n\nMore.\n".utf8)
    let output = try await fixture.build()
    for format in FeedFormat.allCases {
      let feed = output.text(format.fileName) ?? ""
      #expect(feed.utf8.count < 10_000)
      #expect(feed.contains("First.") && feed.contains("More.") && !feed.contains("words"))
    }
    #expect(
      DiagnosticFormatter().format(output.report?.warnings ?? []) == """
        Content/news/a.md: warning: /rss.xml would be over 5,000,000 bytes: the entry that no feed has room for was cut to summaries [feed-too-large]
          hint: split the article, or write `feed: summary` into it
          note: and so would 5 other feeds

        """)
  }
}
