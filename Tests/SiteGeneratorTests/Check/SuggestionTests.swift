import Diagnostics
import Testing

@testable import SiteGenerator

/// Messages about slips of the pen that name what was meant, and where.
@Suite struct SuggestionTests {
  @Test func aPictureIsSuggestedForAPicture() async {
    var fixture = SiteFixture.article("title: A\ndate: 2026-11-01", text: "![a](harbuor.jpeg)")
    fixture.files["Content/news/harbour.md"] = Array("---\ntitle: H\ndate: 2026-11-01\n---\n".utf8)
    fixture.files["Content/news/harbour.png"] = [0x89]
    #expect(await fixture.errors().contains("hint: did you mean \"/news/harbour.png\"?"))
  }

  @Test func aFolderThatTheProgramNeedsIsNamed() async {
    let fixture = SiteFixture("-- Content/tags/a.md --\n---\ntitle: A\ndate: 2026-11-01\n---\n")
    #expect(
      await fixture.errors() == """
        Content/tags: error: the address /tags/ is wanted twice: by the page "Tags" (tags) and by the page "Tags" (section) [address-twice]
          hint: give one of them another `slug:` or `path:`, or rename the folder; capitals make no difference

        """)
  }

  @Test func dataOfOneNameIsAnError() async {
    let fixture = SiteFixture("-- Content/_data/a.json --\n{}\n-- Content/_data/a.yml --\nx: 1\n")
    #expect(
      await fixture.errors() == """
        Content/_data/a.yml: error: `data.a` is this file and Content/_data/a.json [data-twice]
          hint: rename one of them, or put all into one

        """)
  }
}
