import Foundation
import Diagnostics
import Testing

@testable import SiteGenerator

/// Every rule for sitemaps, lists of feeds, `robots.txt` and structured data, with a document that breaks it.
@Suite struct SitemapRuleTests {
  @Test(arguments: [
    (
      "<loc>https://a.example/news/a/</loc>", "", "sitemap-incomplete /s.xml: has no <sitemap:loc> in its <sitemap:url>"
    ),
    (
      "<loc>https://a.example/news", "<loc>",
      "sitemap-address /s.xml: has a <sitemap:loc> that is not an absolute address: /a/"
    ),
    (
      "<loc>https://a.example/news/a/", "<loc>https://b.example/",
      "sitemap-address /s.xml: names an address of another site: https://b.example/"
    ),
    (
      "news/a/</loc>", "news/c/</loc>",
      "sitemap-dead-link /s.xml: names an address where nothing stands: https://a.example/news/c/"
    ),
    (
      "<lastmod>2026-11-22T09:00:00Z", "<lastmod>2026-11-31",
      "sitemap-date /s.xml: has a <sitemap:lastmod> that is not a date: 2026-11-31"
    ),
    (
      "<news:language>en", "<news:language>en-GB",
      "sitemap-value /s.xml: has a language that is no code of ISO 639: en-GB (Content/a.md)"
    ),
    ("<news:title>First</news:title>", "", "sitemap-incomplete /s.xml: has no <news:title> in its <news:news>"),
    ("<news:name>A</news:name>", "", "sitemap-incomplete /s.xml: has no <news:name> in its <news:publication>"),
    (
      "_date>2026-11-22T08", "_date>2026-11-20T08",
      "sitemap-news-old /s.xml: names as news what is over 48 hours old: https://a.example/news/a/ (Content/a.md)"
    ),
    (
      "</url>", "</url>\n<url><loc>https://a.example/news/a/</loc></url>",
      "sitemap-address-twice /s.xml: names an address twice: https://a.example/news/a/ (Content/a.md)"
    ),
  ])
  func aRuleOfSitemapsIsBroken(_ old: String, _ new: String, _ complaint: String) throws {
    #expect(try SyndicationFixture.complaints("s.xml", SyndicationFixture.sitemap, old, new) == [complaint])
  }

