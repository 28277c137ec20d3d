import Diagnostics
import Testing

@testable import SiteGenerator

/// Each test states the whole block that a person sees.
@Suite struct FrontMatterErrorTests {
  @Test func anUnknownKeyIsAnErrorWithASuggestion() async {
    let text = await SiteFixture.article("title: A\ndate: 2026-10-11\ndrfat: true").errors()
    #expect(
      text == """
        Content/news/a.md:4:1: error: unknown key "drfat" [front-matter-unknown-key]
          4 | drfat: true
            | ^^^^^
          hint: did you mean "draft"? data of your own belongs under `extra:`

        """)
  }

  @Test func aDateThatDoesNotExistIsAnError() async {
    let text = await SiteFixture.article("title: A\ndate: 2026-02-30").errors()
    #expect(
      text == """
        Content/news/a.md:3:7: error: there is no such date: 2026-02-30 [date-does-not-exist]
          3 | date: 2026-02-30
            |       ^^^^^^^^^^

        """)
  }

  @Test func aSlugCannotLeaveItsFolder() async {
    let text = await SiteFixture.article("title: A\ndate: 2026-10-11\nslug: ../../etc").errors()
    #expect(
      text == """
        Content/news/a.md:4:7: error: "slug" is one part of an address, without a slash [bad-value]
          4 | slug: ../../etc
            |       ^^^^^^^^^
          hint: `path:` takes a whole one

        """)
  }

  @Test func aPathCannotLeaveTheSite() async {
    let text = await SiteFixture.article("title: A\ndate: 2026-10-11\npath: /a/../../etc").errors()
    #expect(text.contains("Content/news/a.md:4:7: error: \"path\" cannot be an address"))
  }

  @Test func frontMatterThatNeverEndsIsShownWhereItBegins() async {
    let text = await SiteFixture("-- Content/news/a.md --\n---\ntitle: A\n\nText").errors()
    #expect(
      text == """
        Content/news/a.md:1:1: error: the front matter that begins here never ends [front-matter-unclosed]
          1 | ---
            | ^^^
          hint: add a line `---` after the last key

        """)
  }

  @Test func brokenYAMLIsShownAtItsLineInTheFile() async {
    let text = await SiteFixture.article("title: A\ndate: 2026-10-11\ntags: [a, b\nlang: en").errors()
    #expect(text.hasPrefix("Content/news/a.md:5:"))
    #expect(text.contains("error: this is not YAML: "))
    #expect(text.contains("  5 | lang: en\n"))
  }

  @Test func aKeyTwiceIsAnError() async {
    let text = await SiteFixture.article("title: A\ndate: 2026-10-11\ntitle: B").errors()
    #expect(
      text == """
        Content/news/a.md:4:1: error: "title" stands here a second time [duplicate-key]
          4 | title: B
            | ^^^^^^^^
          hint: keep one of the two

        """)
  }

  @Test func aKeyTwiceIsShownWhereItStandsAndNotWhereALongerOneDoes() async {
    let text = await SiteFixture.article("title: A\ndate: 2026-10-11\nextra:\n  tag: a\n  tag: b\n  tags: [c]\ntag: d")
      .errors()
    #expect(text.hasPrefix("Content/news/a.md:6:3: error: \"tag\" stands here a second time [duplicate-key]"))
  }

  /// Yams compares keys with all that their aliases stand for: these nine lines would keep it busy for years.
  @Test(arguments: ["? *h\n: 1", "{ ? *h : 1 }", "*h : 1", "[ *h : 1 ]"])
  func aKeyThatIsAnAliasOfAListIsAnError(key: String) async {
    var lines = ["extra:", "  a: &a [x, x, x, x, x, x, x, x, x]"]
    for (last, name) in zip("abcdefg", "bcdefgh") {
      lines.append("  \(name): &\(name) [" + Array(repeating: "*\(last)", count: 9).joined(separator: ", ") + "]")
    }
    lines.append("more:\n  " + key.replacing("\n", with: "\n  "))
    let text = await SiteFixture.article("title: A\ndate: 2026-10-11\n" + lines.joined(separator: "\n")).errors()
    #expect(text.hasPrefix("Content/news/a.md:14:\(key.hasPrefix("*") ? 3 : key.hasPrefix("{") ? 7 : 5): error: "))
  }

  @Test func anAliasOfATextMayBeAKey() async {
    let text = "title: A\ndate: 2026-10-11\nextra:\n  a: &name colour\n  *name : red\n  b: \"*name: R&D\"\n  c: *name"
    #expect(await SiteFixture.article(text).errors() == "")
  }

  @Test func twoWordsForOneThingAreAnError() async {
    let text = await SiteFixture.article("title: A\ndate: 2026-10-11\nupdated: 2026-10-12\nlastmod: 2026-10-12")
      .errors()
    #expect(
      text.contains("Content/news/a.md:5:1: error: \"lastmod\" and \"updated\" mean the same, and both stand here"))
  }

  @Test func allErrorsOfAllFilesComeAtOnce() async {
    let text = await SiteFixture(
      """
      -- Content/news/a.md --
      ---
      date: yesterday
      ---
      -- Content/news/b.md --
      ---
      title: B
      date: 2026-10-11
      status: retratced
      label: 7
      updated: 2026-10-10
      ---
      -- Content/news/c.md --
      no front matter
      """
    ).errors()
    #expect(text.contains("a.md:2:7: error: \"yesterday\" is not a date"))
    #expect(text.contains("a.md:1:1: error: \"title\" is missing"))
    #expect(text.contains("b.md:4:9: error: \"status\" cannot be \"retratced\""))
    #expect(text.contains("did you mean \"retracted\"?"))
    #expect(text.contains("b.md:5:8: error: \"label\" cannot be \"7\""))
    #expect(text.contains("c.md:1:1: error: the file has no front matter"))
  }

  @Test func updatedCannotLieBeforeDate() async {
    let text = await SiteFixture.article("title: A\ndate: 2026-10-11\nupdated: 2026-10-10").errors()
    #expect(
      text == """
        Content/news/a.md:4:10: error: `updated` lies before `date` [updated-before-date]
          4 | updated: 2026-10-10
            |          ^^^^^^^^^^

        """)
  }

  @Test func aFileThatIsNotUTF8IsAnErrorAtItsByte() async {
    var fixture = SiteFixture.article("title: A\ndate: 2026-10-11")
    fixture.files["Content/news/a.md"]?.append(contentsOf: [0x61, 0xFF, 0x0A])
    #expect(
      await fixture.errors().contains("Content/news/a.md:8:2: error: this is not UTF-8: the byte FF [text-not-utf8]"))
  }

  @Test func anArticleThatIsTooLargeIsRefused() async {
    var fixture = SiteFixture.article("title: A\ndate: 2026-10-11")
    fixture.files["Content/news/a.md"]? += Array(repeating: 0x61, count: 10_000_000)
    #expect(await fixture.errors().contains("bytes, and at most 1000000 are read [file-too-long]"))
  }

  @Test func yamlThatIsNestedTooDeeplyIsRefused() async {
    for bomb in [
      "extra: " + String(repeating: "[", count: 60_000), "extra:\n  " + String(repeating: "- ", count: 30_000) + "a",
      (0..<40).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n"),
    ] {
      let text = await SiteFixture.article("title: A\ndate: 2026-10-11\n\(bomb)").errors()
      #expect(text.contains("this is nested more than 32 levels deep [yaml-too-deep]"))
    }
  }

  @Test func anAliasBombIsRefused() async {
    var lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x,x]"]
    for level in 1..<9 {
      lines.append(
        "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ",") + "]")
    }
    let text = await SiteFixture.article(
      "title: A\ndate: 2026-10-11\nextra:\n" + lines.map { "  " + $0 }.joined(separator: "\n")
    ).errors()
    #expect(text.contains("this is too large once its aliases (`*name`) are followed [yaml-too-large]"))
  }

  /// To count the lines before each line that might be meant takes minutes.
  @Test(.timeLimit(.minutes(2))) func aKeyThatStandsTwiceLateInALongFileIsFound() {
    let text = (0..<20_000).map { "k\($0):\n  a: 1\n" }.joined() + "z:\n  a: 1\n  a: 2\n"
    let source = Source(path: "d.yml", text: text)
    #expect(throws: Diagnostic.duplicateKey("a", source.place(line: 40_003))) {
      try YAMLReader(source: source, limits: ContentLimits()).read(0..<source.bytes.count)
    }
  }

  @Test func controlCharactersAndTurnedTextAreRefusedInHeadlines() async {
    let text = await SiteFixture.article("title: \"A \\u202E B\"\ndate: 2026-10-11").errors()
    #expect(text.contains("\"title\" holds the character U+202E, which a headline or name cannot have"))
  }
}

