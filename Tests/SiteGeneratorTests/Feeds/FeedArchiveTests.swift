import Testing

@testable import SiteGenerator

@Suite struct FeedArchiveTests {
  /// Ten articles, one every ten days back from 2026-11-20: two in November, four in October, three in September, one in
  /// August.
  private func fixture(items: Int) -> FeedFixture {
    var fixture = FeedFixture()
    fixture.settings.title = "T"
    fixture.settings.feeds.items = items
    for number in 0..<10 {
      let date = 1_795_166_999 - number * 864_000
      fixture.add(ArticleFields.fixture("A\(number)", at: "/a\(number)/", date: date))
    }
    return fixture
  }

  private func documents(_ fixture: FeedFixture) -> [FeedList] {
    let site = fixture.site
    return FeedFixture.list(site).withArchives(of: site.listed, in: site)
  }

  @Test func archivesContinueTheFeed() {
    let lists = documents(fixture(items: 2))
    #expect(
      lists.map { $0.address(of: .rss).text } == [
        "/rss.xml", "/rss-2026-10.xml", "/rss-2026-09.xml", "/rss-2026-08.xml",
      ])
    #expect(lists.map(\.articles) == [[0, 1], [2, 3, 4, 5], [6, 7, 8], [9]])
    let previous = lists.map { $0.previousArchive.map { "\($0.year)-\($0.month)" } }
    #expect(previous == ["2026-10", "2026-9", "2026-8", nil])
  }

  /// What the subscription document has no room for is in an archive of the same month.
  @Test func nothingFallsBetween() {
    let lists = documents(fixture(items: 1))
    #expect(lists.map(\.articles) == [[0], [0, 1], [2, 3, 4, 5], [6, 7, 8], [9]])
    #expect(lists[1].address(of: .json).text == "/feed-2026-11.json")
  }

  @Test func shortListsHaveNone() {
    #expect(documents(fixture(items: 10)).map(\.archive) == [nil])
    #expect(documents(fixture(items: 10))[0].previousArchive == nil)
    #expect(documents(FeedFixture()).map(\.archive) == [nil])
  }

  /// A new article changes the subscription document alone.
  @Test func oldArchivesStay() throws {
    let old = fixture(items: 2)
    var new = FeedFixture()
    new.settings = old.settings
    new.add(ArticleFields.fixture("New", at: "/new/", date: 1_795_200_000))
    for article in old.articles { new.add(article) }
    let before = try archives(old)
    let after = try archives(new)
    for (address, text) in before { #expect(after[address] == text, "\(address)") }
  }

  private func archives(_ fixture: FeedFixture) throws -> [String: String] {
    let site = fixture.site
    var files: [String: String] = [:]
    for list in documents(fixture).dropFirst() where list.archive?.month != 11 {
      for format in FeedFormat.allCases {
        files[list.address(of: format).text] = try text(format, list, site)
      }
    }
    return files
  }

  private func text(_ format: FeedFormat, _ list: FeedList, _ site: Site) throws -> String {
    var entries: [Site.Index: FeedEntry] = [:]
    for index in list.articles { entries[index] = try FeedFixture.entry(site, index, site.article(index).title) }
    let document = writeFeed(format, of: list, in: site, from: FeedFixture.folder) { entries[$0] }
    return String(decoding: document.bytes, as: UTF8.self)
  }

  @Test func documentsSayWhatTheyAre() throws {
    var fixture = fixture(items: 2)
    fixture.settings.feeds.hub = "https://hub.example/"
    let lists = documents(fixture)
    let feed = try StrictXML.parse(Array(try text(.atom, lists[0], fixture.site).utf8))
    #expect(feed.all("link").map { $0.attributes["rel"] } == ["self", "alternate", "prev-archive", "hub"])
    #expect(feed["fh:archive"] == nil)
    let archive = try StrictXML.parse(Array(try text(.atom, lists[1], fixture.site).utf8))
    let links = archive.all("link").map { "\($0.attributes["rel"] ?? "") \($0.attributes["href"] ?? "")" }
    #expect(
      links == [
        "self http://localhost:8000/atom-2026-10.xml", "alternate http://localhost:8000/",
        "current http://localhost:8000/atom.xml", "prev-archive http://localhost:8000/atom-2026-09.xml",
      ])
    #expect(archive["fh:archive"] != nil)
    #expect(archive.attributes["xmlns:fh"] == "http://purl.org/syndication/history/1.0")
    let rss = try StrictXML.parse(Array(try text(.rss, lists[3], fixture.site).utf8))
    #expect(rss["channel"]?["fh:archive"] != nil)
    let rels = rss["channel"]?.all("atom:link").map { $0.attributes["rel"] }
    #expect(rels == ["self", "current"])
    #expect(
      try text(.json, lists[2], fixture.site).contains("\"next_url\":\"http://localhost:8000/feed-2026-08.json\""))
  }
}
