import Testing

@testable import SiteGenerator

/// Every rule for feeds, with a document that breaks it.
@Suite struct FeedRuleCheckTests {
  @Test func whatObeysTheRulesIsNotTalkedAbout() throws {
    let fixture = SyndicationFixture.self
    #expect(
      try fixture.complaints(
        ("rss.xml", fixture.rss), ("atom.xml", fixture.atom), ("feed.json", fixture.json),
        ("sitemap-news.xml", fixture.sitemap), ("feeds.opml", fixture.opml), ("a/index.html", fixture.page),
        ("robots.txt", "User-agent: *\nSitemap: https://a.example/news/sitemap-2026-10.xml\n")) == [])
  }

  @Test(arguments: [
    ("<title>First</title>", "", "feed-incomplete", "has no <title> in its <item>"),
    ("<title>First</title>", "<title> </title>", "feed-incomplete", "has a <title> that is empty"),
    (
      "<pubDate>Sun, 22", "<pubDate>Mon, 22", "feed-date",
      "has a <pubDate> that is not a date of RFC 822: Mon, 22 Nov 2026 09:00:00 +0100"
    ),
    (
      "<dc:creator>", "<author>Ana</author><dc:creator>", "feed-value",
      "has a <author> that does not begin with an e-mail address: Ana"
    ),
    ("<slash:comments>2", "<slash:comments>two", "feed-value", "has a <slash:comments> that is not a number: two"),
    (
      "url=\"https://a.example/news/a.jpg\"", "url=\"/a.jpg\"", "feed-address",
      "has a <media:content> whose url is not an absolute address: /a.jpg"
    ),
    ("url=\"https://a.example/news/a.jpg\"", "", "feed-incomplete", "has a <media:content> without url"),
    (
      "type=\"image/jpeg\"", "type=\"jpeg\"", "feed-value", "has a <media:content> whose type is not a media type: jpeg"
    ),
    (
      "<guid isPermaLink=\"false\">", "<guid>", "feed-address",
      "has a <guid> that is to be an address, and is not: tag:a.example,2026-11-22:/news/a/"
    ),
    (
      "2026-11-22T10:00:00+01:00", "2026-11-22 10:00", "feed-date",
      "has a <dcterms:modified> that is not a date of RFC 3339: 2026-11-22 10:00"
    ),
    (
      "<description>The first.", "<description>x</description><description>y", "feed-incomplete",
      "has 2 <description> in one <item>, which takes one"
    ),
    (
      "<media:content", "<media:group/><media:content", "feed-incomplete",
      "has a <media:group> with less than two <media:content>"
    ),
    (
      "&lt;br&gt;", "&lt;iframe src=\"https://x.example/\"&gt;", "feed-content",
      "has an element in its content that readers do not know: iframe"
    ),
    ("&lt;br&gt;", "&lt;/b&gt;", "feed-content", "has a stray end tag in its content: b"),
    ("&lt;/p&gt;", "", "feed-content", "has an element in its content that is not closed: p"),
    (
      "&lt;br&gt;", "&lt;br onclick=\"x\"&gt;", "feed-content",
      "has an attribute in its content that readers do not know: onclick"
    ),
    (
      "&lt;br&gt;", "&lt;img src=\"a.jpg\"&gt;", "feed-content",
      "has an address in its content that is not absolute: a.jpg"
    ),
    (
      "&lt;br&gt;", "&lt;img srcset=\"https://x.example/a 1x, b 2x\"&gt;", "feed-content",
      "has an address in its content that is not absolute: b"
    ),
    ("&lt;br&gt;", "&lt; 3", "feed-content", "has a < in its content that begins no tag"),
    (
      "Sun, 22 Nov 2026 09:00:00 +0100</pubDate>", "Mon, 23 Nov 2026 09:00:00 +0100</pubDate>", "feed-date",
      "is of a time still to come: Mon, 23 Nov 2026 09:00:00 +0100"
    ),
  ])
  func aRuleOfEntriesIsBroken(_ old: String, _ new: String, _ id: String, _ problem: String) throws {
    #expect(
      try SyndicationFixture.complaints("rss.xml", SyndicationFixture.rss, old, new) == [
        "\(id) /rss.xml: the entry \"\(old == "<title>First</title>" ? problem.hasSuffix("empty") ? "" : "tag:a.example,2026-11-22:/news/a/" : "First")\" \(problem) (Content/a.md)"
      ])
  }

  @Test(arguments: [
    ("version=\"2.0\"", "version=\"0.91\"", "feed-value /rss.xml: is not of version 2.0"),
    ("<description>News.</description>", "", "feed-incomplete /rss.xml: has no <description> in its <channel>"),
    (
      "<language>en", "<language>englisch!",
      "feed-value /rss.xml: has a <language> that is not a language tag: englisch!"
    ),
    ("<width>144", "<width>145", "feed-value /rss.xml: has an <image> with a width of 145; readers take 144 at most"),
    (
      "<height>100", "<height>401", "feed-value /rss.xml: has an <image> with a height of 401; readers take 400 at most"
    ),
    (
      "<url>https://a.example/news", "<url>",
      "feed-address /rss.xml: has a <url> that is not an absolute address: /logo.png"
    ),
    (
      "<link>https://a.example/news/</link>", "<link>/</link>",
      "feed-address /rss.xml: has a <link> that is not an absolute address: /"
    ),
    (
      "news/rss.xml", "rss.xml",
      "feed-self /rss.xml: says that it stands at https://a.example/rss.xml, and stands at https://a.example/news/rss.xml"
    ),
    (
      "rel=\"self\"", "rel=\"next\"", "feed-self /rss.xml: does not say where it stands: https://a.example/news/rss.xml"
    ),
    ("A &amp; B", "A & B", "xml-malformed /rss.xml: has a raw & (line 4)"),
    ("News.", "News\u{B}.", "xml-malformed /rss.xml: has U+000B, which XML forbids (line 6)"),
  ])
  func aRuleOfRSSIsBroken(_ old: String, _ new: String, _ complaint: String) throws {
    #expect(try SyndicationFixture.complaints("rss.xml", SyndicationFixture.rss, old, new) == [complaint])
  }

  @Test(arguments: [
    (
      "tag:a.example,2026-11-21:/news/b/", "tag:a.example,2026-11-22:/news/a/",
      "feed-id-twice /rss.xml: the entry \"Second\" has an id that another entry of this feed has: tag:a.example,2026-11-22:/news/a/ (Content/b.md)"
    ),
    (
      "Sat, 21 Nov 2026 09:00:00 GMT", "Sun, 22 Nov 2026 09:00:00 GMT",
      "feed-order /rss.xml: the entry \"Second\" is newer than the entry before it (Content/b.md)"
    ),
    (
      "news/b/</link>", "news/c/</link>",
      "feed-dead-link /rss.xml: the entry \"Second\" leads to an address where nothing stands: https://a.example/news/c/"
    ),
    (
      "<ttl>60</ttl>", "<atom:link rel=\"prev-archive\" href=\"https://a.example/news/rss-2026-10.xml\"/>",
      "feed-dead-link /rss.xml: leads on to a document where nothing stands: https://a.example/news/rss-2026-10.xml"
    ),
    (
      "<title>First</title>", "<title>A &amp;amp; B</title>",
      "feed-value /rss.xml: the entry \"A &amp; B\" has a title that is escaped twice (Content/a.md)"
    ),
  ])
  func aRuleOfFeedsIsBroken(_ old: String, _ new: String, _ complaint: String) throws {
    #expect(try SyndicationFixture.complaints("rss.xml", SyndicationFixture.rss, old, new) == [complaint])
  }

  @Test func oneArticleHasOneIDInAllFeeds() throws {
    let other = SyndicationFixture.rss.replacing("2026-11-21:/news/b/", with: "2026-11-20:/news/b/")
    #expect(
      try SyndicationFixture.complaints(("rss.xml", SyndicationFixture.rss), ("rss.xml", other)) == [
        "feed-id-differs /rss.xml: the entry \"Second\" has the id tag:a.example,2026-11-20:/news/b/ here and "
          + "tag:a.example,2026-11-21:/news/b/ in another feed (Content/b.md)"
      ])
  }

  @Test func whatIsWrongInManyFeedsIsSaidOnce() throws {
    let broken = SyndicationFixture.rss.replacing("<dc:creator>Ana", with: "<dc:creator>")
      .replacing("<atom:link rel=\"self\"", with: "<atom:link rel=\"next\"")
    let complaints = try SyndicationFixture.complaints(("rss.xml", broken), ("world/rss.xml", broken))
    #expect(
      complaints.filter { $0.hasPrefix("feed-incomplete") } == [
        "feed-incomplete /rss.xml: the entry \"First\" has a <dc:creator> that is empty (Content/a.md) + and the same in 1 more file"
      ])
  }

  @Test func largeFeedsAreRefused() throws {
    let filling = String(repeating: "word ", count: 1_000_000)
    let complaints = try SyndicationFixture.complaints("rss.xml", SyndicationFixture.rss, "The first.", filling)
    #expect(complaints.map { $0.prefix(25) } == ["feed-size /rss.xml: has 5"])
  }

  @Test(arguments: [
    ("<id>https://a.example/news/</id>", "", "feed-incomplete /atom.xml: has no <atom:id> in its <atom:feed>"),
    (
      "<id>https://a.example/news/</id>", "<id>17</id>",
      "feed-address /atom.xml: has a <atom:id> that is not an IRI: 17"
    ),
    (
      "<updated>2026-11-22T09:00:00Z</updated>", "<updated>2026-11-22</updated>",
      "feed-date /atom.xml: has a <atom:updated> that is not a date of RFC 3339: 2026-11-22"
    ),
    (
      "<uri>https://a.example/news/</uri>", "<uri>/</uri>",
      "feed-address /atom.xml: has a <atom:uri> that is not an absolute address: /"
    ),
    (
      "<link rel=\"alternate\" type=\"text/html\" href=\"https://a.example/news/\"/>",
      "<link type=\"text/html\" href=\"https://a.example/\"/><link type=\"text/html\" href=\"https://a.example/b\"/>",
      "feed-incomplete /atom.xml: has two alternate links of one type"
    ),
    (
      "<author><name>A</name><uri>https://a.example/news/</uri></author>", "",
      "feed-incomplete /atom.xml: the entry \"First\" has no author, nor has its feed (Content/a.md)"
    ),
    (
      "<published>2026-11-22T08", "<published>2026-11-22T10",
      "feed-date /atom.xml: the entry \"First\" was updated before it was published (Content/a.md)"
    ),
    (
      "<content type=\"html\">&lt;p&gt;Text.", "<content type=\"text/html\">&lt;p&gt;Text.",
      "feed-value /atom.xml: the entry \"First\" has a <atom:content> of the type text/html (Content/a.md)"
    ),
    (
      " term=\"World\"", "",
      "feed-incomplete /atom.xml: the entry \"First\" has a <atom:category> without term (Content/a.md)"
    ),
    (
      "<feed xmlns=\"http://www.w3.org/2005/Atom\"", "<feed xmlns:x=\"urn:x\" x:a=\"1\" x:a=\"2\"",
      "xml-malformed /atom.xml: has the attribute {urn:x}a twice in one tag (line 2)"
    ),
  ])
  func aRuleOfAtomIsBroken(_ old: String, _ new: String, _ complaint: String) throws {
    #expect(try SyndicationFixture.complaints("atom.xml", SyndicationFixture.atom, old, new) == [complaint])
  }

  @Test func twoChangesInOneSecondAreTold() throws {
    let start = try #require(SyndicationFixture.atom.firstRange(of: "<entry>"))
    let end = try #require(SyndicationFixture.atom.firstRange(of: "</feed>"))
    let entry = String(SyndicationFixture.atom[start.lowerBound..<end.lowerBound])
    func complaints(_ updated: String) throws -> [String] {
      let first = entry.replacing("<updated>2026-11-22T09:00:00Z", with: "<updated>\(updated)")
      let second = first.replacing("/a/", with: "/b/").replacing("First", with: "Second")
        .replacing("<published>2026-11-22", with: "<published>2026-11-21")
      let head = SyndicationFixture.atom[..<start.lowerBound]
      return try SyndicationFixture.complaints(("atom.xml", head + first + second + "</feed>\n"))
    }
    #expect(
      try complaints("2026-11-22T09:00:00Z") == [
        "warning feed-same-second /atom.xml: the entry \"Second\" was last changed in the same second as \"First\", and readers show them in any order (Content/b.md)"
      ])
    #expect(try complaints("2026-11-23T00:00:00Z") == [])
  }

  @Test(arguments: [
    ("version/1.1", "version/1", "feed-value /feed.json: is not of version 1.1"),
    ("\"title\":\"A\",", "", "feed-incomplete /feed.json: has no `title`, or none that is text"),
    (
      "\"id\":\"tag:a.example,2026-11-22:/news/a/\"", "\"id\":17",
      "feed-incomplete /feed.json: the entry \"First\" has no `id`, or none that is text (Content/a.md)"
    ),
    (
      "\"content_html\":\"<p>Text.</p>\",", "",
      "feed-incomplete /feed.json: the entry \"First\" has neither `content_html` nor `content_text` (Content/a.md)"
    ),
    (
      "2026-11-22T08:00:00Z", "yesterday",
      "feed-date /feed.json: the entry \"First\" has a `date_published` that is not a date of RFC 3339: yesterday (Content/a.md)"
    ),
    (
      "{\"name\":\"Ana\"}", "{}",
      "feed-incomplete /feed.json: the entry \"First\" has an author without name, url and avatar (Content/a.md)"
    ),
    (
      "[\"World\"]", "[1]",
      "feed-value /feed.json: the entry \"First\" has `tags` that are not a list of texts (Content/a.md)"
    ),
    (
      "\"url\":\"https://hub.example/\"", "\"url\":\"hub\"",
      "feed-address /feed.json: has a `url` that is not an absolute address: hub"
    ),
    ("\"items\":[", "\"items\":{},\"more\":[", "feed-incomplete /feed.json: has no list of `items`"),
    ("]}\n", "],}\n", "json-malformed /feed.json: is broken: this is not JSON: a key between quotes belongs here"),
  ])
  func aRuleOfJSONFeedIsBroken(_ old: String, _ new: String, _ complaint: String) throws {
    #expect(try SyndicationFixture.complaints("feed.json", SyndicationFixture.json, old, new) == [complaint])
  }
}