@Suite struct FrontMatterReadingTests {
  /// The article that a file gives.
  private func article(_ text: String, path: String = "news/a.md", settings: String = "") throws -> LoadedArticle {
    let source = Source(path: "Content/site.yml", text: "title: T\nbase-url: https://example.org/\n" + settings)
    let reader = ArticleReader(
      folder: MemoryFolder(name: "Content", [path: Array(text.utf8)]),
      settings: try SettingsReader.read(source).settings,
      selection: Selection(now: SiteFixture.noon))
    return try reader.read(path)
  }

  @Test func theThreeFormatsSayTheSame() throws {
    let yaml = try article("---\ntitle: A\ndate: 2026-10-11 18:30\ntags: [x, y]\nextra: {n: 1, t: \"1\"}\n---\nText\n")
      .article
    let toml = try article(
      "+++\ntitle = \"A\"\ndate = 2026-10-11T18:30:00\ntags = [\"x\", \"y\"]\n[extra]\nn = 1\nt = \"1\"\n+++\nText\n"
    ).article
    let json = try article(
      "{\"title\": \"A\", \"date\": \"2026-10-11 18:30\", \"tags\": [\"x\", \"y\"], \"extra\": {\"n\": 1, \"t\": \"1\"}}\nText\n"
    ).article
    for other in [toml, json] {
      #expect(other.title == yaml.title)
      #expect(other.date == yaml.date)
      #expect(other.tags == yaml.tags)
      #expect(other.extra == yaml.extra)
      #expect(other.body.summary == "Text")
    }
  }

