import CommonMark
import Foundation
import Testing

@testable import SiteGenerator

@Suite struct MetadataTests {
  private func text(_ head: PageHead, _ site: Site) -> String {
    String(decoding: metadata(head, in: site), as: UTF8.self)
  }

  @Test(arguments: [
    ("home", GoldenHeads.home), ("author", GoldenHeads.author), ("article", GoldenHeads.article),
    ("foreign", GoldenHeads.foreign), ("page", GoldenHeads.page), ("hidden", GoldenHeads.hidden),
  ])
  func headsAreWritten(_ name: String, _ golden: String) throws {
    let head = try #require(MetadataFixture.heads.first { $0.name == name }?.head)
    #expect(text(head, FeedFixture.newsroom().site) == golden)
  }

  @Test func partsOfManyPagesAreTheSameWhenTheyWereWrittenBefore() {
    let site = FeedFixture.newsroom().site
    let parts = MetadataParts(copying: MetadataParts(site), itemLimit: 1)
    for (name, head) in MetadataFixture.heads {
      var prepared = head
      prepared.parts = parts
      // Twice: a list's items are kept by then, or have been given up for others.
      for _ in 0..<2 { #expect(text(prepared, site) == text(head, site), "\(name)") }
    }
  }

  @Test func articlesTakeTheirSectionsPartOfTheWay() {
    let site = FeedFixture.newsroom().site
    var (plain, prepared) = (MetadataFixture.article, MetadataFixture.article)
    plain.feeds =
      FeedLink.all(of: site.sections[0].title, site.sections[0].address)
      + FeedLink.all(of: site.settings.title, .home)
    plain.breadcrumbs =
      [Crumb(title: site.settings.title, address: .home)] + Crumb.way(to: 0, in: site) + [plain.breadcrumbs[2]]
    prepared.parts = MetadataParts(site)
    prepared.section = 0
    prepared.breadcrumbs = [prepared.breadcrumbs[2]]
    #expect(text(prepared, site) == text(plain, site))
    prepared.section = site.sections.count
    plain.feeds = FeedLink.all(of: site.settings.title, .home)
    plain.breadcrumbs = [plain.breadcrumbs[0], plain.breadcrumbs[2]]
    #expect(text(prepared, site) == text(plain, site))
  }

  @Test func picturesOfAnyNameTellTheirType() {
    var fixture = FeedFixture.newsroom()
    fixture.articles[0].image?.target = .site(Address("/world/fig#1.png"), suffix: "")
    #expect(text(MetadataFixture.article, fixture.site).contains("og:image:type\" content=\"image/png\""))
    fixture.articles[0].image?.target = .site(Address("/world/fig#1.svg"), suffix: "")
    fixture.settings.logo = nil
    #expect(!text(MetadataFixture.article, fixture.site).contains("og:image"))
  }

  /// The JSON-LD of a head, taken out of it as a browser would: up to the first `</script`.
  private func structured(_ head: PageHead, _ site: Site) throws -> [[String: Any]] {
    let parts = text(head, site).components(separatedBy: "<script type=\"application/ld+json\">")
    #expect(parts.count == 2)
    let json = try #require(parts.last?.components(separatedBy: "</script").first)
    let root = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    return try #require(root?["@graph"] as? [[String: Any]])
  }

  @Test func noTextEndsTheScript() throws {
    for seed in 0..<100 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let pieces = SeededGenerator.hostile + ["</SCRIPT ", "<!--<script>", "<script"]
      let title = "x" + random.text(pieces: pieces, upTo: 25)
      var fixture = FeedFixture.newsroom()
      fixture.articles[0].title = title
      fixture.settings.title = title
      fixture.people[0].name = title
      var head = MetadataFixture.article
      head.title = title
      head.description = title
      let graph = try structured(head, fixture.site)
      #expect((graph[0]["headline"] as? String).map { Array($0.utf8) } == plainLine(title), "seed \(seed)")
      let lines = text(head, fixture.site).utf8.split(separator: 0x0A)
      #expect(lines.allSatisfy { $0.first == UInt8(ascii: "<") && $0.last == UInt8(ascii: ">") }, "seed \(seed)")
      for line in lines where !line.starts(with: "<script".utf8) {
        #expect(line.dropFirst().count { $0 == UInt8(ascii: "<") } == 0, "seed \(seed)")
      }
    }
  }

