import CommonMark
import Diagnostics
import Testing

@testable import SiteGenerator

@Suite struct MarkdownSettingsTests {
  /// A text that each extension changes, and what of its HTML is only there with the extension.
  static let samples: [(name: String, text: String, sign: String)] = [
    ("tables", "| a |\n|---|\n| b |", "<table>"),
    ("strikethrough", "~~gone~~", "<del>"),
    ("task-lists", "- [x] done", "<input"),
    ("autolinks", "See https://example.net/ now.", "<a "),
    ("footnotes", "Text[^1]\n\n[^1]: A note.", "doc-noteref"),
    ("heading-anchors", "## Head", "class=\"anchor\""),
    ("contents", "[[toc]]\n\n## Head", "<nav"),
    ("figures", "![alt](https://example.net/x.png)", "<figure>"),
    ("callouts", "> [!NOTE]\n> Text", "callout"),
    ("boxes", "::: factbox Title\nText\n:::", "<aside"),
    ("embeds", "<https://youtu.be/abc>", "class=\"embed\""),
    ("language-spans", "[Guten Tag]{lang=de}", "<span lang=\"de\">"),
    ("abbreviations", "The WHO.", "<abbr"),
  ]

  @Test func everyExtensionHasASample() {
    #expect(Self.samples.map(\.name) == MarkdownExtensions.names.map(\.name))
  }

  @Test(arguments: samples.map(\.name))
  func anExtensionIsOnUnlessTheSettingsSayOtherwise(name: String) async throws {
    let sample = try #require(Self.samples.first { $0.name == name })
    let data = ["Content/_data/abbreviations.yml": Array("WHO: World Health Organization\n".utf8)]
    let on = try await MarkdownFixture.html(sample.text, files: data)
    let off = try await MarkdownFixture.html(
      sample.text, settings: MarkdownFixture.settings + "markdown: {\(name): false}\n", files: data)
    #expect(on.contains(sample.sign), "\(on)")
    #expect(!off.contains(sample.sign), "\(off)")
  }

