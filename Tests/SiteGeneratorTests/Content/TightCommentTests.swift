import Diagnostics
import Testing

@testable import SiteGenerator

/// ` #` ends a text without quotes, also where no comment is meant.
@Suite struct TightCommentTests {
  @Test func aHeadlineThatIsCutShortIsTold() async throws {
    #expect(
      try await SiteFixture.article("title: Our #1 city\ndate: 2026-10-11").warnings() == """
        Content/news/a.md:2:12: warning: "title" ends here: what stands behind ` #` is a comment [text-cut-short]
          2 | title: Our #1 city
            |            ^
          hint: put the whole text between quotes; or, if a comment is meant, a space behind the `#`

        """)
  }

  @Test(arguments: [
    ("description: Call #metoo now", 19), ("description: #metoo now", 14), ("tags: [a b #c\n  ]", 12),
    ("description:   Größe  #1", 23), ("tags:\n  - x #y", 7), ("image: {src: a.png, alt: b #c\n  }", 28),
    ("description: one\n  two #three", 7),
    ("extra: {n: [1, 2], note: see #1\n  }", 30), ("extra:\n  list:\n    - a\n    - b #c", 9),
  ])
  func everyTextIsLookedAt(lines: String, column: Int) async throws {
    var site = SiteFixture.article("title: A\ndate: 2026-10-11\n\(lines)")
    site.files["Content/news/a.png"] = []
    let text = try await site.warnings()
    #expect(text.contains(":\(column): warning: \"") && text.contains("[text-cut-short]"), "\(text)")
  }

  @Test(arguments: [
    "title: A # note\ndate: 2026-10-11", "title: \"Our #1 city\" #x\ndate: 2026-10-11",
    "title: C#4 a#b\ndate: 2026-10-11",
    "title: A ## note\ndate: 2026-10-11", "title: A\ndate: 2026-10-11 #today",
    "title: A\n#note\n  #note\ndate: 2026-10-11",
    "title: A\ndate: 2026-10-11\ndescription: >\n  Our #1 city\n",
  ])
  func commentsAndQuotedTextAreNotTold(lines: String) async throws {
    #expect(try await SiteFixture.article(lines).warnings() == "")
  }

  @Test func settingsAreLookedAt() async throws {
    let text = try await SiteFixture.article(
      "title: A\ndate: 2026-10-11", settings: "title: The #1\nbase-url: https://e.org/\naccent: #8b1a1a\n"
    ).warnings()
    #expect(text.contains("Content/site.yml:1:12: warning: \"title\" ends here"), "\(text)")
    #expect(text.contains("Content/site.yml:3:9: warning: \"accent\" ends here"), "\(text)")
  }
}