  @Test func scalarsAreTypedByTheirKey() throws {
    let article = try article("---\ntitle: 2026\ndate: 2026-10-11\nslug: no\ntags: [1.10, yes]\n---\n").article
    #expect(article.title == "2026")
    #expect(article.address.text == "/news/no/")
    #expect(article.tags == ["1.10", "yes"])
  }

  @Test func wordsOfOtherGeneratorsAreUnderstood() throws {
    let loaded = try article(
      """
      ---
      title: A
      publishDate: 2026-10-11
      lastmod: 2026-10-12
      author: Ana
      expiryDate: 2027-01-01
      published: true
      redirect_from: /old/
      permalink: /new/place/
      excerpt: Short.
      params: {a: 1}
      category: Politics
      ---
      """)
    let article = loaded.article
    #expect(article.updated == article.date.map { $0 + Instant.day })
    #expect(article.authors == ["Ana"])
    #expect(article.expires != nil)
    #expect(!article.isDraft)
    #expect(article.aliases == [Address("/old/")])
    #expect(article.address == Address("/new/place/"))
    #expect(article.standfirst == "Short.")
    #expect(article.extra["a"] == .integer(1))
    #expect(loaded.categories == ["Politics"])
  }

  @Test func publishedFalseIsADraft() throws {
    #expect(try article("---\ntitle: A\ndate: 2026-10-11\npublished: false\n---\n").article.isDraft)
  }

  @Test func theDateMayStandInTheNameAndIsNotPartOfTheAddress() throws {
    let article = try article("---\ntitle: A\n---\n", path: "news/2026-10-11-the-vote.md").article
    #expect(article.address.text == "/news/the-vote/")
    #expect(article.date == readInstant("2026-10-11"))
  }

  @Test func aBundleIsCalledAsItsFolder() throws {
    let article = try article("---\ntitle: A\ndate: 2026-10-11\n---\n", path: "news/flood/index.md").article
    #expect(article.address.text == "/news/flood/")
    #expect(article.section == "news")
  }

  @Test func datesAreInTheZoneOfTheSite() throws {
    let article = try article("---\ntitle: A\ndate: 2026-07-01\n---\n", settings: "time-zone: America/New_York\n")
      .article
    #expect(article.date == readInstant("2026-07-01T04:00:00Z"))
  }

