import Diagnostics
import Testing

@testable import SiteGenerator

/// What an author is told of a text that feeds cannot carry as it stands, with its line.
@Suite struct FeedTextTests {
  private static func site(_ text: String, _ more: String = "", settings: String = "") -> SiteFixture {
    SiteFixture.article(
      "title: A\ndate: 2026-11-01\(more)", text: text,
      settings: "title: T\nbase-url: https://example.org/\nmarkdown: {html: allow}\n\(settings)")
  }

  @Test func feedsGoWithoutSomeElements() async throws {
    let text = "<script>a()</script>\n\n<svg></svg>\n\nb <svg></svg> <iframe src=\"https://x.example/\"></iframe>"
    #expect(
      try await Self.site(text).warnings() == """
        Content/news/a.md:6:1: warning: the feeds go without this `<script>` [feed-left-out]
          6 | <script>a()</script>
            | ^^^^^^^
          hint: say in words what it shows; `feed: summary` sends those who read the feeds to the page
        Content/news/a.md:8:1: warning: the feeds go without this `<svg>` [feed-left-out]
          8 | <svg></svg>
            | ^^^^
          hint: say in words what it shows; `feed: summary` sends those who read the feeds to the page
          note: and 1 more like it in this file

        """)
    #expect(try await Self.site(text, "\nfeed: summary").warnings() == "")
    #expect(try await Self.site(text, settings: "feeds: {content: summary}\n").warnings() == "")
    #expect(try await Self.site(text, settings: "feeds: {content: summary}\n").build().text("rss.xml") != nil)
  }

  /// What a section sends to readers of feeds holds for its articles in every feed.
  @Test func aSectionDecidesWhatItsFeedsGoWithout() async throws {
    func warnings(_ settings: String, _ index: String) async throws -> [String] {
      var site = Self.site("<svg></svg>", settings: settings)
      site.files["Content/news/_index.md"] = Array("---\n\(index)\n---\n".utf8)
      return try await site.build().report?.warnings.map(\.id) ?? []
    }
    #expect(try await warnings("", "feeds: {content: summary}") == [])
    #expect(try await warnings("feeds: {content: summary}\n", "feeds: {content: full}") == ["feed-left-out"])
    let custom = "feeds: {content: summary, custom: [{path: /p/, title: P, content: full}]}\n"
    #expect(try await warnings(custom, "title: N") == ["feed-left-out"])
  }

  @Test func tagsAreClosed() async throws {
    #expect(
      try await Self.site("<div>\n\nText. </section>").warnings() == """
        Content/news/a.md:6:1: warning: this `<div>` is not closed [html-not-closed]
          6 | <div>
            | ^^^^
          hint: write `</div>` where it ends; without it the rest of the page is inside of it
        Content/news/a.md:8:7: warning: this `</section>` closes nothing [html-closes-nothing]
          8 | Text. </section>
            |       ^^^^^^^^^
          hint: take it out, or write `<section>` where the element begins

        """)
    #expect(
      try await Self.site("A <img src=\"https://x.example/a.png\" alt=\"b\"></img>").warnings() == """
        Content/news/a.md:6:46: warning: this `</img>` closes nothing [html-closes-nothing]
          6 | A <img src="https://x.example/a.png" alt="b"></img>
            |                                              ^^^^^
          hint: take it out: `<img>` has no end tag

        """)
    #expect(
      await Self.site("<div class=\"x\"\n\nText.").errors() == """
        Content/news/a.md:6:1: error: the tag `<div` has no `>`: browsers would take what follows it for a part of it [html-tag-unfinished]
          6 | <div class="x"
            | ^^^^
          hint: write the `>` where the tag ends

        """)
    #expect(
      await Self.site("<script>\na()").errors() == """
        Content/news/a.md:6:1: error: this `<script>` is not closed [html-not-closed]
          6 | <script>
            | ^^^^^^^
          hint: write `</script>` where it ends; without it the rest of the page is inside of it
        Content/news/a.md:6:1: warning: the feeds go without this `<script>` [feed-left-out]
          6 | <script>
            | ^^^^^^^
          hint: say in words what it shows; `feed: summary` sends those who read the feeds to the page

        """)
    #expect(
      await Self.site("Seen.\n\n<!-- not seen\n\nLost.").errors() == """
        Content/news/a.md:8:1: error: this comment has no `-->`: the rest of the text would not be published [comment-unfinished]
          8 | <!-- not seen
            | ^^^^
          hint: write `-->` where it ends

        """)
  }

  @Test func charactersThatNobodySeesAreTold() async throws {
    let site = Self.site("One\u{B} line.\n\nDon\u{92}t.")
    #expect(
      try await site.warnings() == """
        Content/news/a.md:6:4: warning: the text holds the character U+000B, which no reader can see [text-control-character]
          6 | One\\u{B} line.
            |    ^^^^^
          hint: delete it; it is left out
        Content/news/a.md:8:4: warning: the text holds the character U+0092, which no reader can see [text-control-character]
          8 | Don\\u{92}t.
            |    ^^^^^^
          hint: write `’`: a text of Windows has it in this place

        """)
    #expect(try await site.build().text("feed.json")?.contains("<p>One line.</p>\\n<p>Dont.</p>") == true)
  }

  /// What is not told is changed without a word: the author did nothing wrong.
  @Test func someThingsAreCleanedInSilence() async throws {
    let text = """
      <iframe src="https://video.example/1" title="The flood"></iframe>

      <p style="color: red" class="x" id="y">Red <my-mark>and</my-mark> <a href="#b">b</a>.</p>
      """
    let output = try await Self.site(text).build()
    #expect(output.report?.warnings.map(\.message) == [])
    let item = try StrictXML.parse(output.files["rss.xml"] ?? [])["channel"]?.all("item").first
    #expect(
      item?["content:encoded"]?.text == """
        <a href="https://video.example/1">The flood</a>
        <p>Red and <a href="https://example.org/news/a/#b">b</a>.</p>

        """)
  }
}
