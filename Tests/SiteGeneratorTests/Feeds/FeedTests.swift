import CommonMark
import DefaultTheme
import Foundation
import Testing

@testable import SiteGenerator

@Suite struct FeedTests {
  private let content = "<p>See <a href=\"#fn1\">1</a>.</p>\n"

  @Test(arguments: [(FeedFormat.rss, GoldenFeeds.rss), (.atom, GoldenFeeds.atom), (.json, GoldenFeeds.json)])
  func feedsAreWritten(_ format: FeedFormat, _ golden: String) throws {
    #expect(try FeedFixture.feed(format, of: FeedFixture.newsroom().site, content) == golden)
  }

  @Test func summaryAloneNeedsNoContent() throws {
    var fixture = FeedFixture()
    var article = ArticleFields.fixture("A", at: "/a/")
    article.standfirst = "Short & <b>."
    article.feed = .summary
    fixture.add(article)
    let site = fixture.site
    #expect(!feedNeedsContent(of: 0, in: site))
    let entry = try FeedFixture.entry(site, 0, "<p>never seen</p>")
    #expect(String(decoding: entry.content.json, as: UTF8.self) == "<p>Short &amp; &lt;b&gt;.</p>\\n")
    let xml = String(decoding: entry.content.xml, as: UTF8.self)
    #expect(xml == "&lt;p>Short &amp;amp; &amp;lt;b&amp;gt;.&lt;/p>\n")
  }

  @Test func retractionSaysSo() throws {
    var fixture = FeedFixture.newsroom()
    fixture.articles[0].status = .retracted
    fixture.articles[0].reason = "It was not true."
    let site = fixture.site
    #expect(feedArticles(0..<3, in: site) == [0, 1, 2])
    let entry = try FeedFixture.entry(site, 0, "<p>the lie</p>")
    let json = String(decoding: entry.content.json, as: UTF8.self)
    #expect(json == "<p><strong>Retracted:</strong> It was not true.</p>\\n")
    let head = String(decoding: entry.rss.head, as: UTF8.self)
    #expect(head.contains("<title>Retracted: Mayor &#x26; council &#x3C;clash&#x3E;</title>"))
    #expect(head.contains("<description>It was not true.</description>"))
    #expect(!String(decoding: entry.rss.tail, as: UTF8.self).contains("media:"))
  }

  @Test func futureCorrectionsAreNotShown() throws {
    var fixture = FeedFixture()
    var article = ArticleFields.fixture("A", at: "/a/")
    article.corrections = [Correction(date: fixture.now + 1, text: "secret", kind: .update)]
    fixture.add(article)
    let entry = try FeedFixture.entry(fixture.site, 0, "")
    #expect(entry.content.xml.isEmpty)
    #expect(entry.changed == Instant(seconds: 1_795_166_999))
  }

  @Test(arguments: [
    (Article.Label.sponsored, "<p><strong>Sponsored</strong></p>\\n"), (.satire, "<p><strong>Satire</strong></p>\\n"),
    (.pressRelease, "<p><strong>Press release</strong></p>\\n"), (.report, ""),
    (.opinion, "<p><strong>Opinion</strong></p>\\n"), (.analysis, "<p><strong>Analysis</strong></p>\\n"),
    (.review, "<p><strong>Review</strong></p>\\n"),
  ])
  func readersAreWarned(_ label: Article.Label, _ notice: String) throws {
    var fixture = FeedFixture()
    var article = ArticleFields.fixture("A", at: "/a/")
    article.label = label
    fixture.add(article)
    let entry = try FeedFixture.entry(fixture.site, 0, "")
    #expect(String(decoding: entry.content.json, as: UTF8.self) == notice)
  }

  @Test(arguments: [
    ("It sorted", "<p><em>Machine. It sorted<br>Checked by Ana.</em></p>\\n"),
    ("It sorted.", "<p><em>Machine. It sorted. Checked by Ana.</em></p>\\n"),
    ("整理した。", "<p><em>Machine. 整理した。 Checked by Ana.</em></p>\\n"),
  ])
  func sentencesDoNotRunTogether(note: String, expected: String) throws {
    var fixture = FeedFixture()
    var article = ArticleFields.fixture("A", at: "/a/")
    article.ai = AIUse(degree: .generated, note: note, reviewer: "Ana")
    fixture.add(article)
    let words = FeedWords(aiGenerated: "Machine.", reviewedBy: "Checked by {name}.")
    let entry = try makeFeedEntry(
      of: 0, in: fixture.site, from: FeedFixture.folder, contentHTML: [], id: "x:1", words: words)
    #expect(String(decoding: entry.content.json, as: UTF8.self) == expected)
  }

