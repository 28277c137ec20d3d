import Testing

@testable import SiteGenerator

@Suite struct EmbedTests {
  private let files: [String: [UInt8]] = [
    "Content/world/talk 1.mp3": [0], "Content/world/film.mp4": [0], "Content/world/plain.webm": [0],
    "Content/world/film.png": PictureSizeTests.bytes(SmallPictures.png), "Content/_static/map.pdf": [0],
    "Templates/i18n/en.yml": Array(
      "archive: A\ndate_month: LLLL\ndate_long: d MMMM yyyy\nembed_video: Video on {name}\nembed_post: Post on {name}\n"
        .utf8),
    "Templates/i18n/de.yml": Array("embed_video: Video bei {name}\n".utf8),
  ]

  @Test(arguments: [
    (
      "https://www.youtube.com/watch?v=a&b=c", "Video on YouTube", "https://www.youtube.com/watch?v=a&amp;b=c",
      "youtube.com/watch?v=a&amp;b=c"
    ),
    ("https://youtu.be/abc", "Video on YouTube", "https://youtu.be/abc", "youtu.be/abc"),
    (
      "http://m.youtube.com/shorts/abc", "Video on YouTube", "http://m.youtube.com/shorts/abc",
      "m.youtube.com/shorts/abc"
    ),
    ("https://vimeo.com/123", "Video on Vimeo", "https://vimeo.com/123", "vimeo.com/123"),
    (
      "https://bsky.app/profile/a.example/post/3k", "Post on Bluesky", "https://bsky.app/profile/a.example/post/3k",
      "bsky.app/profile/a.example/post/3k"
    ),
    (
      "https://social.example/@ana/112233445566778899", "Post on Mastodon",
      "https://social.example/@ana/112233445566778899", "social.example/@ana/112233445566778899"
    ),
  ])
  func whatStandsOnAKnownSiteIsACard(text: String, title: String, address: String, shown: String) async throws {
    #expect(
      try await MarkdownFixture.html(text, files: files)
        == "<p class=\"embed\"><a href=\"\(address)\" rel=\"noopener\"><strong>\(title)</strong> <span><bdi dir=\"ltr\">\(shown)</bdi></span></a></p>\n"
    )
  }

  @Test(arguments: [
    "https://example.net/page", "https://youtube.com/@channel", "https://vimeo.com/about",
    "https://bsky.app/profile/a.example",
    "https://social.example/@ana", "https://notyoutube.com/watch?v=a", "https://youtube.com.example/watch?v=a",
  ])
  func anyOtherAddressIsALink(text: String) async throws {
    #expect(
      try await MarkdownFixture.html(text, files: files) == "<p><a href=\"\(text)\" rel=\"noopener\">\(text)</a></p>\n")
  }

  @Test func anArticleOfThisSiteIsACardWithItsHeadline() async throws {
    let card = """
      <p class="embed"><a href="/news/world/bridge/"><strong><bdi>The &lt;old&gt; bridge</bdi></strong> \
      <span><bdi>World · 19 November 2026</bdi></span></a></p>

      """
    for text in [
      "[](bridge.md)", "[](/world/bridge/)", "https://example.org/news/world/bridge/",
      "<https://example.org/news/world/bridge>",
    ] {
      #expect(try await MarkdownFixture.html(text, files: files) == card, "\(text)")
    }
    #expect(
      try await MarkdownFixture.html("[](brucke.md)", files: files).contains(
        "<strong><bdi lang=\"de\" dir=\"ltr\">Die Brücke</bdi></strong>"))
    #expect(
      try await MarkdownFixture.html("[](/about.md)", files: files)
        == "<p class=\"embed\"><a href=\"/news/about/\"><strong><bdi>About</bdi></strong></a></p>\n")
  }

  @Test func listsOfThisSiteAreLinksWithTheirTitle() async throws {
    #expect(
      try await MarkdownFixture.html(
        "[](/world/)\n\n[](/tags/flood/)\n\n[](/authors/ana-silva/)\n\n[](/map.pdf)", files: files) == """
          <p><a href="/news/world/">World</a></p>
          <p><a href="/news/tags/flood/">Flood</a></p>
          <p><a href="/news/authors/ana-silva/">Ana Silva</a></p>
          <p><a href="/news/map.pdf">map.pdf</a></p>

          """)
  }

  @Test func soundAndFilmHaveThePlayerOfTheBrowser() async throws {
    #expect(
      try await MarkdownFixture.html(
        "[](<talk 1.mp3>)\n\n[](film.mp4)\n\n[](plain.webm)\n\nhttps://media.example/a%20b.OGG?x=1&y=2", files: files)
          == """
          <figure class="player">
          <audio controls="" preload="none" src="/news/world/talk%201.mp3" aria-label="talk 1.mp3"></audio>
          <figcaption><a href="/news/world/talk%201.mp3">talk 1.mp3</a></figcaption>
          </figure>
          <figure class="player">
          <video controls="" preload="none" src="/news/world/film.mp4" aria-label="film.mp4" poster="/news/world/film.png" width="8" height="4"></video>
          <figcaption><a href="/news/world/film.mp4">film.mp4</a></figcaption>
          </figure>
          <figure class="player">
          <video controls="" preload="none" src="/news/world/plain.webm" aria-label="plain.webm"></video>
          <figcaption><a href="/news/world/plain.webm">plain.webm</a></figcaption>
          </figure>
          <figure class="player">
          <audio controls="" preload="none" src="https://media.example/a%20b.OGG?x=1&amp;y=2" aria-label="a b.OGG"></audio>
          <figcaption><a href="https://media.example/a%20b.OGG?x=1&amp;y=2" rel="noopener">a b.OGG</a></figcaption>
          </figure>

          """)
  }

  @Test func aCardSpeaksTheLanguageOfItsText() async throws {
    let front = MarkdownFixture.front + "\nlang: de"
    #expect(
      try await MarkdownFixture.html("https://youtu.be/a", front: front, files: files).contains(
        "<strong>Video bei YouTube</strong>"))
    #expect(
      try await MarkdownFixture.html("[](bridge.md)", front: front, files: files) == """
        <p class="embed"><a href="/news/world/bridge/"><strong><bdi lang="en" dir="ltr">The &lt;old&gt; bridge</bdi></strong> \
        <span><bdi lang="en" dir="ltr">World · 19 November 2026</bdi></span></a></p>

        """)
  }

  @Test func inFeedsEverythingIsALink() async throws {
    let text = "https://youtu.be/a\n\n[](bridge.md)\n\n[](film.mp4)\n\n[](/world/)"
    let feed = try await MarkdownFixture.site(text, files: files).build().text("feed.json") ?? ""
    let lines = [
      #"<p><a href=\"https://youtu.be/a\" rel=\"noopener\">Video on YouTube: youtu.be/a</a></p>"#,
      #"<p><a href=\"https://example.org/news/world/bridge/\">The &lt;old&gt; bridge</a></p>"#,
      #"<p><a href=\"https://example.org/news/world/film.mp4\">film.mp4</a></p>"#,
      #"<p><a href=\"https://example.org/news/world/\">World</a></p>"#,
    ]
    #expect(feed.contains(lines.joined(separator: #"\n"#)), "\(feed)")
  }

  @Test func linksThatWerePaidForSaySo() async throws {
    let html = try await MarkdownFixture.html(
      "https://youtu.be/a\n\nhttps://example.net/\n\n[](bridge.md)",
      front: MarkdownFixture.front + "\nlabel: sponsored", files: files)
    #expect(html.split(separator: "rel=\"sponsored noopener\"").count == 3, "\(html)")
  }

  @Test func aNewTabIsForOtherSites() async throws {
    let html = try await MarkdownFixture.html(
      "https://youtu.be/a\n\n[](bridge.md)",
      settings: MarkdownFixture.settings + "markdown: {links: {new-tab: true}}\n", files: files)
    #expect(html.contains("<a href=\"https://youtu.be/a\" rel=\"noopener\" target=\"_blank\">"))
    #expect(html.contains("<a href=\"/news/world/bridge/\">"))
  }

  @Test func anArticleThatIsNotPublishedHasNoCard() async {
    let draft = ["Content/world/draft.md": Array("---\ntitle: Secret\ndate: 2026-11-01\ndraft: true\n---\n".utf8)]
    let text = await MarkdownFixture.errors("[](draft.md)", files: draft)
    #expect(
      text.contains(
        "a.md:5:4: error: the link \"draft.md\" leads to world/draft.md, which is a draft [link-not-published]"),
      "\(text)")
  }

  /// Whatever stands in an address, nothing of it becomes markup.
  @Test func anAddressIsNeverMarkup() async throws {
    for text in [
      "<https://youtu.be/\">", "[](<a\"onplay=alert(1).mp3>)", "https://e.example/\"onplay=alert(1).mp3",
      "<https://e.example/%22%3E%3Cb%3E.mp3>",
    ] {
      let settings = MarkdownFixture.settings + "links: warn\n"
      let html = try await MarkdownFixture.html(text, settings: settings, files: files)
      #expect(!html.contains("<b>") && !html.contains("\"onplay") && !html.contains("\"\">"), "\(html)")
    }
  }

  @Test func theSectionsOwnTextHasCardsToo() async throws {
    var fixture = MarkdownFixture.site("", files: files)
    fixture.files["Content/world/_index.md"] = Array("---\ntitle: World\n---\n[](bridge.md)\n".utf8)
    fixture.theme["section.html"] = Array("{{ section.content }}".utf8)
    #expect(
      try await fixture.build().text("world/index.html")?.hasPrefix(
        "<p class=\"embed\"><a href=\"/news/world/bridge/\">") == true)
  }
}