  @Test func anUnknownExtensionIsAnErrorWithASuggestion() async {
    let text = await MarkdownFixture.errors(
      "", settings: "title: T\nbase-url: https://example.org/\nmarkdown:\n  tabels: true\n")
    #expect(
      text == """
        Content/site.yml:4:3: error: unknown key "tabels" [settings-unknown-key]
          4 |   tabels: true
            |   ^^^^^^
          hint: did you mean "tables"? there is: abbreviations, autolinks, boxes, callouts, contents, embeds, figures, footnotes, heading-anchors, html, language-spans, links, smart, strikethrough, tables, task-lists

        """)
  }

  @Test func anExtensionIsOnOrOff() async {
    let text = await MarkdownFixture.errors("", settings: MarkdownFixture.settings + "markdown: {tables: perhaps}\n")
    #expect(
      text == """
        Content/site.yml:4:20: error: "tables" takes true or false, and this is "perhaps" [wrong-type]
          4 | markdown: {tables: perhaps}
            |                    ^^^^^^^

        """)
  }

  @Test func anUnknownSettingOfLinksIsAnErrorWithASuggestion() async {
    let text = await MarkdownFixture.errors(
      "", settings: MarkdownFixture.settings + "markdown: {links: {newtab: true}}\n")
    #expect(text.contains("Content/site.yml:4:20: error: unknown key \"newtab\" [settings-unknown-key]"), "\(text)")
    #expect(text.contains("hint: did you mean \"new-tab\"? there is: new-tab"), "\(text)")
  }

  @Test func linksToOtherSitesSayWhatTheyAre() async throws {
    let link = "[x](https://example.net/) [own](https://example.org/news/about/)"
    #expect(
      try await MarkdownFixture.html(link)
        == "<p><a href=\"https://example.net/\" rel=\"noopener\">x</a> <a href=\"https://example.org/news/about/\">own</a></p>\n"
    )
    #expect(
      try await MarkdownFixture.html(link, front: MarkdownFixture.front + "\nlabel: sponsored")
        .hasPrefix("<p><a href=\"https://example.net/\" rel=\"sponsored noopener\">x</a>"))
    #expect(
      try await MarkdownFixture.html(link, settings: MarkdownFixture.settings + "markdown: {links: {new-tab: true}}\n")
        .hasPrefix("<p><a href=\"https://example.net/\" rel=\"noopener\" target=\"_blank\">x</a>"))
  }

  @Test func anAddressWithoutASchemeIsToAnotherSiteAsWell() async throws {
    let html = try await MarkdownFixture.html(
      "[x](//shop.example/) [own](//example.org/news/about/)", front: MarkdownFixture.front + "\nlabel: sponsored",
      settings: MarkdownFixture.settings + "markdown: {links: {new-tab: true}}\n")
    #expect(
      html == """
        <p><a href="https://shop.example/" rel="sponsored noopener" target="_blank">x</a> \
        <a href="https://example.org/news/about/">own</a></p>

        """)
  }

  @Test func whatCanRunInTheReadersBrowserIsNoSchemeToAllow() async {
    let text = await MarkdownFixture.errors(
      "[x](javascript:a)", settings: MarkdownFixture.settings + "url-schemes: [geo, JavaScript, 'data:', 'sms:']\n")
    #expect(
      text == """
        Content/site.yml:4:20: error: "url-schemes" cannot have "JavaScript": a link to it can run a script in the \
        reader's browser [bad-value]
          4 | url-schemes: [geo, JavaScript, 'data:', 'sms:']
            |                    ^^^^^^^^^^
        Content/site.yml:4:32: error: "url-schemes" cannot have "data:": a link to it can run a script in the \
        reader's browser [bad-value]
          4 | url-schemes: [geo, JavaScript, 'data:', 'sms:']
            |                                ^^^^^^^
        Content/site.yml:4:41: error: "url-schemes" cannot have "sms:" [bad-value]
          4 | url-schemes: [geo, JavaScript, 'data:', 'sms:']
            |                                         ^^^^^^
          hint: the part before the colon alone, such as sms or geo

        """)
    #expect(
      await MarkdownFixture.errors(
        "x", settings: MarkdownFixture.settings + "url-schemes: vbscript\n"
      ).hasPrefix("Content/site.yml:4:14: error: \"url-schemes\" cannot have \"vbscript\""))
    #expect(
      await MarkdownFixture.errors("[x](geo:1,2)", settings: MarkdownFixture.settings + "url-schemes: GEO\n") == "")
  }
}

