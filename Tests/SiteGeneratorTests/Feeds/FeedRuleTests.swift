import CommonMark
import Diagnostics
import Testing

@testable import SiteGenerator

@Suite struct FeedRuleTests {
  /// Ten articles, the newest first.
  private func fixture() -> FeedFixture {
    var fixture = FeedFixture()
    for number in 0..<10 {
      fixture.add(ArticleFields.fixture("A\(number)", at: "/a\(number)/", date: 1_790_000_000 - number * 60))
    }
    return fixture
  }

  @Test func pinnedArticlesAreNotInFront() {
    let site = fixture().site
    #expect(feedArticles([7, 3, 0, 1, 2, 4, 5, 6, 8, 9], in: site) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  }

  @Test func theNewestAreTaken() {
    var fixture = fixture()
    fixture.settings.feeds.items = 3
    #expect(feedArticles([9, 8, 0, 1, 2], in: fixture.site) == [0, 1, 2])
    fixture.settings.feeds.items = 0
    #expect(feedArticles([9, 8, 0, 1, 2], in: fixture.site) == [])
  }

  @Test func whatIsNotForFeedsIsLeftOut() {
    var fixture = fixture()
    fixture.articles[1].feed = Article.Feed.none
    fixture.articles[2].status = .retracted
    fixture.add(ArticleFields.fixture("Page", at: "/p/", date: nil))
    #expect(feedArticles([0, 1, 2, 3, 10], in: fixture.site) == [0, 2, 3])
  }

  @Test func largeFeedsAreCutFromTheOldestOn() throws {
    var fixture = fixture()
    for index in fixture.articles.indices { fixture.articles[index].standfirst = "Short." }
    let site = fixture.site
    let html = "<p>" + String(repeating: "word ", count: 140_000) + "</p>"
    let entry = try FeedFixture.entry(site, 0, html)
    for format in FeedFormat.allCases {
      let document = writeFeed(format, of: FeedFixture.list(site), in: site, from: FeedFixture.folder) { _ in
        entry
      }
      #expect(document.bytes.count <= 5_000_000)
      #expect(document.bytes.count > 4_000_000)
      #expect(
        document.warnings == [
          Diagnostic(
            .warning, id: "feed-too-large",
            "/\(format.fileName) would be over 5,000,000 bytes: the 3 oldest entries were cut to summaries",
            hint: "set feeds: {items: …} lower, or feeds: {content: summary}")
        ])
    }
  }

  @Test func anEntryThatNoFeedHasRoomForIsNamedByThePathOfItsFile() throws {
    var fixture = FeedFixture()
    fixture.add(ArticleFields.fixture("A", at: "/a/"))
    let site = fixture.site
    let entry = try FeedFixture.entry(site, 0, "<p>" + String(repeating: "word ", count: 1_100_000) + "</p>")
    let document = writeFeed(.rss, of: FeedFixture.list(site), in: site, from: FeedFixture.folder) { _ in entry }
    #expect(document.warnings.map { $0.place } == [Place(path: "blog/Content/world/a.md")])
  }

  @Test func nothingIsNow() throws {
    var fixture = FeedFixture.newsroom()
    let first = try FeedFormat.allCases.map { try FeedFixture.feed($0, of: fixture.site) }
    fixture.now = fixture.now + 1_000_000
    #expect(try FeedFormat.allCases.map { try FeedFixture.feed($0, of: fixture.site) } == first)
  }

  @Test(arguments: [
    (nil, "tag:a.example,2026-11-20:/b%C3%A9/x/", "tag:a.example,2026-11-20:/b%C3%A9/x/"),
    ("https://old.example/?p=1", "https://old.example/?p=1", "https://old.example/?p=1"),
    ("17", "17", "tag:a.example,1970-01-01:/guid/17"),
    ("a b:ü", "a b:ü", "tag:a.example,1970-01-01:/guid/a%20b%3A%C3%BC"),
    (" \u{B} ", "tag:a.example,2026-11-20:/b%C3%A9/x/", "tag:a.example,2026-11-20:/b%C3%A9/x/"),
    ("urn:uuid:1-ü", "urn:uuid:1-ü", "urn:uuid:1-%C3%BC"),
  ])
  func idsStay(_ guid: String?, _ id: String, _ atom: String) {
    var fixture = FeedFixture()
    fixture.settings.baseURL = BaseURL("https://A.example:8080") ?? .preview
    var article = ArticleFields.fixture("A", at: "/bé/x/")
    article.guid = guid
    fixture.add(article)
    let site = fixture.site
    #expect(feedID(of: Article(article), site.settings) == id)
    #expect(atomID(id, in: site) == atom)
  }

  /// The day is the one that clocks in the newsroom showed.
  @Test func dayOfTheIDIsInTheZoneOfTheSite() {
    var fixture = FeedFixture()
    fixture.settings.zone = Zone(identifier: "Pacific/Auckland") ?? .utc
    fixture.add(ArticleFields.fixture("A", at: "/a/", date: 1_795_260_000))
    #expect(feedID(of: fixture.site.articles[0], fixture.settings) == "tag:localhost,2026-11-22:/a/")
  }

  @Test func entriesWithoutDateAreErrors() {
    var fixture = FeedFixture()
    fixture.add(ArticleFields.fixture("A", at: "/a/", date: nil))
    let site = fixture.site
    #expect(
      throws: Diagnostic(
        id: "feed-entry-without-date", "an article without a date cannot be in a feed",
        at: Place(path: "blog/Content/world/a.md"), hint: "give it a date, or feed: none")
    ) {
      try makeFeedEntry(of: 0, in: site, from: FeedFixture.folder, contentHTML: [], id: "x")
    }
  }

  @Test(arguments: [
    ("en", "ltr", nil), ("ps-AF", "rtl", "ps_AF"), ("az-Arab", "rtl", nil), ("ar-Latn", "ltr", nil),
    ("en-gb", "ltr", "en_GB"),
    ("sr-Latn-RS", "ltr", "sr_RS"), ("he", "rtl", nil), ("tlh", "ltr", nil), ("es-419", "ltr", nil),
    ("ug_CN", "rtl", "ug_CN"), ("en-x-arab", "ltr", nil), ("", "ltr", nil),
  ])
  func languagesHaveDirections(_ tag: String, _ direction: String, _ locale: String?) {
    #expect(LanguageTag(tag).direction == direction)
    #expect(LanguageTag(tag).openGraphLocale == locale)
  }
}