  @Test func aTimeThatTheClocksSkipIsAWarningThatSaysWhatWasTaken() throws {
    let loaded = try article("---\ntitle: A\ndate: 2026-03-29 01:30\n---\n", settings: "time-zone: Europe/Lisbon\n")
    #expect(
      DiagnosticFormatter().format(loaded.warnings) == """
        Content/news/a.md:3:7: warning: 2026-03-29 01:30 does not exist in Europe/Lisbon, where the clocks change; taken as 2026-03-29T02:30:00+01:00 [date-clock-change]
          3 | date: 2026-03-29 01:30
            |       ^^^^^^^^^^^^^^^^
          hint: write the offset with it: 2026-03-29T02:30:00+01:00

        """)
  }

  @Test func filesMayHaveAByteOrderMarkAndAnyLineEnds() throws {
    for text in [
      "\u{FEFF}---\r\ntitle: A\r\ndate: 2026-10-11\r\n---\r\nText\r\n", "---\rtitle: A\rdate: 2026-10-11\r---\rText\r",
    ] {
      let article = try article(text).article
      #expect(article.title == "A")
      #expect(article.body.summary == "Text")
    }
  }
}

/// What a person who tried to break it found.
@Suite struct HostileFrontMatterTests {
  private func errors(_ file: String) async -> String {
    await SiteFixture("-- Content/news/x.md --\n\(file)").errors()
  }

  @Test func tomlThatIsNestedTooDeeplyIsRefused() async {
    for text in [
      "[extra" + String(repeating: ".a", count: 20_000) + "]",
      "extra" + String(repeating: ".a", count: 20_000) + " = 1",
      "extra = " + String(repeating: "[", count: 20_000),
    ] {
      #expect(
        await errors("+++\ntitle = \"T\"\ndate = 2026-01-01\n\(text)\n+++\n").contains(
          "nested more than 32 levels deep"))
    }
  }

  @Test func jsonIsReadStrictlyAndToldWithItsPlace() async {
    #expect(
      await errors("{\"title\": \"T\",\n \"title\": \"U\", \"date\": \"2026-01-01\"}\nx").contains(
        "x.md:2:2: error: \"title\" stands here a second time [duplicate-key]"))
    #expect(
      await errors("{\"title\": \"T\",\n \"date\": \"2026-01-01\",}\nx").contains(
        "x.md:2:23: error: this is not JSON: a key between quotes belongs here [json-broken]"))
    #expect(
      await errors("{\"title\": \"\\u+041\", \"date\": \"2026-01-01\"}\nx").contains(
        "four hexadecimal digits belong behind \\u"))
    #expect(await errors("{\"title\": \"\\ud83c\\udf0a\", \"date\": \"2026-01-01\"}\nx") == "")
  }

  @Test func anEmptyDateIsNoDateAndAnEmptySwitchIsAnError() async {
    #expect(await errors("---\ntitle: T\ndate:\n---\n").contains("x.md:3:1: error: the article has no date"))
    #expect(
      await errors("---\ntitle: T\ndate: 2026-01-01\npublished:\n---\n").contains(
        "error: \"published\" takes true or false, and this is nothing"))
    #expect(
      await errors("---\ntitle: T\ndate: 2026-01-01\ndraft: []\n---\n").contains(
        "error: \"draft\" takes true or false, and this is a list"))
  }

  @Test func anErrorInAThousandPlacesIsToldAHundredTimes() async throws {
    let fixture = SiteFixture.article("title: A\ndate: 2026-10-11", text: String(repeating: "<b>\n\n", count: 100_000))
    await #expect(throws: BuildFailure.self) { try await fixture.build() }
    do { try await fixture.build() } catch { #expect(error.diagnostics.count == 100) }
  }
}

@Suite struct SettingsTests {
  private func errors(_ settings: String) async -> String {
    await SiteFixture.article("title: A\ndate: 2026-10-11", settings: settings).errors()
  }

