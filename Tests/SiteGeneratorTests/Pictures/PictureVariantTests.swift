import DefaultTheme
import Diagnostics
import Testing

@testable import SiteGenerator

@Suite struct PictureVariantTests {
  @Test func aPhotographIsOfferedInEverySizeThatItHas() async throws {
    let painted = PaintedPictures()
    let output = try await PictureFixture.site("![A](camera.jpg 'Caption')", maker: painted).build()
    let jpeg = "/news/world/camera-200-0000000000.jpg 200w, /news/world/camera-400-0000000000.jpg 400w"
    let webp = "/news/world/camera-200-0000000000.webp 200w, /news/world/camera-400-0000000000.webp 400w"
    #expect(
      output.text("world/a/index.html") == """
        <figure>
        <picture><source type="image/webp" srcset="\(webp), /news/world/camera-420-0000000000.webp 420w" \
        sizes="(min-width: 48rem) 44rem, 92vw" /><img src="/news/world/camera.jpg" alt="A" \
        srcset="\(jpeg), /news/world/camera-420-0000000000.jpg 420w" \
        sizes="(min-width: 48rem) 44rem, 92vw" width="420" height="640" decoding="async" /></picture>
        <figcaption>Caption</figcaption>
        </figure>

        """)
    #expect(
      painted.orders == [
        "Content/world/camera.jpg 200 webp", "Content/world/camera.jpg 400 webp", "Content/world/camera.jpg 420 webp",
        "Content/world/camera.jpg 200 jpeg", "Content/world/camera.jpg 400 jpeg", "Content/world/camera.jpg 420 jpeg",
      ])
    #expect(output.text("world/camera-400-0000000000.webp") == "/cache/400.webp")
  }

  @Test func whatIsTransparentNeverBecomesJPEG() async throws {
    let painted = PaintedPictures()
    let html =
      try await PictureFixture.site("![A](alpha.png){width=150}", images: "images: {widths: 300}", maker: painted)
      .build().text("world/a/index.html") ?? ""
    #expect(painted.orders == ["Content/world/alpha.png 300 webp", "Content/world/alpha.png 300 png"])
    let srcset = #"srcset="/news/world/alpha-300-0000000000.png 300w" sizes="min(150px, 92vw)""#
    #expect(html.contains("\(srcset) width=\"150\" height=\"100\""))
  }

  @Test func oneFormatThatAllShowNeedsNoPictureElement() async throws {
    let images = "images: {widths: [200, 400], formats: [jpeg], sizes: 50vw}"
    let html =
      try await PictureFixture.site("![A](camera.jpg)", images: images).build().text("world/a/index.html") ?? ""
    #expect(!html.contains("<picture>"))
    #expect(
      html.contains(
        #"srcset="/news/world/camera-200-0000000000.jpg 200w, /news/world/camera-400-0000000000.jpg 400w" sizes="50vw""#
      ))
  }

  @Test func whatIsSmallIsLeftAlone() async throws {
    let painted = PaintedPictures()
    let html = try await PictureFixture.site("![A](small.jpg)", maker: painted).build().text("world/a/index.html") ?? ""
    #expect(painted.orders == [])
    #expect(html.contains(#"<img src="/news/world/small.jpg" alt="A" width="64" height="48" decoding="async" />"#))
  }

  @Test func onlyPicturesThatAreShownAreMade() async throws {
    let painted = PaintedPictures()
    try await PictureFixture.site("Text.", maker: painted).build()
    #expect(painted.orders == [])
  }

  @Test func nothingIsMadeUnlessTheSettingsAskForIt() async throws {
    let painted = PaintedPictures()
    let output = try await PictureFixture.site("![A](camera.jpg)", images: "", maker: painted).build()
    #expect(painted.orders == [])
    #expect(output.files["world/camera.jpg"] == PictureFixture.bytes("camera.jpg"))
  }

  @Test func theOriginalIsPublishedWithoutItsPrivateData() async throws {
    let output = try await PictureFixture.site("Text.").build()
    #expect(output.files["world/camera.jpg"] == withoutPrivateMetadata(PictureFixture.bytes("camera.jpg")))
    #expect(!PictureFixture.contains(output.files["world/camera.jpg"] ?? [], "SECRET"))
  }

  @Test func feedsAndCardsOfOthersHaveTheOriginal() async throws {
    var fixture = PictureFixture.site("![A](camera.jpg)", image: "camera.jpg")
    fixture.theme["article.html"] = SiteFixture.plainTheme["article.html"]
    let output = try await fixture.build()
    for name in ["rss.xml", "atom.xml", "feed.json"] {
      let feed = output.text(name) ?? ""
      #expect(feed.contains("https://example.org/news/world/camera.jpg"), "\(name)")
      #expect(!feed.contains("srcset") && !feed.contains("camera-2"), "\(name)")
    }
    #expect(
      output.text("world/a/index.html")?.contains(
        #"<meta property="og:image" content="https://example.org/news/world/camera.jpg">"#) == true)
  }

  /// As feeds have it: with nothing in it that a URI must not have.
  @Test func theAbsoluteAddressOfAPictureIsAURI() async throws {
    var fixture = PictureFixture.site("Text.", image: "https://other.example/Brücke.jpg")
    fixture.theme["article.html"] = Array(
      "{% if article.image %}{{ article.image.permalink }}{% endif %}".utf8)
    #expect(try await fixture.build().text("world/a/index.html") == "https://other.example/Br%C3%BCcke.jpg")
  }

  @Test func theThemeOffersLeadPicturesAndCards() async throws {
    var fixture = PictureFixture.site("Text.", image: "camera.jpg")
    fixture.theme = DefaultTheme.files
    let output = try await fixture.build()
    let webp = "/news/world/camera-200-0000000000.webp 200w, "
    let article = output.text("world/a/index.html") ?? ""
    #expect(article.contains("<picture><source type=\"image/webp\" srcset=\"\(webp)"))
    #expect(
      article.contains(
        "sizes=\"(min-width: 68rem) 62rem, 92vw\" alt=\"Lead\" width=\"420\" height=\"640\" fetchpriority=\"high\"></picture>"
      ))
    let list = output.text("world/index.html") ?? ""
    #expect(list.contains("sizes=\"auto, (min-width: 64rem) 24rem, 92vw\"><img class=\"u-featured\""))
    #expect(list.contains("loading=\"lazy\" decoding=\"async\"></picture></div>"))
  }

  @Test func portableLinksReachEverySize() async throws {
    var fixture = PictureFixture.site("![A](camera.jpg)", images: "images: {widths: [200, 400], formats: [jpeg]}")
    fixture.isPortable = true
    let html = try await fixture.build().text("world/a/index.html") ?? ""
    #expect(html.contains(#"srcset="../camera-200-0000000000.jpg 200w, ../camera-400-0000000000.jpg 400w""#), "\(html)")
  }

  @Test func withoutTheProgramPicturesStayAsTheyAre() async throws {
    let fixture = PictureFixture.site("![A](camera.jpg)", maker: NoPictures())
    #expect(
      try await fixture.warnings() == """
        Content/site.yml:4:9: warning: `vips` is not on this machine, so pictures are published in their own size alone [picture-program-missing]
          4 | images: {widths: [200, 400, 800]}
            |         ^
          hint: install it

        """)
    let html = try await fixture.build().text("world/a/index.html") ?? ""
    #expect(html.contains(#"<img src="/news/world/camera.jpg" alt="A" width="420" height="640" decoding="async" />"#))
  }

  @Test func aFormatThatFailsIsSaidOnce() async throws {
    let painted = PaintedPictures(failing: [.webp: "no encoder"])
    let fixture = PictureFixture.site("![A](camera.jpg) ![B](alpha.png)", maker: painted)
    #expect(
      try await fixture.warnings() == """
        Content/site.yml:4:9: warning: no picture can be made as webp here: no encoder [picture-format-fails]
          4 | images: {widths: [200, 400, 800]}
            |         ^
          hint: install a libvips that writes it, or take it out of `formats`

        """)
    #expect(try await fixture.build().text("world/a/index.html")?.contains("camera-200-0000000000.jpg") == true)
  }

  @Test func aPictureThatFailsIsSaidOnce() async throws {
    let painted = PaintedPictures(failing: [.webp: "it is cut off", .jpeg: "it is cut off"])
    #expect(
      try await PictureFixture.site("![A](camera.jpg)", maker: painted).warnings() == """
        Content/world/camera.jpg: warning: no smaller pictures can be made of this one: it is cut off [picture-not-made]
          hint: look whether the file is whole; it is published as it is

        """)
  }

  @Test(arguments: ["notpic", ""]) func whatIsNoPictureIsTold(bytes: String) async throws {
    var fixture = PictureFixture.site("![A](fake.png) ![B](camera.jpg)", image: "fake.png")
    fixture.files["Content/world/fake.png"] = Array(bytes.utf8)
    let warning = """
      Content/world/fake.png: warning: no smaller pictures can be made of this one: it is not the file of a picture [picture-not-made]
        hint: look whether the file is whole; it is published as it is

      """
    #expect(try await fixture.warnings() == warning)
    // Also where nothing is made, as in a check.
    fixture.pictureMaker = nil
    #expect(try await fixture.warnings() == warning)
  }

  /// A file that nobody here can read goes out with where it was taken, and no build keeps quiet about it.
  @Test(arguments: [false, true]) func aPictureThatCannotBeCleanedIsTold(isOnDisk: Bool) async throws {
    let site = try DiskSite("uncleaned")
    defer { site.remove() }
    var fixture = PictureFixture.site("Text.")
    let heic = Array("\0\0\0\u{18}ftypheic SECRET".utf8)
    fixture.files["Content/world/camera.jpg"] = heic
    let warning = """
      Content/world/camera.jpg: warning: the picture is published with all that its file says, perhaps where it was \
      taken: nothing can be taken out of it [picture-not-cleaned]
        hint: it is damaged, or another format than its name says: open it, and save it again under its name

      """
    for text in ["One.", "One.", "Two."] {
      fixture.files["Content/world/b.md"] = Array("---\ntitle: B\ndate: 2026-11-01\n---\n\n\(text)\n".utf8)
      let written = try await site.write(fixture, isOnDisk: isOnDisk)
      #expect(DiagnosticFormatter().format(written.warnings) == warning)
      #expect(try tree(site.output)["world/camera.jpg"] == heic)
    }
    fixture.files["Content/world/camera.jpg"] = PictureFixture.bytes("camera.jpg")
    #expect(try await site.write(fixture, isOnDisk: isOnDisk).warnings.isEmpty)
  }

  @Test func settingsAreChecked() async {
    let images = "images: {widths: [480, wide, 9], formats: [webp, heic, jpg], size: x}"
    let errors = await PictureFixture.site("Text.", images: images).errors()
    #expect(
      errors == """
        Content/site.yml:4:24: error: "widths" takes a whole number from 16 to 8192, and this is "wide" [wrong-type]
          4 | images: {widths: [480, wide, 9], formats: [webp, heic, jpg], size: x}
            |                        ^^^^
        Content/site.yml:4:30: error: "widths" takes a whole number from 16 to 8192, and this is "9" [wrong-type]
          4 | images: {widths: [480, wide, 9], formats: [webp, heic, jpg], size: x}
            |                              ^
        Content/site.yml:4:50: error: "formats" cannot be "heic" [not-a-choice]
          4 | images: {widths: [480, wide, 9], formats: [webp, heic, jpg], size: x}
            |                                                  ^^^^
          hint: there is: avif, webp, jpeg
        Content/site.yml:4:62: error: unknown key "size" [settings-unknown-key]
          4 | images: {widths: [480, wide, 9], formats: [webp, heic, jpg], size: x}
            |                                                              ^^^^
          hint: did you mean "sizes"? there is: formats, sizes, widths

        """)
  }

  @Test func aloneTheSettingMeansTheUsual() async throws {
    let painted = PaintedPictures()
    try await PictureFixture.site("![A](alpha.png)", images: "images: {}", maker: painted).build()
    #expect(
      painted.orders == [
        "Content/world/alpha.png 480 webp", "Content/world/alpha.png 600 webp", "Content/world/alpha.png 480 png",
        "Content/world/alpha.png 600 png",
      ])
  }
}
