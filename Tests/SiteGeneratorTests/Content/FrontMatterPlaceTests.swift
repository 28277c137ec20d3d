import Testing

@testable import SiteGenerator

/// Where the errors of front matter are, and what can be done about them.
@Suite struct FrontMatterPlaceTests {
  @Test func anEmptyDateIsToldWhereItStands() async {
    #expect(
      await SiteFixture.article("title: A\ndate:").errors() == """
        Content/news/a.md:3:1: error: the article has no date [date-missing]
          3 | date:
            | ^^^^
          hint: add `date: 2026-10-11`, name the file 2026-10-11-a.md, or say `kind: page`

        """)
  }

  @Test(arguments: ["\n\n---\ntitle: A\n---\n", " ---\ntitle: A\n---\n", "\r\n+++\ntitle = 'A'\n+++\n"])
  func whatIsEmptyAboveFrontMatterIsNamed(text: String) async {
    var fixture = SiteFixture("")
    fixture.files["Content/news/a.md"] = Array(text.utf8)
    let errors = await fixture.errors()
    #expect(errors.hasPrefix("Content/news/a.md:1:"))
    #expect(errors.contains(": error: the file has no front matter [front-matter-missing]\n"))
    #expect(
      errors.hasSuffix(
        "  hint: take away what is empty above it: front matter begins with the first line, at its beginning\n"))
  }
}