  @Test(arguments: [
    ("credit: Ana, licence: CC BY 4.0", "<small>Picture: Ana · CC BY 4.0</small>"),
    ("credit: Ana", "<small>Picture: Ana</small>"), ("licence: CC & BY", "<small>CC &amp; BY</small>"),
    (
      "caption: C, licence: 'https://cc.example/by?a&b'",
      "C <small><a href=\"https://cc.example/by?a&amp;b\" rel=\"license\">https://cc.example/by?a&amp;b</a></small>"
    ),
  ])
  func theLicenceOfTheLeadPictureIsSaid(fields: String, caption: String) async throws {
    var fixture = SiteFixture.article("title: A\ndate: 2026-11-01\nimage: {src: p.jpg, alt: P, \(fields)}")
    fixture.files["Content/news/p.jpg"] = [0x3C]
    fixture.theme = DefaultTheme.files
    let output = try await fixture.build()
    let atom = try #require(output.text("atom.xml"))
    let escaped = "<figcaption>\(caption)</figcaption>".replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    #expect(atom.contains(escaped), "\(atom)")
    let page = try #require(output.text("news/a/index.html"))
    #expect(page.contains("rel=\"license\"") == fields.contains("https"), "\(page)")
  }

  @Test func wordsOfOtherLanguagesPutNamesWhereTheyWant() throws {
    var fixture = FeedFixture()
    var article = ArticleFields.fixture("A", at: "/a/")
    article.ai = AIUse(degree: .generated, reviewer: "Ana")
    article.origin = Origin(name: "Die <Post>", url: nil)
    fixture.add(article)
    let words = FeedWords(
      aiGenerated: "Maschinell verfasst.", reviewedBy: "Von {name} geprüft.",
      firstPublished: "Zuerst in {name} erschienen.")
    let entry = try makeFeedEntry(
      of: 0, in: fixture.site, from: FeedFixture.folder, contentHTML: [], id: "x:1", words: words)
    #expect(
      String(decoding: entry.content.json, as: UTF8.self)
        == "<p><em>Maschinell verfasst. Von Ana geprüft.</em></p>\\n<p>Zuerst in Die &lt;Post&gt; erschienen.</p>\\n")
  }

  @Test func anEmptySiteHasFeedsThatAreWellFormed() throws {
    var fixture = FeedFixture()
    fixture.settings.title = "Empty"
    for format in [FeedFormat.rss, .atom] {
      _ = try StrictXML.parse(Array(try FeedFixture.feed(format, of: fixture.site).utf8))
    }
    let json = try JSONSerialization.jsonObject(with: Data(try FeedFixture.feed(.json, of: fixture.site).utf8))
    #expect(((json as? [String: Any])?["items"] as? [Any])?.isEmpty == true)
  }

  @Test func anyTitleSurvivesEveryFeed() throws {
    for seed in 0..<60 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let text = "x" + random.text(pieces: SeededGenerator.hostile, upTo: 25)
      var fixture = FeedFixture.newsroom()
      fixture.settings.title = text
      fixture.articles[0].title = text
      fixture.articles[0].standfirst = text
      fixture.articles[0].image?.alt = text
      fixture.people[0].name = text
      fixture.tags[0].title = text
      let site = fixture.site
      let line = Array(plainLine(text))
      let rss = try StrictXML.parse(Array(try FeedFixture.feed(.rss, of: site, text).utf8))
      #expect((rss["channel"]?["item"]?["title"]?.text).map { Array($0.utf8) } == line, "seed \(seed)")
      #expect((rss["channel"]?["item"]?["dc:creator"]?.text).map { Array($0.utf8) } == line, "seed \(seed)")
      let atom = try StrictXML.parse(Array(try FeedFixture.feed(.atom, of: site, text).utf8))
      #expect((atom["entry"]?["summary"]?.text).map { Array($0.utf8) } == line, "seed \(seed)")
      #expect(atom["entry"]?.all("category")[1].attributes["term"].map { Array($0.utf8) } == line, "seed \(seed)")
      let data = Data(try FeedFixture.feed(.json, of: site, text).utf8)
      let json = try JSONSerialization.jsonObject(with: data) as? [String: Any]
      let item = (json?["items"] as? [[String: Any]])?.first
      #expect((item?["title"] as? String).map { Array($0.utf8) } == line, "seed \(seed)")
    }
  }
}
