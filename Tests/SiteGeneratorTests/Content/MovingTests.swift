import Diagnostics
import Testing

@testable import SiteGenerator

/// What a site that comes from another generator would lose without a word.
@Suite struct MovingTests {
  @Test func foldersThatJekyllPublishesAreTold() async throws {
    let text = try await SiteFixture(
      """
      -- Content/news/a.md --
      ---
      title: A
      date: 2026-10-11
      ---
      -- Content/_posts/2026-01-01-b.md --
      -- Content/_posts/deep/c.markdown --
      -- Content/world/_notes/d.md --
      -- Content/world/_index.md --
      -- Content/_drafts/e.md --
      -- Content/world/_drafts/f.md --
      -- Content/news/_kept.md --
      -- Content/_pictures/a.png --
      -- Content/_static/readme.md --
      -- Content/_data/readme.md --
      """
    ).warnings()
    #expect(
      text == """
        Content/_posts: warning: 2 texts in this folder are not published, since its name begins with `_` [folder-passed-over]
          hint: take the `_` away from the name; what is to stay out belongs into a folder `_drafts`, or outside of Content
        Content/world/_notes: warning: one text in this folder is not published, since its name begins with `_` [folder-passed-over]
          hint: take the `_` away from the name; what is to stay out belongs into a folder `_drafts`, or outside of Content

        """)
  }

  private func root(_ name: String, _ lines: String) -> SiteFixture {
    SiteFixture(
      "-- Content/\(name).md --\n---\ntitle: A\n\(lines)\n---\n\nText.\n-- Content/w/b.md --\n---\ntitle: B\ndate: 2026-10-11\n---\n"
    )
  }

  @Test func aPageWithADateIsTold() async throws {
    #expect(
      try await root("rooty", "date: 2026-11-02").warnings() == """
        Content/rooty.md:3:1: warning: this is a page, in no list and no feed, although it has a date [page-with-date]
          3 | date: 2026-11-02
            | ^^^^
          hint: what stands directly in Content is one; add `kind: article`, or `kind: page` if it is meant so

        """)
  }

  /// With a date in its name or its address, it is an article, as on the sites of others.
  @Test(arguments: [
    ("rooty", "date: 2026-11-02\nkind: page", false), ("rooty", "date: 2026-11-02\nkind: article", true),
    ("2026-11-02-x", "description: x", true), ("x", "path: /2026/11/02/x/", true), ("about", "description: x", false),
  ])
  func whatIsAnArticleDirectlyInContent(name: String, lines: String, isListed: Bool) async throws {
    let site = root(name, lines)
    #expect(try await site.warnings() == "")
    let output = try await site.build()
    #expect(output.text("rss.xml")?.contains("<title>A</title>") == isListed)
  }

  @Test func aTextWhereAListBelongsIsTold() async throws {
    #expect(
      try await SiteFixture.article("title: A\ndate: 2026-10-11\nauthors: Ann and Bob, Carl").warnings() == """
        Content/news/a.md:4:10: warning: "authors" takes a list, and this is one text with a comma in it [list-as-text]
          4 | authors: Ann and Bob, Carl
            |          ^^^^^^^^^^^^^^^^^
          hint: a list is ["Ann and Bob", "Carl"]; if it is one, write ["Ann and Bob, Carl"]

        """)
  }

  @Test(arguments: ["tags", "keywords", "author", "categories"])
  func everyListIsLookedAt(key: String) async throws {
    func warnings(_ value: String) async throws -> String {
      try await SiteFixture.article("title: A\ndate: 2026-10-11\n\(key): \(value)").warnings()
    }
    #expect(try await warnings("a, b").contains("warning: \"\(key)\" takes a list"))
    #expect(try await warnings("\"a, b\"").contains("warning: \"\(key)\" takes a list"))
    for sound in ["a b", "[a, b]", "[\"a, b\"]", "\n  - a, b"] { #expect(try await warnings(sound) == "", "\(sound)") }
  }

  @Test func htmlInAHeadlineIsTold() async throws {
    #expect(
      try await SiteFixture.article("title: Je &#8217;s\ndate: 2026-10-11").warnings() == """
        Content/news/a.md:2:8: warning: "title" is plain text, and readers will see "&#8217;" [text-is-html]
          2 | title: Je &#8217;s
            |        ^^^^^^^^^^^
          hint: write the character itself: ’

        """)
  }

  @Test(arguments: [("R&amp;D", "&"), ("a &#x2019; b", "’"), ("A & B; C &hellip; D", "…")])
  func everyReferenceIsResolved(text: String, character: String) async throws {
    let warnings = try await SiteFixture.article("title: A\ndate: 2026-10-11\ndescription: \(text)").warnings()
    #expect(
      warnings.contains("[text-is-html]") && warnings.hasSuffix("character itself: \(character)\n"), "\(warnings)")
  }

  @Test(arguments: ["R&D", "AT&T; more", "a &nosuch; b", "&;", "A & B", "&#; &#x;", "Q&"])
  func anAmpersandIsNoReference(text: String) async throws {
    #expect(try await SiteFixture.article("title: \"\(text)\"\ndate: 2026-10-11").warnings() == "")
  }

  @Test(arguments: ["coverImage", "featured_image", "thumbnail"])
  func otherWordsForTheLeadPictureAreSuggested(key: String) async {
    let text = await SiteFixture.article("title: A\ndate: 2026-10-11\n\(key): a.png").errors()
    #expect(text.contains("hint: did you mean \"image\"? "), "\(text)")
  }

  @Test func aCoverMayCallItsPictureImage() async throws {
    var site = SiteFixture.article("title: A\ndate: 2026-10-11\ncover: {image: a.png, alt: A river}")
    site.files["Content/news/a.png"] = []
    #expect(try await site.build().text("news/a/index.html")?.contains("/news/a.png") == true)
    let text = await SiteFixture.article("title: A\ndate: 2026-10-11\nimage: {image: a.png, alt: x}").errors()
    #expect(text.contains("unknown key \"image\""), "\(text)")
  }
}
