import Diagnostics
import Testing

@testable import SiteGenerator

@Suite struct LinkTests {
  private func site(_ text: String, settings: String = "title: T\nbase-url: https://example.org/\n") -> SiteFixture {
    var fixture = SiteFixture(
      """
      -- Content/world/a.md --
      ---
      title: A
      date: 2026-11-20
      ---
      -- Content/world/bridge.md --
      ---
      title: Bridge
      date: 2026-11-19
      aliases: [/old-bridge.html]
      tags: [Große Flut]
      authors: [Ana Silva]
      ---
      -- Content/world/flood/index.md --
      ---
      title: Flood
      date: 2026-11-18
      ---
      ![River](river.jpg)
      -- Content/world/flood/river.jpg --
      jpg
      -- Content/_static/map.pdf --
      pdf
      -- Content/about.md --
      ---
      title: About
      ---
      """)
    fixture.files["Content/site.yml"] = Array(settings.utf8)
    fixture.files["Content/world/a.md"]? += Array("\n\(text)\n".utf8)
    return fixture
  }

  /// The `href` of the only link of a text.
  private func target(_ destination: String, settings: String = "title: T\nbase-url: https://example.org/\n")
    async throws -> String?
  {
    let html = try await site("[link](\(destination))", settings: settings).build().text("world/a/index.html") ?? ""
    return html.split(separator: "<p><a href=\"").last?.split(separator: "\"").first.map(String.init)
  }

  /// Of a section that was renamed thousands lead nowhere, and each would be compared with all names.
  @Test func nothingIsSuggestedForTheHundredthLink() async throws {
    let links = (0..<60).map { "[link](bridgs\($0).md)" }.joined(separator: "\n\n")
    let settings = "title: T\nbase-url: https://example.org/\nlinks: warn\n"
    let warnings = try await site(links, settings: settings).build().report?.warnings ?? []
    let suggested = warnings.map { $0.hint?.hasPrefix("did you mean \"/world/bridge.md\"?") ?? false }
    #expect(suggested == (0..<60).map { $0 < 50 })
  }

  @Test(arguments: [
    ("bridge.md", "/world/bridge/"), ("./bridge.md#top", "/world/bridge/#top"), ("../about.md?x=1", "/about/?x=1"),
    ("/world/bridge.md", "/world/bridge/"), ("@/about.md", "/about/"), ("flood/index.md", "/world/flood/"),
    ("flood/river.jpg", "/world/flood/river.jpg"), ("/map.pdf", "/map.pdf"), ("/world/bridge/", "/world/bridge/"),
    ("/world/bridge", "/world/bridge/"), ("/old-bridge.html", "/old-bridge.html"),
    ("/tags/große-flut/", "/tags/gro%C3%9Fe-flut/"),
    ("tag:Große%20Flut", "/tags/gro%C3%9Fe-flut/"), ("author:Ana%20Silva", "/authors/ana-silva/"),
    ("/rss.xml", "/rss.xml"),
    ("https://example.net/?a=1&b=2", "https://example.net/?a=1&amp;b=2"), ("//example.net/x", "https://example.net/x"),
    ("mailto:a@example.org", "mailto:a@example.org"), ("#part", "/world/a/#part"), ("../bridge/", "/world/bridge/"),
  ])
  func linksBecomeAddresses(destination: String, expected: String) async throws {
    #expect(try await target(destination) == expected)
  }

  @Test func thePathOfBaseURLStandsInFrontOfEveryAddress() async throws {
    let settings = "title: T\nbase-url: https://example.org/news\n"
    #expect(try await target("bridge.md", settings: settings) == "/news/world/bridge/")
    #expect(try await target("/news/world/bridge/", settings: settings) == "/news/world/bridge/")
  }