  @Test(arguments: [
    (Article.Label.report, "ReportageNewsArticle"), (.opinion, "OpinionNewsArticle"),
    (.analysis, "AnalysisNewsArticle"),
    (.review, "ReviewNewsArticle"), (.sponsored, "AdvertiserContentArticle"), (.satire, "SatiricalArticle"),
    (.pressRelease, "NewsArticle"),
  ])
  func labelsAreTypes(_ label: Article.Label, _ type: String) throws {
    var fixture = FeedFixture.newsroom()
    fixture.articles[0].label = label
    #expect(try structured(MetadataFixture.article, fixture.site)[0]["@type"] as? String == type)
  }

  @Test func retractedArticlesSayNothingButThat() throws {
    var fixture = FeedFixture.newsroom()
    fixture.articles[0].status = .retracted
    fixture.articles[0].reason = "It was not true."
    let article = try structured(MetadataFixture.article, fixture.site)[0]
    #expect(article["creativeWorkStatus"] as? String == "Retracted")
    #expect(article["description"] as? String == "It was not true.")
    #expect(article["image"] == nil)
    #expect(article["keywords"] == nil)
    #expect(!text(MetadataFixture.article, fixture.site).contains("jpg"))
  }

  @Test func correctionsAreListed() throws {
    var fixture = FeedFixture.newsroom()
    let future = Correction(date: fixture.now + 1, text: "secret", kind: .update)
    fixture.articles[1].corrections.insert(future, at: 0)
    var head = PageHead(kind: .article, address: Address("/world/bridge/"), title: "Bridge")
    head.article = 1
    let article = try structured(head, fixture.site)[0]
    let corrections = article["correction"] as? [[String: String]]
    #expect(
      corrections == [
        [
          "@type": "CorrectionComment", "text": "The bridge is 40 m long.",
          "datePublished": "2026-07-15T08:20:00+01:00",
        ]
      ])
    #expect(article["dateModified"] as? String == "2026-07-15T08:20:00+01:00")
    #expect(text(head, fixture.site).contains("article:modified_time\" content=\"2026-07-15T08:20:00+01:00\""))
  }

  @Test func originalsElsewhereAreCanonical() {
    var fixture = FeedFixture.newsroom()
    fixture.articles[0].canonical = "https://bay.example/a b?c&d"
    let head = text(MetadataFixture.article, fixture.site)
    #expect(head.contains("<link rel=\"canonical\" href=\"https://bay.example/a%20b?c&amp;d\">\n"))
  }

  @Test func hiddenArticlesKeepTheirMarkup() {
    var fixture = FeedFixture.newsroom()
    fixture.articles[0].isNoindex = true
    let head = text(MetadataFixture.article, fixture.site)
    #expect(head.contains("<meta name=\"robots\" content=\"noindex\">\n"))
    #expect(!head.contains("max-image-preview"))
  }

  @Test func drawingsAreNoCards() {
    var fixture = FeedFixture.newsroom()
    fixture.articles[0].image?.target = .site(Address("/hall.svg"), suffix: "?v=1")
    fixture.settings.logo = nil
    let head = text(MetadataFixture.article, fixture.site)
    #expect(!head.contains("og:image"))
    #expect(head.contains("<meta name=\"twitter:card\" content=\"summary\">\n"))
  }

  @Test func translationsNameEachOther() {
    var fixture = FeedFixture.newsroom()
    fixture.links[0].translations = [2]
    let head = text(MetadataFixture.article, fixture.site)
    let expected = """
      <link rel="alternate" hreflang="en" href="https://courier.example/news/world/clash/">
      <link rel="alternate" hreflang="prs" href="https://courier.example/news/%D8%A8%D9%86%D8%AF%D8%B1/">

      """
    #expect(head.contains(expected))
  }

  @Test func pagesOfTheMachineryArePagesUnlessHidden() throws {
    let head = PageHead(kind: .other, address: Address("/tags/"), title: "Tags")
    let site = FeedFixture.newsroom().site
    #expect(try structured(head, site)[0]["@type"] as? String == "WebPage")
    #expect(text(head, site).contains("<link rel=\"canonical\" href=\"https://courier.example/news/tags/\">\n"))
    #expect(text(head, site).contains("og:title"))
  }
}
