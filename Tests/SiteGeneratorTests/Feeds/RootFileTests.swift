import Testing

@testable import SiteGenerator

@Suite struct RootFileTests {
  private func text(_ bytes: [UInt8]?) -> String { String(decoding: bytes ?? [], as: UTF8.self) }

  @Test func filesAreWritten() {
    let site = FeedFixture.newsroom().site
    let files = sitemap(SitemapFixture.entries, in: site)
    #expect(files.map(\.address.text) == ["/sitemap.xml"])
    #expect(text(files.first?.bytes) == GoldenFiles.sitemap)
    #expect(text(newsSitemap(of: site)) == GoldenFiles.news)
    #expect(text(redirectPage(to: Address("/بندر/"), in: site)) == GoldenFiles.redirect)
    #expect(text(robots([Address("/sitemap.xml")], in: site)) == GoldenFiles.robots)
    let world = FeedList(title: "A & B: World", description: "D", address: Address("/world/"), articles: [])
    #expect(text(opml([FeedFixture.list(site), world], in: site)) == GoldenFiles.opml)
  }

  @Test func sitemapLeavesOutWhatIsNotToBeFound() {
    var fixture = FeedFixture.newsroom()
    fixture.articles[0].isNoindex = true
    fixture.articles[1].canonical = "https://bay.example/"
    fixture.articles[2].status = .retracted
    fixture.articles[3].address = Address("/a&b'<c>/")
    let entries = (0..<4).map { SitemapEntry(address: fixture.articles[$0].address, article: Site.Index($0)) }
    #expect(
      text(sitemap(entries, in: fixture.site).first?.bytes) == """
        <?xml version="1.0" encoding="utf-8"?>
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <url>
        <loc>https://courier.example/news/a&amp;b'%3Cc%3E/</loc>
        </url>
        </urlset>

        """)
    #expect(newsSitemap(of: fixture.site) == nil)
  }

  @Test func largeSitemapsAreCutByMonth() throws {
    var fixture = FeedFixture()
    var entries = [SitemapEntry(address: .home)]
    for number in 0..<10_001 {
      // 31 days back with every 5,000 articles: three months.
      let date = 1_795_000_000 - number / 5000 * 31 * 86_400
      fixture.add(ArticleFields.fixture("A", at: "/a\(number)/", date: date))
      entries.append(SitemapEntry(address: Address("/a\(number)/"), article: Site.Index(number)))
    }
    let files = sitemap(entries.reversed(), in: fixture.site)
    #expect(
      files.map(\.address.text) == [
        "/sitemap.xml", "/sitemap-pages.xml", "/sitemap-2026-09.xml", "/sitemap-2026-10.xml", "/sitemap-2026-11.xml",
      ])
    #expect(
      text(files.first?.bytes) == """
        <?xml version="1.0" encoding="utf-8"?>
        <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <sitemap>
        <loc>http://localhost:8000/sitemap-pages.xml</loc>
        </sitemap>
        <sitemap>
        <loc>http://localhost:8000/sitemap-2026-09.xml</loc>
        <lastmod>2026-09-17T11:06:40Z</lastmod>
        </sitemap>
        <sitemap>
        <loc>http://localhost:8000/sitemap-2026-10.xml</loc>
        <lastmod>2026-10-18T11:06:40Z</lastmod>
        </sitemap>
        <sitemap>
        <loc>http://localhost:8000/sitemap-2026-11.xml</loc>
        <lastmod>2026-11-18T11:06:40Z</lastmod>
        </sitemap>
        </sitemapindex>

        """)
    let counts = try files.dropFirst().map { try StrictXML.parse($0.bytes).children.count }
    #expect(counts == [1, 1, 5000, 5000])
  }

  @Test func partsAreNotLargerThanTheProtocolAllows() throws {
    let entries = (0..<50_001).map { SitemapEntry(address: Address("/t\($0)/")) }
    let files = sitemap(entries, in: FeedFixture().site)
    #expect(files.map(\.address.text) == ["/sitemap.xml", "/sitemap-pages.xml", "/sitemap-pages-2.xml"])
    #expect(try files.dropFirst().map { try StrictXML.parse($0.bytes).children.count } == [50_000, 1])
  }

  @Test func newsAreOfTheLastTwoDays() throws {
    var fixture = FeedFixture()
    fixture.settings.language = "zh-Hant-TW"
    for number in 0..<1100 {
      fixture.add(ArticleFields.fixture("A", at: "/a\(number)/", date: fixture.now.seconds - number))
    }
    fixture.articles[0].language = "ps-AF"
    fixture.articles[1].isNoindex = true
    let news = try StrictXML.parse(try #require(newsSitemap(of: fixture.site)))
    #expect(news.children.count == 1000)
    let languages = news.children.prefix(2).map { $0["news:news"]?["news:publication"]?["news:language"]?.text }
    #expect(languages == ["ps", "zh-tw"])
    fixture.now = fixture.now + (48 * 3600 - 500)
    #expect(try StrictXML.parse(try #require(newsSitemap(of: fixture.site))).children.count == 500)
    fixture.now = fixture.now + 2000
    #expect(newsSitemap(of: fixture.site) == nil)
  }

  @Test func redirectsAreSafe() {
    var fixture = FeedFixture()
    fixture.settings.title = "</title><script>"
    let page = text(redirectPage(to: Address("/\"><script>/"), in: fixture.site))
    #expect(!page.contains("<script>"))
    #expect(page.contains("content=\"0; url=/%22%3E%3Cscript%3E/\""))
  }
}