  @Test func aLinkThatLeadsNowhereIsAnErrorAtItsPlace() async {
    let text = await site("See [the bridge](brigde.md) and ![x](/nope.png).").errors()
    #expect(
      text == """
        Content/world/a.md:6:18: error: the link "brigde.md" leads nowhere [link-nowhere]
          6 | See [the bridge](brigde.md) and ![x](/nope.png).
            |                  ^^^^^^^^^
          hint: did you mean "/world/bridge.md"? a path is taken from the file's folder, and with a slash in front from Content
        Content/world/a.md:6:38: error: the link "/nope.png" leads nowhere [link-nowhere]
          6 | See [the bridge](brigde.md) and ![x](/nope.png).
            |                                      ^^^^^^^^^
          hint: a path is taken from the file's folder, and with a slash in front from Content

        """)
  }

  @Test(arguments: [
    ("../world/brigde/index.md", "/world/bridge.md"), ("floood.md", "/world/flood/index.md"),
    ("/wrld/_index.md", "/world/_index.md"),
  ])
  func theSuggestionLeadsThere(link: String, expected: String) async throws {
    var fixture = site("[x](\(link))")
    fixture.files["Content/world/_index.md"] = Array("---\ntitle: World\n---\n".utf8)
    #expect(await fixture.errors().contains("  hint: did you mean \"\(expected)\"? a path"))
    var mended = site("[x](\(expected))")
    mended.files["Content/world/_index.md"] = Array("---\ntitle: World\n---\n".utf8)
    #expect(await mended.errors() == "")
  }

  @Test(arguments: [("[x]()", 8), ("![x]()", 9), ("[x](<>)", 1), ("[x][y]\n\n[y]: <>", 1)])
  func aLinkNeedsAnAddress(text: String, column: Int) async throws {
    #expect(
      await site("See \(text)").errors().hasPrefix(
        "Content/world/a.md:6:\(column): error: a link or a picture here has no address [link-nowhere]\n"))
    let tolerant = site("See \(text)", settings: "title: T\nbase-url: https://example.org/\nlinks: warn\n")
    #expect(try await tolerant.warnings().contains("warning: a link or a picture here has no address [link-nowhere]\n"))
  }

  @Test func inRawHTMLAnEmptyAddressIsThePageItself() async throws {
    let settings = "title: T\nbase-url: https://example.org/\nmarkdown: {html: allow}\n"
    #expect(await site("<a href=\"\">x</a>", settings: settings).errors() == "")
  }

  @Test func linksWarnMakesItAWarning() async throws {
    let fixture = site("[x](nowhere.md)", settings: "title: T\nbase-url: https://example.org/\nlinks: warn\n")
    #expect(
      try await fixture.warnings().contains("a.md:6:5: warning: the link \"nowhere.md\" leads nowhere [link-nowhere]"))
  }

  @Test func aLinkCannotRunAScript() async {
    for text in ["[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "![x](vbscript:x)", "[x](data:text/html,x)"] {
      #expect(await site(text).errors().contains("error: a link cannot lead to"), "\(text)")
    }
  }

  @Test func feedsHaveAbsoluteAddresses() async throws {
    let output = try await site("[b](bridge.md) [p](#part) ![r](flood/river.jpg)").build()
    let feed = try #require(output.text("rss.xml"))
    for address in [
      "https://example.org/world/bridge/", "https://example.org/world/a/#part",
      "https://example.org/world/flood/river.jpg",
    ] {
      #expect(feed.contains(address), "\(address)")
    }
    #expect(!feed.contains("href=\"/") && !feed.contains("src=\"/"))
  }

  @Test func aPortableSiteOpensFromDisk() async throws {
    var fixture = site(
      "[b](bridge.md#x) ![r](flood/river.jpg)", settings: "title: T\nbase-url: https://example.org/news/\n")
    fixture.isPortable = true
    let html = try #require(try await fixture.build().text("world/a/index.html"))
    #expect(html.contains("href=\"../bridge/index.html#x\""))
    #expect(html.contains("src=\"../flood/river.jpg\""))
    #expect(!html.contains("href=\"/"))
  }
}

