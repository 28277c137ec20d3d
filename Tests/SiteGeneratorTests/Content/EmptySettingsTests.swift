import Diagnostics
import Testing

@testable import SiteGenerator

@Suite struct EmptySettingsTests {
  @Test(arguments: ["", "\n\n", "# only a comment\n", "---\n"])
  func anEmptyFileIsAnError(text: String) async {
    #expect(
      await SiteFixture.article("title: A\ndate: 2026-10-11", settings: text).errors() == """
        Content/site.yml: error: site.yml says nothing [settings-empty]
          hint: take it back from the last commit; a new one begins with `title: …` and `base-url: https://example.org/`

        """)
  }

  @Test func whatWasPublishedHasAnAddress() async throws {
    var fixture = LedgerFixture()
    fixture.write("w/a.md", text: "One.")
    try await fixture.record()
    fixture.site.files["Content/site.yml"] = Array("title: T\n".utf8)
    #expect(
      await fixture.site.errors() == """
        Content/site.yml: error: there is no `base-url`, and the ledger knows articles that were published [settings-no-base-url]
          hint: take the line back from the last commit, or write where the site is served: `base-url: https://example.org/`

        """)
    fixture.site.baseURL = "https://example.org/"
    #expect(try await fixture.site.build().report?.warnings.isEmpty == true)
  }

  @Test func thePathOfTheSiteIsInTheHint() async throws {
    var fixture = LedgerFixture()
    fixture.site.files["Content/site.yml"] = Array("title: T\nbase-url: https://e.org/a/b\n".utf8)
    fixture.write("w/a.md", "guid: tag:old.org,2020-01-01:/elsewhere/\n", text: "One.")
    fixture.write("w/b.md", text: "Two.")
    try await fixture.record()
    fixture.site.files["Content/site.yml"] = Array("title: T\n".utf8)
    #expect(await fixture.site.errors().hasSuffix("is served: `base-url: https://e.org/a/b/`\n"))
  }

  @Test func aSiteThatWasNeverPublishedNeedsNone() async throws {
    var fixture = LedgerFixture()
    fixture.site.files["Content/site.yml"] = Array("title: T\n".utf8)
    fixture.write("w/a.md", text: "One.")
    try await fixture.record()
    #expect(fixture.ledger == "")
    #expect(try await fixture.site.warnings().contains("warning: there is no `base-url`, so feeds"))
  }
}