  @Test func sitemapsHaveLimits() throws {
    let start = "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"
    let long = "https://a.example/news/a/?" + String(repeating: "x", count: 2048)
    #expect(
      try SyndicationFixture.complaints(("s.xml", start + "<url><loc>\(long)</loc></url></urlset>")) == [
        "sitemap-address /s.xml: names an address of over 2,047 bytes: \(long) (Content/a.md)"
      ])
    var findings = Findings(SyndicationFixture.site, Address("/s.xml"))
    var rules = SitemapRules(maximumSize: 500, maximumCount: 1)
    let two = "<url><loc>https://a.example/news/a/</loc></url><url><loc>https://a.example/news/b/</loc></url>"
    rules.check(try XMLReader.read(Array((start + two + "</urlset>").utf8)), size: 501, &findings)
    #expect(
      findings.all.map(\.message) == ["has 501 bytes; 500 are allowed", "has 2 addresses; 1 are allowed"])
  }

  @Test func aSitemapOfNewsHasAThousand() throws {
    let sitemap = SyndicationFixture.sitemap
    let start = try #require(sitemap.range(of: "<url>")?.lowerBound)
    let end = try #require(sitemap.range(of: "</url>")?.upperBound)
    let urls = (0...1000).map { number in
      String(sitemap[start..<end]).replacing("/news/a/</loc>", with: "/news/a/?\(number)</loc>")
    }
    let many = sitemap.replacing(sitemap[start..<end], with: urls.joined())
    #expect(
      try SyndicationFixture.complaints(("sitemap-news.xml", many)) == [
        "sitemap-size /sitemap-news.xml: has 1001 news; 1,000 are allowed"
      ])
  }

  @Test func anIndexNamesSitemapsThatAreThere() throws {
    let start = "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"
    let part = { (name: String) in "<sitemap><loc>https://a.example/news/\(name)</loc></sitemap>" }
    #expect(
      try SyndicationFixture.complaints(("sitemap.xml", start + part("sitemap-2026-10.xml") + "</sitemapindex>")) == [])
    #expect(
      try SyndicationFixture.complaints(("sitemap.xml", start + part("sitemap-2026-09.xml") + "</sitemapindex>")) == [
        "sitemap-dead-link /sitemap.xml: names an address where nothing stands: "
          + "https://a.example/news/sitemap-2026-09.xml"
      ])
    #expect(
      try SyndicationFixture.complaints(("sitemap.xml", start + "</sitemapindex>")) == [
        "sitemap-incomplete /sitemap.xml: has no sitemaps"
      ])
  }

  @Test(arguments: [
    ("version=\"2.0\"", "version=\"1.0\"", "opml-incomplete /feeds.opml: is not of version 2.0"),
    (" text=\"A\"", "", "opml-incomplete /feeds.opml: has a <outline> without text"),
    (
      "xmlUrl=\"https://a.example/news", "xmlUrl=\"",
      "opml-address /feeds.opml: has a <outline> whose xmlUrl is not an absolute address: /rss.xml"
    ),
    (
      "news/rss.xml", "news/rss2.xml",
      "opml-dead-link /feeds.opml: names a feed where nothing stands: https://a.example/news/rss2.xml"
    ),
    (
      "Sun, 22", "Mon, 22",
      "opml-date /feeds.opml: has a <dateModified> that is not a date of RFC 822: Mon, 22 Nov 2026 09:00:00 +0100"
    ),
  ])
  func aRuleOfListsOfFeedsIsBroken(_ old: String, _ new: String, _ complaint: String) throws {
    #expect(try SyndicationFixture.complaints("feeds.opml", SyndicationFixture.opml, old, new) == [complaint])
  }

  @Test(arguments: [
    ("/sitemap.xml", "sitemap-address /robots.txt: names a sitemap by an address that is not absolute: /sitemap.xml"),
    (
      "https://a.example/news/x.xml",
      "sitemap-dead-link /robots.txt: names a sitemap where nothing stands: https://a.example/news/x.xml"
    ),
  ])
  func robotsNameSitemapsThatAreThere(_ address: String, _ complaint: String) throws {
    #expect(try SyndicationFixture.complaints(("robots.txt", "Sitemap: \(address)\n")) == [complaint])
  }

  @Test(arguments: [
    ("\"headline\":\"First\",", "", "warning structured-data-incomplete /a/: has a NewsArticle without `headline`"),
    ("\"name\":\"Ana\"", "\"name\":\"\"", "warning structured-data-incomplete /a/: has a Person without `name`"),
    (
      "[{\"@type\":\"Person\",\"name\":\"Ana\"}]", "[]",
      "warning structured-data-incomplete /a/: has a NewsArticle without `author`"
    ),
    (
      "https://schema.org", "http://example.org",
      "structured-data-incomplete /a/: has structured data whose `@context` is not https://schema.org"
    ),
    (
      "https://a.example/news/a.jpg", "/a.jpg",
      "structured-data-address /a/: has a `url` in its structured data that is not an absolute address: /a.jpg"
    ),
    (
      "2026-11-22T08:00:00Z", "2026-11-22",
      "structured-data-date /a/: has a `datePublished` in its structured data that is not a date of RFC 3339: 2026-11-22"
    ),
    (
      "2026-11-22T08:00:00Z", "2026-11-22T10:00:00Z",
      "structured-data-date /a/: has a NewsArticle that was modified before it was published"
    ),
    (
      "\"position\":1", "\"position\":2",
      "structured-data-value /a/: has a BreadcrumbList whose item 1 has another `position`"
    ),
    (
      "\"width\":10}", "\"width\":10",
      "structured-data-broken /a/: has structured data that is broken: this is not JSON: a comma belongs between two pairs, or `}` behind the last"
    ),
  ])
  func aRuleOfStructuredDataIsBroken(_ old: String, _ new: String, _ complaint: String) throws {
    #expect(
      try SyndicationFixture.complaints("a/index.html", SyndicationFixture.page, old, new) == [
        complaint + " (Content/a.md)"
      ])
  }

  /// What is JSON for one reader is JSON for the other, which tells what is wrong.
  @Test func bothReadersOfJSONTakeTheSame() {
    let document = #"{"a":[1,-2.5e3,true,null,"x\n\u00e9\ud83d\ude00"],"b":{"c":"","a":{}},"":[],"d":"é"}"#
    var random = SeededGenerator(seed: 20_261_123)
    for round in 0..<2000 {
      var bytes = Array(document.utf8)
      for _ in 0..<(round % 3) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(bytes.randomElement(using: &random) ?? 0, at: place)
        default: bytes[place] = Array("{}[],:\"\\u0e1-tn \u{1}".utf8).randomElement(using: &random) ?? 0
        }
      }
      let node = try? JSONReader.read(
        0..<bytes.count, of: Source(path: "", bytes: bytes), limits: ContentLimits())
      let outline = JSONOutline(bytes, 0..<bytes.count)
      #expect((node == nil) == (outline == nil), "\(String(decoding: bytes, as: UTF8.self))")
      if let node, let outline { #expect(outline.members(of: 0) == node.members) }
    }
  }

  @Test func numbersAreAsJSONWritesThem() {
    for number in ["0", "-0", "10", "0.5", "-2.5e3", "1E+2", "1e-2"] { #expect(isJSONNumber(Array(number.utf8)[...])) }
    for other in ["", "-", "007", "0x10", "1.", ".5", "1e", "1e+", "-inf", "nan", "+1", "1 "] {
      #expect(!isJSONNumber(Array(other.utf8)[...]), "\(other)")
    }
  }

  @Test func deepJSONIsRefused() {
    func nested(_ depth: Int) -> [UInt8] {
      Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
    }
    #expect(JSONOutline(nested(33), 0..<66) != nil)
    #expect(JSONOutline(nested(34), 0..<68) == nil)
    #expect(JSONOutline(nested(100_000), 0..<200_000) == nil)
  }
}

extension JSONOutline {
  /// The keys of an object with their texts.
  fileprivate func members(of object: Int) -> [[String]] {
    var members: [[String]] = []
    _ = firstChild(of: object) { child in
      let text = text(child) ?? plain(child)
      members.append([bytes[values[child].key], text ?? []].map { String(decoding: $0, as: UTF8.self) })
      return false
    }
    return members
  }
}

extension MetaNode {
  fileprivate var members: [[String]] {
    guard case .mapping(let pairs) = value else { return [] }
    return pairs.map { pair in
      if case .scalar(let text, _) = pair.value.value { [pair.key, text] } else { [pair.key, ""] }
    }
  }
}