@Suite struct AddressTests {
  @Test(arguments: [
    ("path: /.x/", "\"path\" cannot be an address: \"/.x/\" has the part \".x\"", 4),
    ("path: /.server/x.html", "\"path\" cannot be an address: \"/.server/x.html\" has the part \".server\"", 4),
    ("permalink: a/.b", "\"permalink\" cannot be an address: \"a/.b\" has the part \".b\"", 4),
    ("path: /.well-known/.x/", "\"path\" cannot be an address: \"/.well-known/.x/\" has the part \".x\"", 4),
    ("aliases: [/.htaccess]", "\"aliases\" cannot be an address: \"/.htaccess\" has the part \".htaccess\"", 4),
  ])
  func noAddressIsHidden(line: String, message: String, number: Int) async {
    let text = await SiteFixture.article("title: A\ndate: 2026-11-01\n\(line)").errors()
    #expect(text.hasPrefix("Content/news/a.md:\(number):"), "\(text)")
    #expect(
      text.contains(
        "error: \(message), and names that begin with a dot are not published [address-impossible]\n"), "\(text)")
  }

  @Test func wellKnownAddressesArePublished() async throws {
    let output = try await SiteFixture.article("title: A\ndate: 2026-11-01\npath: /.well-known/a/").build()
    #expect(output.text(".well-known/a/index.html") != nil)
    let settings = "title: T\nbase-url: https://example.org/\nfeeds: {custom: [{path: /.x/, title: X}]}\n"
    #expect(
      await SiteFixture.article("title: A\ndate: 2026-11-01", settings: settings).errors().contains(
        "\"path\" cannot be \"/.x/\" [bad-value]\n"))
  }

  @Test func twoArticlesWithOneAddressAreBothNamed() async {
    let text = await SiteFixture(
      """
      -- Content/world/a.md --
      ---
      title: A
      date: 2026-11-20
      ---
      -- Content/world/b.md --
      ---
      title: B
      date: 2026-11-19
      slug: A
      ---
      """
    ).errors()
    #expect(
      text.contains(
        "the address /world/a/ is wanted twice: by Content/world/a.md and by Content/world/b.md [address-twice]"))
  }

  @Test func bothAreNamedByPathsThatCanBeOpened() async {
    let article = "---\ntitle: A\ndate: 2026-11-20\npath: /a/\n---\n"
    let fixture = SiteFixture(
      "-- my site/Content/site.yml --\ntitle: T\nbase-url: https://example.org/\n"
        + "-- my site/Content/world/a.md --\n\(article)-- my site/Content/world/b.md --\n\(article)")
    var inputs = fixture.inputs
    inputs.content = fixture.folder("my site/Content")
    do throws(BuildFailure) {
      _ = try await build(inputs, into: MemoryOutput())
      Issue.record("it was built")
    } catch {
      #expect(
        error.diagnostics.map(\.message) == [
          "the address /a/ is wanted twice: by my site/Content/world/a.md and by my site/Content/world/b.md"
        ])
    }
  }

  @Test func addressesAreComparedWithoutCase() async {
    let text = await SiteFixture(
      """
      -- Content/world/a.md --
      ---
      title: A
      date: 2026-11-20
      path: /World/Bridge/
      ---
      -- Content/world/bridge.md --
      ---
      title: B
      date: 2026-11-19
      ---
      """
    ).errors()
    #expect(text.contains("[address-twice]"))
  }

  @Test func anArticleCannotTakeAListsAddress() async {
    let text = await SiteFixture(
      "-- Content/world/a.md --\n---\ntitle: A\ndate: 2026-11-20\npath: /archive/\n---\n"
    ).errors()
    #expect(text.hasPrefix("Content/world/a.md:4:7: error: the address /archive/ is wanted twice: "))
  }

  @Test func theAddressOfTheCorrectionsIsKeptFromTheStart() async {
    let page = SiteFixture("-- Content/corrections.md --\n---\ntitle: How we correct\n---\n")
    #expect(
      await page.errors() == """
        Content/corrections.md:1:1: error: the address /corrections/ is wanted twice: by the list of corrections (from \
        the first one on) and by Content/corrections.md [address-twice]
          1 | ---
            | ^^^
          hint: give one of them another `slug:` or `path:`, or rename the folder; capitals make no difference

        """)
    let alias = SiteFixture.article("title: A\ndate: 2026-11-01\naliases: [/corrections/]")
    #expect(await alias.errors().contains("Content/news/a.md:4:10: error: the address /corrections/ is wanted twice"))
    let elsewhere = SiteFixture("-- Content/corrections-policy.md --\n---\ntitle: How we correct\n---\n")
    #expect(await elsewhere.errors() == "")
  }

  @Test(arguments: ["", "corrections: [{date: 2026-11-21, text: B}]\n"])
  func aSectionOfThatNameIsOneError(corrections: String) async {
    let text = await SiteFixture(
      "-- Content/corrections/a.md --\n---\ntitle: A\ndate: 2026-11-20\n\(corrections)---\n"
    ).errors()
    #expect(text.split(separator: "\n").filter { $0.contains("error: ") }.count == 1, "\(text)")
    #expect(text.hasPrefix("Content/corrections: error: the address /corrections/ is wanted twice: "), "\(text)")
  }

  @Test(arguments: [
    ("Größe & Maß — 2026!", "größe-maß-2026"), ("The council's vote", "the-councils-vote"), ("  a  ", "a"),
    ("سلام دنیا", "سلام-دنیا"), ("日本 語", "日本-語"), ("Cafe\u{301}", "café"), ("../../etc", "etc"), ("…", ""),
    ("हिन्दी", "हिन्दी"),
  ])
  func slugsKeepTheLettersOfTheirLanguage(name: String, expected: String) {
    #expect(slug(name) == expected)
  }

  @Test func tagsThatOnlyMarksTellApartAreApart() {
    #expect(tagKey("C++") == "c-plus-plus")
    #expect(tagKey("C#") == "c-sharp")
    #expect(tagKey("C") == "c")
  }

  @Test func aliasesRedirect() async throws {
    let output = try await SiteFixture(
      "-- Content/world/a.md --\n---\ntitle: A\ndate: 2026-11-20\naliases: [old/place, /x.html]\n---\n"
    ).build()
    for path in ["old/place/index.html", "x.html"] {
      #expect(
        output.text(path)?.contains("url=https://example.org/world/a/") == true
          || output.text(path)?.contains("/world/a/") == true)
    }
  }
}
