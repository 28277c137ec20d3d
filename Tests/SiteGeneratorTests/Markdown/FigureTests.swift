import Testing

@testable import SiteGenerator

@Suite struct FigureTests {
  private let files = [
    "Content/world/small.jpg": PictureSizeTests.bytes(SmallPictures.jpegTurned),
    "Content/world/alpha.avif": PictureSizeTests.bytes(SmallPictures.avifAlpha),
    "Content/_static/logo.svg": Array("<svg viewBox=\"0 0 30 15\"/>".utf8),
    "Content/world/film.mp4": [0], "Content/world/broken.png": [1, 2, 3],
  ]

  @Test func aFigureHasItsCaptionItsCreditAndItsSize() async throws {
    let text = #"![A & B](small.jpg 'The "river"'){credit="Jo Pellew" licence="CC BY 4.0"}"#
    #expect(
      try await MarkdownFixture.html(text, files: files) == """
        <figure>
        <img src="/news/world/small.jpg" alt="A &amp; B" width="4" height="8" decoding="async" />
        <figcaption>The &quot;river&quot; <span class="credit">Jo Pellew</span> <span class="licence">CC BY 4.0</span></figcaption>
        </figure>

        """)
  }

  @Test func allPicturesButTheFirstAreLazy() async throws {
    let html = try await MarkdownFixture.html(
      "![a](small.jpg) ![b](alpha.avif)\n\n![c](/logo.svg)\n\n![d](https://example.net/x.png)\n\n![e](broken.png)",
      files: files)
    #expect(
      html == """
        <p><img src="/news/world/small.jpg" alt="a" width="4" height="8" decoding="async" /> \
        <img src="/news/world/alpha.avif" alt="b" width="9" height="5" loading="lazy" decoding="async" /></p>
        <figure>
        <img src="/news/logo.svg" alt="c" width="30" height="15" loading="lazy" decoding="async" />
        </figure>
        <figure>
        <img src="https://example.net/x.png" alt="d" loading="lazy" decoding="async" />
        </figure>
        <figure>
        <img src="/news/world/broken.png" alt="e" loading="lazy" decoding="async" />
        </figure>

        """)
  }

  @Test(arguments: [
    ("2", "width=\"2\" height=\"4\""), ("3", "width=\"3\" height=\"6\""), ("10000", "width=\"10000\" height=\"20000\""),
    ("0", "width=\"1\" height=\"2\""), ("-7", "width=\"1\" height=\"2\""),
    ("9223372036854775807", "width=\"10000\" height=\"20000\""),
  ])
  func theHeightFollowsTheWidthThatIsAskedFor(width: String, expected: String) async throws {
    #expect(try await MarkdownFixture.html("![a](small.jpg){width=\(width)}", files: files).contains(expected))
  }

  @Test func aWidthThatNoPageHasIsAWarning() async throws {
    let fixture = MarkdownFixture.site("Text.\n\n![a](small.jpg){width=0}", files: files)
    #expect(
      try await fixture.warnings() == """
        Content/world/a.md:7:1: warning: the width of a picture is taken as pixels from 1 to 10000 [picture-width]
          7 | ![a](small.jpg){width=0}
            | ^^^^^^^^^^^^^^^^^^^^^^^^
          hint: write a smaller number, or leave the width out

        """)
  }

  @Test func aPictureWithoutWordsIsAWarningUnlessItIsDecoration() async throws {
    #expect(
      try await MarkdownFixture.site("![](small.jpg)", files: files).warnings().contains(
        "a.md:5:5: warning: the picture has no words"))
    #expect(try await MarkdownFixture.site("![](small.jpg){.decorative}", files: files).warnings() == "")
  }

  @Test(arguments: ["bridge.md", "film.mp4", "/", "tag:flood", "#x", "https://example.org/news/about/"])
  func whatIsNoPictureCannotBeShown(destination: String) async {
    let text = await MarkdownFixture.errors("![x](\(destination))", files: files)
    // An absolute address is taken as it is: nobody asks the server.
    guard !destination.hasPrefix("https") else { return #expect(text == "") }
    #expect(
      text.hasPrefix(
        "Content/world/a.md:5:6: error: \"\(destination)\" is no picture [link-no-picture]\n  5 | ![x](\(destination))\n"
      ),
      "\(text)")
  }

  @Test func linksWarnLetsAPageStandForAPicture() async throws {
    let fixture = MarkdownFixture.site("![x](bridge.md)", settings: MarkdownFixture.settings + "links: warn\n")
    #expect(try await fixture.warnings().contains("warning: \"bridge.md\" is no picture [link-no-picture]"))
  }

  @Test func feedsHavePicturesWithTheirSizeAndWithoutLoading() async throws {
    let fixture = MarkdownFixture.site("![a](small.jpg \"Caption\")\n\n![b](small.jpg)", files: files)
    let feed = try await fixture.build().text("feed.json") ?? ""
    #expect(
      feed.contains(#"<img src=\"https://example.org/news/world/small.jpg\" alt=\"b\" width=\"4\" height=\"8\">"#),
      "\(feed)")
    #expect(!feed.contains("loading=") && !feed.contains("decoding="))
  }
}