@Suite struct HouseStyleTests {
  @Test func abbreviationsAreMarkedUpOnceAnArticle() async throws {
    let data = ["Content/_data/abbreviations.yml": Array("WHO: World \"Health\" Organization\nC++: a language\n".utf8)]
    #expect(
      try await MarkdownFixture.html("The WHO and the WHO; WHOM.", files: data)
        == "<p>The <abbr title=\"World &quot;Health&quot; Organization\">WHO</abbr> and the WHO; WHOM.</p>\n")
  }

  @Test func abbreviationsMayBeJSON() async throws {
    let data = ["Content/_data/abbreviations.json": Array("{\"UN\": \"United Nations\"}".utf8)]
    #expect(try await MarkdownFixture.html("The UN.", files: data).contains("<abbr title=\"United Nations\">UN</abbr>"))
  }

  @Test func anAbbreviationWithoutItsMeaningIsAnError() async {
    let data = ["Content/_data/abbreviations.yml": Array("WHO: World Health Organization\nUN:\n".utf8)]
    #expect(
      await MarkdownFixture.errors("", files: data) == """
        Content/_data/abbreviations.yml:2:1: error: nothing says what "UN" stands for [abbreviation-unexplained]
          2 | UN:
            | ^^
          hint: write `WHO: World Health Organization`

        """)
  }

  @Test func anAbbreviationIsText() async {
    let data = ["Content/_data/abbreviations.yml": Array("WHO: [a, b]\n".utf8)]
    let text = await MarkdownFixture.errors("", files: data)
    #expect(
      text.contains("Content/_data/abbreviations.yml:1:6: error: \"WHO\" takes text, and this is a list [wrong-type]"))
  }

  @Test(arguments: ["", " ", "WHO "])
  func anAbbreviationHasNoWhiteSpaceAroundIt(short: String) async {
    let text = await MarkdownFixture.errors(
      "", files: ["Content/_data/abbreviations.yml": Array("\"\(short)\": x\n".utf8)])
    #expect(text.contains("abbreviations.yml:1:1: error: \"\(short)\" is no abbreviation"), "\(text)")
  }

  @Test func wordsAndQuotationMarksAreThoseOfTheArticle() async throws {
    let words = [
      "Templates/i18n/en.yml": Array("archive: A\nfootnotes: Notes\ncallout_note: Note\ndate_month: LLLL\n".utf8),
      "Templates/i18n/de.yml": Array("callout_note: Hinweis\n".utf8),
    ]
    let text = "\"Wort\"[^1]\n\n> [!NOTE]\n> Text\n\n[^1]: x"
    let german = try await MarkdownFixture.html(text, front: MarkdownFixture.front + "\nlang: de-AT", files: words)
    #expect(german.contains("<p>„Wort“<sup"), "\(german)")
    #expect(german.contains("<p class=\"callout-title\">Hinweis</p>"), "\(german)")
    // What German lacks is English.
    #expect(german.contains("role=\"doc-endnotes\" aria-label=\"Notes\""), "\(german)")
    #expect(try await MarkdownFixture.html(text, files: words).contains("<p>“Wort”<sup"))
  }

  @Test func aHeadingDoesNotTakeAnIDOfTheTheme() async throws {
    let page = [
      "Templates/page.html": Array(
        "<main id=\"site-main\">{{ article.content }}</main><p id=\"{{ article.title }}\">".utf8)
    ]
    let html = try await MarkdownFixture.html("## Site main\n\n## Other", files: page)
    #expect(html.contains("<h2 id=\"site-main-2\">Site main"), "\(html)")
    #expect(html.contains("<h2 id=\"other\">Other"), "\(html)")
  }

  @Test func theBuiltInThemesIDsAreKnown() throws {
    let templates = [
      "a.html": "<p id=\"x\"><b\nid=\"y-z\" data-id=\"no\"><i id=\"{{ z }}\"><u id=\"a{{ z }}\"><q id='s'><p id=\"\">"
    ]
    let theme = try Theme(builtIn: templates.mapValues { Array($0.utf8) }, folder: nil)
    #expect(theme.ids == ["x", "y-z"])
  }

  @Test func theHeadlineIsTheOnlyOneOfItsKind() async throws {
    let html = try await MarkdownFixture.html("# One\n\n# Two")
    #expect(
      html.contains("<h2 id=\"one\">One") && html.contains("<h2 id=\"two\">Two") && !html.contains("<h1"), "\(html)")
    #expect(
      try await MarkdownFixture.site("# One\n\n# Two").warnings() == """
        Content/world/a.md:7:1: warning: a heading `# Two` is moved down: the headline is the only one of its kind [markdown-second-h1]
          7 | # Two
            | ^^^^^
          hint: write it with `##`

        """)
  }

  @Test func templatesHaveTheOutline() async throws {
    let template = "{% for item in article.contents %}{{ item.level }} {{ item.url }} {{ item.title }}\n{% endfor %}"
    let html = try await MarkdownFixture.html(
      "## One\n\n### Two & {#own}\n\n## One",
      files: ["Templates/article.html": Array(template.utf8)])
    #expect(html == "2 #one One\n3 #own Two &amp;\n2 #one-2 One\n")
  }

  @Test func aFootnoteHasAnIDOfItsArticle() async throws {
    let html = try await MarkdownFixture.html("Text[^n].\n\n[^n]: Note.")
    #expect(
      html.contains("<a href=\"/news/world/a/#world-a-fn1\" id=\"world-a-fnref1\" role=\"doc-noteref\">1</a>"),
      "\(html)")
    let feed = try await MarkdownFixture.site("Text[^n].\n\n[^n]: Note.").build().text("feed.json") ?? ""
    #expect(feed.contains("https://example.org/news/world/a/#world-a-fn1"), "\(feed)")
  }
}
