import DefaultTheme
import Diagnostics
import Foundation
import Testing

@testable import SiteGenerator

@Suite struct ThemeTests {
  static let repository = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized

  @Test func theBuiltInThemeIsTheFolderTemplates() throws {
    let folder = DiskFolder(name: "Templates", path: Self.repository.appending(path: "Templates").path)
    var files: [String: [UInt8]] = [:]
    for entry in try folder.files() { files[entry.path] = try folder.read(entry.path) }
    #expect(DefaultTheme.files.keys.sorted() == files.keys.sorted())
    #expect(DefaultTheme.files == files)
  }

  @Test func theDemonstrationSiteHasNoWarningAndNoLinkThatLeadsNowhere() async throws {
    let output = try await demonstration()
    #expect(DiagnosticFormatter().format(output.report?.warnings ?? []) == "")
    let base = try #require(BaseURL("https://ostrey-lantern.example"))
    #expect(danglingLinks(output.files, base: base) == [])
  }

  @Test func theDemonstrationSiteHidesWhatIsNotPublished() async throws {
    let all = try await demonstration().all
    for secret in ["swing-bridge-at-a-hundred", "camera-contract", "quay-street-closed", "for £60 a year"] {
      #expect(!all.contains(secret), "\(secret)")
    }
  }

  @Test func assetsAreSmall() throws {
    let theme = try Theme(builtIn: DefaultTheme.files, folder: nil)
    let files = Assets(theme.assets, accent: nil).files
    #expect((files["style.css"]?.bytes.count ?? .max) <= 20_480)
    let scripts = files.filter { $0.key.hasSuffix(".js") }.values.map(\.bytes.count)
    #expect(scripts.count == 2)
    #expect(scripts.reduce(0, +) <= 6144)
  }

  @Test(arguments: [
    ("/* a */b{}\n", "b{}\n"), ("a{\n  b: c; /* d */\n\n}\n", "a{\nb: c; \n}\n"),
    ("a::before{content:\"/* kept */  \"}", "a::before{content:\"/* kept */  \"}"),
    ("a{content:'\\'/*'}/*", "a{content:'\\'/*'}"), ("a{b:c}/* no end", "a{b:c}"), ("/**/", ""), ("/*/", ""),
    ("a{b:1px/* to */2px}", "a{b:1px/**/2px}"), ("a/* with */.b c /* and */d{}", "a/**/.b c d{}"),
    ("a{background:url(b/c.svg)} / d", "a{background:url(b/c.svg)} / d"),
  ])
  func styleSheetsArePublishedWithoutComments(written: String, published: String) {
    #expect(String(decoding: withoutComments(Array(written.utf8)), as: UTF8.self) == published)
  }

  @Test func everyLanguageHasEveryWordAndSaysItInItsOwnWay() throws {
    let theme = try Theme(builtIn: DefaultTheme.files, folder: nil)
    let english = try #require(theme.words["en"])
    for (language, words) in theme.words {
      #expect(Set(words.keys) == Set(english.keys), "\(language)")
      for (key, entry) in words where language != "en" && !Self.sameInAll.contains(key) {
        #expect(entry != english[key], "\(language): \(key) is not translated")
      }
    }
  }

  /// Words that happen to be the same in two languages, and names.
  private static let sameInAll: Set<String> = [
    "callout_important", "comma", "date_long", "date_month", "date_short", "footnotes", "label_opinion", "label_satire",
    "minutes", "pages",
  ]

  @Test func whatThereIsNothingOfLeavesNoEmptyBox() async throws {
    var alone = SiteFixture.article("title: A\ndate: 2026-11-20")
    alone.theme = DefaultTheme.files
    let article = try #require(try await alone.build().text("news/a/index.html"))
    #expect(!article.contains("<aside"))
    var empty = SiteFixture("")
    empty.theme = DefaultTheme.files
    let notFound = try #require(try await empty.build().text("404.html"))
    #expect(!notFound.contains("<section"))
  }

