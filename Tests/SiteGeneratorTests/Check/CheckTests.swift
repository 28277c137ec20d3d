import Diagnostics
import Testing

@testable import SiteGenerator

/// What `check` says of a site whose build says nothing.
@Suite struct CheckTests {
  private func said(_ fixture: SiteFixture) async throws -> String {
    DiagnosticFormatter().format(try await check(fixture.inputs).warnings)
  }

  private func article(_ text: String, _ frontMatter: String = "description: D", theme: [String: String] = [:])
    async throws -> String
  {
    var fixture = SiteFixture.article("title: A\ndate: 2026-11-01\n\(frontMatter)", text: text)
    for (name, text) in theme { fixture.theme[name] = Array(text.utf8) }
    return try await said(fixture)
  }

  @Test func aSoundSiteIsQuiet() async throws {
    let text = "## One {#one}\n\n[up](#one) [self](/news/a/#one) [out](https://example.com/#x)\n"
    #expect(try await article(text) == "")
  }

  @Test func anOldAddressMayEndLikeAFeed() async throws {
    #expect(try await article("Text.", "description: D\naliases: [/feed.xml, /feeds/old.json]") == "")
  }

  @Test func aFragmentThatIsNotThereIsToldAtItsLink() async throws {
    let text = try await article("## The vote\n\nSee [there](#the-voet).\n")
    #expect(
      text == """
        Content/news/a.md:9:13: warning: /news/a/ has nothing with the id "the-voet" [link-fragment-missing]
          9 | See [there](#the-voet).
            |             ^^^^^^^^^
          hint: did you mean "#the-vote"?

        """)
  }

  @Test func aFragmentOfAnotherPageIsToldOnceForEachArticleThatHasIt() async throws {
    let fixture = SiteFixture(
      """
      -- Content/news/a.md --
      ---
      title: A
      date: 2026-11-01
      description: D
      ---
      ## Facts
      -- Content/news/b.md --
      ---
      title: B
      date: 2026-11-02
      description: D
      ---
      [a](a.md#facts) and [b](a.md#figures), [again](a.md#figures)
      """)
    let text = try await said(fixture)
    #expect(
      text == """
        Content/news/b.md:6:25: warning: the page /news/a/ has nothing with the id "figures" [link-fragment-missing]
          6 | [a](a.md#facts) and [b](a.md#figures), [again](a.md#figures)
            |                         ^^^^^^^^^^^^
          hint: `## A heading {#figures}` gives a heading that id; without it the words of the heading make one

        """)
  }

  @Test func aDeadLinkOfATemplateIsToldOnceAtItsLine() async throws {
    let base =
      "<!DOCTYPE html>\n<html lang=\"en\"><title>{{ page.title }}</title>\n<a href=\"/abuot/\">About</a>{% block main %}{% endblock %}"
    let said = try await article("Text.", theme: ["base.html": base])
    #expect(
      said == """
        theme:base.html:3:10: warning: the page /news/a/ links to "/abuot/", where nothing is [page-link-nowhere]
          3 | <a href="/abuot/">About</a>{% block main %}{% endblock %}
            |          ^^^^^^^
          hint: mend the link, or take it out
          note: and the same on 10 more pages

        """)
  }

  @Test func aHeadingThatSkipsIsToldAtItsLine() async throws {
    let text = try await article("## One\n\n#### Two\n")
    #expect(
      text == """
        Content/news/a.md:9:1: warning: on /news/a/ a heading of level 4 follows one of level 2 [heading-skips]
          9 | #### Two
            | ^^^^^^^^
          hint: write it with `###`: readers who listen go from heading to heading by level

        """)
  }

  @Test func aPictureOfATemplateNeedsAnAlt() async throws {
    let page =
      "{% extends \"base.html\" %}{% block main %}<h1>{{ article.title }}</h1>\n<img src=\"https://example.com/x.png\">{% endblock %}"
    let text = try await article("Text.", theme: ["article.html": page])
    #expect(
      text == """
        theme:article.html:2:11: warning: a picture on /news/a/ has no `alt`: https://example.com/x.png [picture-without-alt]
          2 | <img src="https://example.com/x.png">{% endblock %}
            |           ^^^^^^^^^^^^^^^^^^^^^^^^^
          hint: say what it shows to those who cannot see it; `alt=""` for one that shows nothing

        """)
  }

  @Test func longTextsAndMissingOnesAreTold() async throws {
    let long = String(repeating: "a", count: 111)
    let fixture = SiteFixture(
      """
      -- Content/news/a.md --
      ---
      title: \(long)
      date: 2026-11-01
      description: \(long)\(long)
      ---
      A.
      -- Content/news/b.md --
      ---
      title: B
      date: 2026-11-01
      ---
      B.
      """)
    let report = try await check(fixture.inputs)
    #expect(report.warnings.map(\.id) == ["title-too-long", "description-too-long", "description-missing"])
    #expect(report.warnings.map { $0.place?.line } == [2, 4, 0])
    #expect(report.warnings[1].message == "the description has 222 characters, and lists show 200")
  }

  @Test func spellingsOfTagsAndStrangersAmongAuthorsAreTold() async throws {
    let fixture = SiteFixture(
      """
      -- Content/site.yml --
      title: T
      base-url: https://example.org/
      people: {ana: {name: Ana Silva}}
      -- Content/news/a.md --
      ---
      {title: A, date: 2026-11-01, description: D, tags: [Floodgate], authors: [ana]}
      ---
      -- Content/news/b.md --
      ---
      {title: B, date: 2026-11-01, description: D, tags: [Floodgate], authors: [Ana Silva]}
      ---
      -- Content/news/c.md --
      ---
      {title: C, date: 2026-11-01, description: D, tags: [flood-gate], authors: [Ana Sliva]}
      ---
      """)
    let text = try await said(fixture)
    #expect(
      text == """
        Content/news/c.md:2:53: warning: the tag "flood-gate" (1 article) is written "Floodgate" in 2 articles [tag-spelling]
          2 | {title: C, date: 2026-11-01, description: D, tags: [flood-gate], authors: [Ana Sliva]}
            |                                                     ^^^^^^^^^^
          hint: they have two pages; write "Floodgate"
        Content/news/c.md:2:76: warning: the author "Ana Sliva" is not among `people` in site.yml [author-unknown]
          2 | …, description: D, tags: [flood-gate], authors: [Ana Sliva]}
            |                                                  ^^^^^^^^^
          hint: did you mean "Ana Silva"? a person there has a name, and a page with a portrait

        """)
  }

  @Test func translationsAreToldThatAreNone() async throws {
    func site(_ first: String, _ second: String) -> SiteFixture {
      SiteFixture(
        """
        -- Content/news/a.md --
        ---
        {title: A, date: 2026-11-01, description: D\(first)}
        ---
        -- Content/other/a.md --
        ---
        {title: B, date: 2026-11-01, description: D\(second)}
        ---
        """)
    }
    func ids(_ first: String, _ second: String) async throws -> [String] {
      try await check(site(first, second).inputs).warnings.map(\.id)
    }
    #expect(try await ids(", translation: k", ", translation: k, lang: de") == [])
    #expect(try await ids("", ", lang: de") == ["address-in-two-languages"])
    #expect(try await ids(", translation: k", ", translation: k") == ["translation-twice"])
    #expect(try await ids(", translation: k", "") == ["translation-alone"])
  }

  @Test func filesThatNothingUsesAreTold() async throws {
    var fixture = SiteFixture(
      """
      -- Content/news/a/index.md --
      ---
      {title: A, date: 2026-11-01, description: D, image: {src: lead.svg, alt: L}}
      ---
      ![s](shown.svg) [l](linked.pdf)
      """)
    for name in ["lead.svg", "shown.svg", "linked.pdf", "left.svg"] {
      fixture.files["Content/news/a/\(name)"] = Array("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8)
    }
    fixture.files["Content/_static/favicon.svg"] = [0x3C]
    let text = try await said(fixture)
    #expect(
      text == """
        Content/news/a/left.svg: warning: no page shows or links this file, and it is published all the same [file-unused]
          hint: delete it, link it, or put it into Content/_static when others ask for it

        """)
  }

  @Test func theFilesOfARetractedArticleAreShownByNobody() async throws {
    var fixture = SiteFixture(
      """
      -- Content/news/a/index.md --
      ---
      {title: A, date: 2026-11-01, description: D, image: {src: lead.svg, alt: L}, status: retracted, reason: R,
       updated: 2026-11-02}
      ---
      ![s](shown.svg) [l](linked.pdf)
      """)
    for name in ["lead.svg", "shown.svg", "linked.pdf"] {
      fixture.files["Content/news/a/\(name)"] = Array("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8)
    }
    fixture.theme["article.html"] = Array(
      "{% extends \"base.html\" %}{% block main %}<h1>{{ article.title }}</h1>{% if not article.retracted %}{{ article.content }}{% endif %}{% endblock %}"
        .utf8)
    let text = try await said(fixture)
    #expect(
      text.split(separator: "\n").filter { $0.hasSuffix("[file-unused]") }.compactMap { $0.split(separator: ":").first }
        == ["Content/news/a/lead.svg", "Content/news/a/linked.pdf", "Content/news/a/shown.svg"], "\(text)")
    #expect(
      await fixture.explained("Content/news/a/lead.svg").contains(
        "used by     /news/a/, which is retracted and does not show it\n"))
  }

  @Test func errorsOfTheBuildAreSaidAlone() async throws {
    let fixture = SiteFixture.article("title: A\ndate: 2026-11-01\ndrfat: true")
    await #expect(throws: BuildFailure.self) { _ = try await check(fixture.inputs) }
  }
}

