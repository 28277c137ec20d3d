import Testing

@testable import SiteGenerator

/// Which templates an article may name.
@Suite struct ArticleTemplateTests {
  @Test func theTemplateOfAnotherKindOfPageIsAnErrorWhereItIsNamed() async {
    let fixture = SiteFixture.article("title: A\ndate: 2026-01-01\nlayout: home.html")
    #expect(
      await fixture.errors() == """
        Content/news/a.md:4:9: error: "home.html" is made for another kind of page, and cannot show an article \
        [template-of-other-kind]
          4 | layout: home.html
            |         ^^^^^^^^^
          hint: leave the line out, or name one that shows an article; there is: article.html, page.html

        """)
  }

  @Test(arguments: SiteTemplates.kinds.map(\.template))
  func thoseOfArticlesAndPagesShowAnArticle(name: String) async throws {
    let fixture = SiteFixture.article("title: A\ndate: 2026-01-01\ntemplate: \(name)")
    let shows = ["article.html", "page.html"].contains(name)
    #expect(await fixture.errors().contains("template-of-other-kind") == !shows)
  }

  /// A site that moves has `layout: search` and the like: its article is shown as articles are.
  @Test func aSiteFromAnotherGeneratorHasTheTemplateOfTheKindInItsPlace() async throws {
    let settings = "title: T\nbase-url: https://example.org/\nunknown-keys: warn\n"
    let fixture = SiteFixture.article("title: A\ndate: 2026-01-01\nlayout: search.html", settings: settings)
    let plain = SiteFixture.article("title: A\ndate: 2026-01-01", settings: settings)
    #expect(try await fixture.build().text("news/a/index.html") == plain.build().text("news/a/index.html"))
    #expect(
      try await fixture.warnings().hasPrefix("Content/news/a.md:4:9: warning: \"search.html\" is made for another"))
  }

  /// Neither what is suggested nor what an editor offers is of another kind.
  @Test func onlyFittingTemplatesAreSuggestedAndOffered() async {
    let fixture = SiteFixture.article("title: A\ndate: 2026-01-01\nlayout: home")
    #expect(
      await fixture.errors() == """
        Content/news/a.md:4:9: error: there is no template "home" [template-missing]
          4 | layout: home
            |         ^^^^
          hint: templates are the files of Templates/ and of the built-in theme

        """)
    let schema = await EditorSchema.frontMatter.text(for: fixture.inputs)
    #expect(schema.contains(#""enum":["article.html","page.html"]"#))
  }
}
