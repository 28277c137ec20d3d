import Diagnostics
import Foundation
import Testing

@testable import SiteGenerator

/// What a person who tried to break whole sites found.
@Suite struct TesterTests {
  private func article(_ name: String, _ frontMatter: String = "") -> String {
    "-- Content/w/\(name).md --\n---\ntitle: \(name)\ndate: 2026-11-01\n\(frontMatter)---\nText.\n"
  }

  @Test func endlessAnswersAreShownEightLevelsDeep() async throws {
    var text = article("a")
    for number in 0..<80 {
      let answer = number == 0 ? "" : "reply-to: c\(number - 1)\n"
      text += "-- Content/_data/comments/a/c\(number).yml --\nname: N\ndate: 2026-11-02\nmessage: M\n\(answer)"
    }
    // In order of time and then of name, as they would be answered.
    let fixture = SiteFixture(text)
    let files = try await ContentLoader(
      folder: fixture.folder("Content"), selection: fixture.selection
    ).load()
    let comments = try SiteAssembly.site(from: files).site.comments[0]
    #expect(comments.count == 80)
    #expect(comments.map(\.depth).max() ?? 0 <= 7)
  }

  @Test func oneFeedIDForTwoArticlesIsAnError() async {
    let text = await SiteFixture(article("a", "guid: x\n") + article("b", "guid: x\n")).errors()
    #expect(text.contains("error: two articles have the feed id \"x\" [guid-twice]"))
    #expect(text.contains("Content/w/a.md:4:7:") && text.contains("Content/w/b.md:4:7:"))
  }

  @Test func namesThatCannotBeFoldersGetAnAddressAllTheSame() async throws {
    let output = try await SiteFixture(article("a", "tags: [con, \"😀\", \"..\"]\nauthors: [\"..\"]\n")).build()
    for path in ["tags/con-/index.html", "tags/u1f600/index.html", "authors/u2e-u2e/index.html"] {
      #expect(output.files[path] != nil, "\(path)")
    }
  }

  @Test func aNameThatIsTooLongIsToldAtItsPlace() async {
    let text = await SiteFixture(article("a", "tags: [\(String(repeating: "x", count: 300))]\n")).errors()
    #expect(text.hasPrefix("Content/w/a.md:4:7: error: \"tags\" is longer than 200 bytes [value-too-long]"))
  }

  @Test func anUpdateInTheFutureAndARetractionWithoutReasonAreWarnings() async throws {
    let text = try await SiteFixture(article("a", "updated: 2099-01-01\nstatus: retracted\n")).warnings()
    #expect(text.contains("a.md:4:10: warning: `updated` lies in the future [updated-in-future]"))
    #expect(text.contains("a.md:5:9: warning: the article is retracted, and nothing says why"))
  }

  @Test func aTemplateThatNothingUsesIsAWarning() async throws {
    var fixture = SiteFixture(article("a"))
    fixture.files["Templates/artcle.html"] = Array("x".utf8)
    fixture.files["Templates/part.html"] = Array("x".utf8)
    fixture.files["Templates/article.html"] = Array("{% include \"part.html\" %}".utf8)
    #expect(
      try await fixture.warnings() == """
        Templates/artcle.html: warning: no page and no other template uses "artcle.html" [template-unused]
          hint: did you mean "article.html"?

        """)
  }

  @Test func wordsOfTheSiteReplaceTheThemesOneByOne() async throws {
    var fixture = SiteFixture(article("a"))
    fixture.files["Templates/i18n/en.yml"] = Array("archive: Old papers\n".utf8)
    let output = try await fixture.build()
    #expect(output.text("archive/index.html")?.contains("Old papers</title>") == true)
    #expect(output.text("tags/index.html")?.contains("<h1>Tags</h1>") == true)
  }

  @Test func aRuntimeErrorOfATemplateIsToldOnce() async {
    var fixture = SiteFixture((0..<5).map { article("a\($0)") }.joined())
    fixture.files["Templates/article.html"] = Array("{{ 1 // (article.words - 1) }}".utf8)
    let text = await fixture.errors()
    #expect(text.components(separatedBy: "error:").count == 2, "\(text)")
    #expect(text.contains("and the same for 4 more pages"))
  }

  @Test func aPortableRedirectLeadsToTheFile() async throws {
    var fixture = SiteFixture(article("a", "aliases: [/old/]\n"))
    fixture.isPortable = true
    #expect(try await fixture.build().text("old/index.html")?.contains("url=../w/a/index.html\"") == true)
  }

  @Test func noPreviewOfARetractedArticleRepeatsWhatWasWrong() async throws {
    let html = try #require(
      try await SiteFixture(article("a", "description: Wrong thing\nstatus: retracted\nreason: It was wrong.\n"))
        .build()
        .text("w/a/index.html"))
    #expect(html.contains("content=\"It was wrong.\""))
    #expect(!html.contains("Wrong thing"))
  }

  @Test func theNextBuildIsDueWhenNewsLeaveTheirSitemap() async throws {
    let fixture = SiteFixture("-- Content/w/a.md --\n---\ntitle: A\ndate: 2026-11-21T10:00:00Z\n---\n")
    let next = try #require(try await fixture.build().report?.nextBuild)
    #expect(next.instant == "2026-11-23T10:00:01Z")
    var later = fixture
    later.selection.now = try #require(readInstant("2026-11-23T10:00:00Z"))
    #expect(try await later.build().files["sitemap-news.xml"] != nil)
    later.selection.now = later.selection.now + 1
    #expect(try await later.build().files["sitemap-news.xml"] == nil)
  }
}

@Suite struct CheckTemplatesTests {
  @Test func templatesAreCheckedWithoutArticles() throws {
    var fixture = SiteFixture("-- Content/w/a.md --\nno front matter\n")
    #expect(throws: Never.self) { try checkTemplates(fixture.inputs) }
    fixture.files["Templates/interview.html"] = Array("{% if page.number > 9 %}{{ article.tilte }}{% endif %}".utf8)
    #expect(throws: BuildFailure.self) { try checkTemplates(fixture.inputs) }
  }
}