/// What a page is seen to have.
@Suite struct PageOutlineTests {
  private func outline(_ html: String) -> (ids: [String], addresses: [String], levels: [Int], pictures: [String]) {
    let bytes = Array(html.utf8)
    let outline = PageOutline(bytes)
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    return (
      outline.ids.map(text), outline.addresses.map(text), outline.headings.map(\.level),
      outline.picturesWithoutAlt.map(text)
    )
  }

  @Test func attributesAreReadAsBrowsersReadThem() {
    let found = outline(
      "<H2 ID='a'>x</H2><a name=b href = /c>y</a><img src=\"d\" ALT><img src=e><img srcset='f 1x, g 2x' alt=''><h3 id>")
    #expect(found.ids == ["a", "b", ""])
    #expect(found.addresses == ["/c", "d", "e", "f", "g"])
    #expect(found.levels == [2, 3])
    #expect(found.pictures == ["e"])
  }

  @Test func whatIsNoMarkupIsNotRead() {
    let found = outline(
      "<!-- <a href=/a> --><script>'<a href=/b>'</script><style><img src=c></style><title><h1></title>a < b <a href=/d>"
    )
    #expect(found.addresses == ["/d"])
    #expect(found.levels == [])
    #expect(found.pictures == [])
  }

  @Test func whatTheHeadTellsMachinesIsRead() {
    let page = """
      <HEAD><meta charset=utf-8><META Property='og:title' content="A"><meta name=b content=c content=d><meta name=e>
      <link rel=Canonical href=/a><link href=/b rel="next"><script type='application/ld+json'>{1}</script></HEAD>
      <meta name=f content=g><p>ld+json</p><SCRIPT id=x type='application/ld+json'>{2}</SCRIPT><script>{3}</script>
      <script type=application/ld+json>{4}
      """
    let bytes = Array(page.utf8)
    let outline = PageOutline(bytes)
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    #expect(outline.properties.map { [text($0.name), text($0.content)] } == [["og:title", "A"], ["b", "c"]])
    #expect(outline.canonical.map(text) == ["/a"])
    #expect(outline.structuredData.map(text) == ["{1}", "{2}", "{4}"])
  }

  @Test func everyPrefixOfAPageCanBeRead() {
    let page = Array(
      "<!DOCTYPE html><!-- c --><h1 id=\"a\">A</h1><script>x</script><img srcset=\"a 1x,b\" src='c'><p".utf8)
    for count in 0...page.count {
      let outline = PageOutline(Array(page.prefix(count)))
      #expect(outline.addresses.allSatisfy { $0.upperBound <= count })
    }
  }
}