  @Test func anAddressIsDividedAfterItsSlashes() async throws {
    let settings = "title: T\nbase-url: https://example.org\nsocial: ['https://video.example/c/a&b']\n"
    var fixture = SiteFixture.article("title: A\ndate: 2026-11-20", settings: settings)
    fixture.theme = DefaultTheme.files
    let home = try #require(try await fixture.build().text("index.html"))
    #expect(home.contains("rel=\"me\"><bdi>video.example/<wbr>c/<wbr>a&amp;b</bdi></a></li>"))
  }

  @Test func aYearNamesItsOwnMonthsAndACorrectionItsOwnDay() async throws {
    let made = try await demonstration()
    let year = try #require(made.text("archive/2017/index.html"))
    #expect(year.contains("href=\"/archive/2017/03/\""))
    #expect(!year.contains("href=\"/archive/2026/"))
    let front = try #require(made.text("page/2/index.html"))
    #expect(front.contains("the flood</a> <time datetime=\"2026-11-21T10:05:00Z\">21 Nov 2026</time>"))
  }

  @Test func aHeadlineOfMoreThanAHundredCharactersIsSetSmaller() async throws {
    for (count, classes) in [(100, "p-name"), (101, "p-name long")] {
      let title = String(repeating: "é", count: count)
      var fixture = SiteFixture.article("title: \(title)\ndate: 2026-11-20")
      fixture.theme = DefaultTheme.files
      let article = try #require(try await fixture.build().text("news/a/index.html"))
      #expect(article.contains("<h1 class=\"\(classes)\">\(title)</h1>"))
    }
  }

  @Test func aTemplateOfTheSiteReplacesTheThemesOfTheSameName() async throws {
    var fixture = SiteFixture("-- Content/w/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\n")
    fixture.files["Templates/article.html"] = Array("<p>mine: {{ article.title }}</p>\n".utf8)
    #expect(try await fixture.build().text("w/a/index.html") == "<p>mine: A</p>\n")
  }

  @Test func assetsHaveAFingerprintThatFollowsTheirBytes() {
    let one = Assets(["style.css": Array("a { background: url(icons/a.svg) }".utf8), "icons/a.svg": [1]], accent: nil)
    let two = Assets(["style.css": Array("a { background: url(icons/a.svg) }".utf8), "icons/a.svg": [2]], accent: nil)
    #expect(one.files["icons/a.svg"]?.address != two.files["icons/a.svg"]?.address)
    #expect(one.files["style.css"]?.address != two.files["style.css"]?.address)
    let css = String(decoding: one.files["style.css"]?.bytes ?? [], as: UTF8.self)
    let name = one.files["icons/a.svg"]?.address.text.dropFirst("/assets/".count) ?? ""
    #expect(css == "a { background: url(\(name)) }")
  }

  @Test func aTemplateThatIncludesItselfIsAnErrorAndOutputStays() async {
    var fixture = SiteFixture("-- Content/w/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\n")
    fixture.files["Templates/article.html"] = Array("{% include \"article.html\" %}".utf8)
    let text = await fixture.errors()
    #expect(text.contains("Templates/article.html:1:"))
    #expect(text.contains("error:"))
  }

  @Test func anUnknownFilterIsAnErrorWithASuggestion() async {
    var fixture = SiteFixture("-- Content/w/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\n")
    fixture.files["Templates/article.html"] = Array("{{ article.title | uper }}".utf8)
    let text = await fixture.errors()
    #expect(text.contains("Templates/article.html:1:20: error: unknown filter \"uper\""))
    #expect(text.contains("did you mean \"upper\"?"))
  }

  private func demonstration() async throws -> MemoryOutput {
    let content = DiskFolder(name: "Content", path: Self.repository.appending(path: "Content").path)
    let inputs = BuildInputs(
      content: content, templates: nil, theme: DefaultTheme.files, selection: Selection(now: SiteFixture.noon))
    let output = MemoryOutput()
    output.report = try await SiteGenerator.build(inputs, into: output)
    return output
  }
}