  @Test func settingsAreCheckedAsFrontMatterIs() async {
    #expect(
      await errors("title: T\nbase-url: https://example.org/\nlangauge: fr\n").hasPrefix(
        "Content/site.yml:3:1: error: unknown key \"langauge\" [settings-unknown-key]\n  3 | langauge: fr\n    | ^^^^^^^^\n  hint: did you mean \"language\"?"
      ))
    #expect(
      await errors("title: T\nbase-url: example.org\n").contains(
        "Content/site.yml:2:11: error: \"base-url\" is not the address of a site"))
    #expect(
      await errors("title: T\nbase-url: https://e.org\ntime-zone: Europe/Lisbonne\n").contains(
        "did you mean \"Europe/Lisbon\"?"))
  }

  @Test func aKeyInsideOfAnotherIsOneOfTheFrontMatter() async throws {
    let line = "title: A\ndate: 2026-11-20\nai: {use: assisted, reviwer: B}"
    #expect(
      await SiteFixture.article(line).errors() == """
        Content/news/a.md:4:21: error: unknown key "reviwer" [front-matter-unknown-key]
          4 | ai: {use: assisted, reviwer: B}
            |                     ^^^^^^^
          hint: did you mean "reviewer"? there is: note, reviewer, use

        """)
    let settings = "title: T\nbase-url: https://e.org\nunknown-keys: warn\n"
    #expect(
      try await SiteFixture.article(line, settings: settings).warnings().contains(
        "Content/news/a.md:4:21: warning: unknown key \"reviwer\" [front-matter-unknown-key]"))
  }

  @Test(arguments: [
    ("publised: true", "published"), ("lastmd: 2026-11-21", "lastmod"), ("redirect_form: /x/", "redirect_from"),
  ])
  func wordsOfOtherGeneratorsAreSuggested(line: String, word: String) async {
    let text = await SiteFixture.article("title: A\ndate: 2026-11-20\n\(line)").errors()
    #expect(text.contains("  hint: did you mean \"\(word)\"? data of your own"), "\(text)")
  }

  @Test func aPinTakesADateAsWell() async {
    #expect(
      await SiteFixture.article("title: A\ndate: 2026-11-20\npinned: forever").errors().contains(
        "\"pinned\" takes true, false, or the date until which, and this is \"forever\" [wrong-type]"))
  }

  @Test(arguments: [
    ("template: artcle", "article.html"), ("layout: article", "article.html"), ("template: page", "page.html"),
    ("template: pag.html", "page.html"),
  ])
  func aTemplateIsSuggestedWithoutItsEnd(line: String, expected: String) async {
    let text = await SiteFixture.article("title: A\ndate: 2026-11-20\n\(line)").errors()
    #expect(text.contains("[template-missing]") && text.contains("did you mean \"\(expected)\"? "), "\(text)")
  }

  @Test func addressesInSettingsHaveToLeadSomewhere() async {
    let text = await errors(
      "title: T\nbase-url: https://e.org\nicon: /nope.svg\nfooter:\n  - {title: A, url: /nowhere/}\n  - {title: B, url: \"javascript:alert(1)\"}\n"
    )
    #expect(text.contains("site.yml:6:21: error: \"url\" cannot lead to \"javascript:alert(1)\""))
    let links = await errors(
      "title: T\nbase-url: https://e.org\nicon: /nope.svg\nfooter:\n  - {title: A, url: /nowhere/}\n")
    #expect(links.contains("site.yml:3:7: error: the link \"/nope.svg\" leads nowhere [link-nowhere]"))
    #expect(links.contains("site.yml:5:21: error: the link \"/nowhere/\" leads nowhere [link-nowhere]"))
    #expect(!links.contains("from the file's folder"))
    // What lies in `_static` is not published there.
    for logo in ["/lgo.svg", "/_static/logo.svg"] {
      var site = SiteFixture.article(
        "title: A\ndate: 2026-11-20", settings: "title: T\nbase-url: https://e.org\nlogo: \(logo)\n")
      site.files["Content/_static/logo.svg"] = Array("<svg/>".utf8)
      #expect(
        await site.errors().contains(
          "hint: did you mean \"/logo.svg\"? write the address of a page or a file as readers see it"), "\(logo)")
    }
  }

  @Test func aSectionThatNothingBelongsToIsAWarning() async throws {
    let text = try await SiteFixture.article(
      "title: A\ndate: 2026-10-11", settings: "title: T\nbase-url: https://e.org\nsections: {nwes: {title: News}}\n"
    ).warnings()
    #expect(
      text == """
        Content/site.yml: warning: nothing belongs to the section "nwes" [section-without-folder]
          hint: did you mean "news"? a key under `sections:` is the name of a folder in Content

        """)
  }

  @Test func withoutABaseURLAWarningSaysWhereFeedsLead() async throws {
    let text = try await SiteFixture.article("title: A\ndate: 2026-10-11", settings: "title: T\n").warnings()
    #expect(text.contains("warning: there is no `base-url`, so feeds and sitemap lead to http://localhost:8000/"))
  }
}
