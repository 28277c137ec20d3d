import Diagnostics
import Testing

@testable import SiteGenerator

/// What people who come from elsewhere mean by a name or an address, and this program does not.
@Suite struct NameTests {
  private func warnings(_ site: String) async throws -> [String] {
    (try await SiteFixture(site).build().report?.warnings ?? []).map { "\($0.place?.path ?? ""): \($0.id)" }
  }

  @Test func aLanguageInANameIsNoLanguage() async throws {
    let found = try await warnings(
      """
      -- Content/news/vote.pt.md --
      ---
      title: O voto
      date: 2026-10-11
      ---
      -- Content/news/vote.pt-BR.md --
      ---
      title: O voto no Brasil
      date: 2026-10-11
      ---
      -- Content/news/said.fr.md --
      ---
      title: Dit
      date: 2026-10-11
      lang: fr
      ---
      -- Content/news/version-2.0.md --
      ---
      title: Version 2.0
      date: 2026-10-11
      ---
      """)
    #expect(
      found.filter { $0.hasSuffix("language-in-name") } == [
        "Content/news/vote.pt-BR.md: language-in-name", "Content/news/vote.pt.md: language-in-name",
      ])
  }

  @Test func anIndexAtTheTopIsNotTheFrontPage() async throws {
    #expect(
      try await warnings("-- Content/index.md --\n---\ntitle: Hello\n---\n").contains(
        "Content/index.md: index-at-the-top"))
  }

  @Test(arguments: ["/:year/:title/", "/blog/{{ page.fileSlug }}/"])
  func aPlaceholderIsNoAddress(_ address: String) async {
    let text = await SiteFixture.article("title: A\ndate: 2026-10-11\npermalink: \"\(address)\"").errors()
    #expect(
      text.hasPrefix(
        """
        Content/news/a.md:4:12: error: "permalink" cannot be an address: "\(address)" has a placeholder that nothing \
        fills in [address-impossible]
        """))
    #expect(text.hasSuffix("  hint: write the address itself: /2026/vote/\n"))
  }

  @Test func aWholeURLIsNoAddressOfTheSite() async {
    let text = await SiteFixture.article("title: A\ndate: 2026-10-11\naliases: [https://example.org/a/]").errors()
    #expect(text.contains("\"aliases\" cannot be an address: \"https://example.org/a/\" names a site"))
  }
}
