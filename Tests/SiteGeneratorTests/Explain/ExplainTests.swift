import Diagnostics
import Testing

@testable import SiteGenerator

/// Where pages come from and why they are not there.
@Suite struct ExplainTests {
  private let newsroom = SiteFixture(
    """
    -- Content/site.yml --
    title: Test
    base-url: https://example.org/news/
    feeds: {items: 1}
    -- Content/town/2026-11-20-bridge.md --
    ---
    {title: The bridge, aliases: [/old/], tags: [Roads], template: story.html}
    ---
    Text.
    -- Content/town/clock.md --
    ---
    {title: The clock, date: 2026-11-01}
    ---
    -- Content/town/draft.md --
    ---
    {title: Draft, date: 2026-11-01, draft: true}
    ---
    -- Content/town/later.md --
    ---
    {title: Later, date: 2026-11-25 12:00, slug: soon}
    ---
    -- Content/town/gone.md --
    ---
    {title: Gone, date: 2026-11-01, expires: 2026-11-20}
    ---
    -- Content/town/wrong.md --
    ---
    {title: Wrong, date: 2026-11-01, status: retracted, reason: Not so.}
    ---
    -- Content/_data/x.yml --
    a: 1
    -- Templates/story.html --
    {% extends "article.html" %}
    """)

  private func explained(_ asked: String, standing: [String: String] = [:]) async -> String {
    do throws(BuildFailure) {
      return try await explain(asked, newsroom.inputs, output: "Output") { path in standing[path].map { Array($0.utf8) }
      }
      .text
    } catch {
      return DiagnosticFormatter().format(error.diagnostics)
    }
  }

  @Test func anArticleIsExplainedWhole() async {
    let text = await explained("/town/bridge/")
    #expect(
      text == """
        /town/bridge/
          made from   Content/town/2026-11-20-bridge.md
          file        Output/town/bridge/index.html
          URL         https://example.org/news/town/bridge/
          title       The bridge
          date        2026-11-20T00:00:00Z
          lists       / (Test)
                      /town/ (Town)
                      /tags/roads/ (Roads)
                      /archive/2026/ (2026)
                      /archive/2026/11/ (November 2026)
          feeds       /rss.xml, /atom.xml, /feed.json
                      /town/rss.xml, /town/atom.xml, /town/feed.json
                      /tags/roads/rss.xml, /tags/roads/atom.xml, /tags/roads/feed.json
          sitemap     yes
          template    Templates/story.html → theme:article.html → theme:base.html
          redirects   /old/ leads here
          next build  writes it: it is not in Output yet

        """)
  }

  @Test(arguments: [
    "/town/bridge/", "town/bridge", "/town/bridge/index.html", "bridge", "2026-11-20-bridge.md",
    "https://example.org/news/town/bridge/?a=b#c", "http://localhost:8000/news/town/bridge/", "/news/town/bridge/",
    "Output/town/bridge/index.html", "./Output/town/bridge/index.html", "Content/town/2026-11-20-bridge.md",
    "town/2026-11-20-bridge.md", "/home/ana/site/Content/town/2026-11-20-bridge.md",
  ])
  func aPageHasManyNames(_ name: String) async {
    let text = await explained(name)
    if name == "2026-11-20-bridge.md" {
      #expect(text.hasPrefix("error: "))
    } else {
      #expect(text.hasPrefix("/town/bridge/\n"), "\(text)")
    }
  }

  @Test func whatIsNotPublishedSaysWhyAndWhen() async {
    #expect(
      await explained("/town/draft/") == """
        Content/town/draft.md
          title          Draft
          not published  it is a draft: `draft: true` keeps it back, and `--drafts` shows it
          address        /town/draft/, when it is published

        """)
    #expect(
      await explained("Content/town/later.md") == """
        Content/town/later.md
          title          Later
          not published  its date is still to come; `--future` shows it
          will be        with the first build after 2026-11-25T12:00:00Z, in 3 days
          address        /town/soon/, when it is published

        """)
    #expect(await explained("soon").hasPrefix("Content/town/later.md\n"))
    var later = newsroom
    for (seconds, span) in [(9, "9 seconds"), (1, "1 second"), (60, "1 minute"), (7200, "2 hours")] {
      later.selection.now = Instant(seconds: 1_795_608_000 - seconds)
      #expect(await later.explained("soon").contains(", in \(span)\n"))
    }
    #expect(
      await explained("/town/gone/").contains("it expired on 2026-11-20T00:00:00Z, 2 days ago; `--expired` shows it"))
    let retracted = await explained("/town/wrong/")
    #expect(retracted.contains("  status      retracted: the page stays as a notice, and is in no list\n"))
    #expect(retracted.contains("  feeds       /corrections/rss.xml, /corrections/atom.xml, /corrections/feed.json\n"))
    #expect(
      await explained("/town/clock/").contains(
        "  feeds       none: 1 newer articles fill them (`feeds: {items: …}` in site.yml)\n"))
  }

  @Test func otherFilesAreExplained() async {
    #expect(await explained("/old/").contains("  made from     `aliases` in Content/town/2026-11-20-bridge.md\n"))
    #expect(await explained("/town/").contains("  shows       /town/bridge/\n              /town/clock/\n"))
    #expect(await explained("Output/rss.xml").contains("  articles    /town/bridge/\n"))
    #expect(
      await explained("article.html") == """
        theme:article.html
          extends  theme:base.html
          used by  theme:article.html: 2 pages, such as /town/clock/
                   Templates/story.html: 1 page, such as /town/bridge/

        """)
  }

  @Test func theNextBuildIsComparedWithWhatStands() async throws {
    let built = try await newsroom.build()
    let page = try #require(built.text("town/clock/index.html"))
    let path = "town/clock/index.html"
    #expect(await explained("clock", standing: [path: page]).contains("next build  keeps it"))
    let old = page.replacing("<h1>The clock", with: "<h1>The click")
    let text = await explained("clock", standing: [path: old])
    #expect(text.contains("  next build  writes it: it has changed\n              - "))
    #expect(text.contains("<h1>The click</h1>\n              + "))
    #expect(text.hasSuffix("<h1>The clock</h1>\n"))
  }

  @Test func slipsOfThePenGetSuggestions() async {
    #expect(
      await explained("/town/brigde/") == """
        error: nothing of this site is called "/town/brigde/" [address-unknown]
          hint: did you mean /town/bridge/?

        """)
    #expect(
      await explained("Content/town/cluck.md") == """
        error: there is no file Content/town/cluck.md [address-unknown]
          hint: did you mean Content/town/clock.md?

        """)
    #expect(
      await explained("Templates/aticle.html") == """
        error: there is no file "aticle.html" in the theme [address-unknown]
          hint: did you mean article.html?

        """)
    #expect(await explained("Output/town/brigde/index.html").contains("  hint: did you mean /town/bridge/?\n"))
    #expect(
      await explained("Content/_data/") == """
        error: "Content/_data/" is a folder with 1 file in it [address-unknown]
          hint: name one of them, such as Content/_data/x.yml

        """)
    #expect(
      await explained("https://elsewhere.example/news/unheard-of-things/").contains(
        "hint: `sitegen list` names every article"))
    for url in ["https://example.org/town/bridge/", "https://example.org/newsroom/", "https://example.org"] {
      #expect(
        await explained(url) == """
          error: "\(url)" is not below the address of this site [address-unknown]
            hint: the site begins at https://example.org/news/

          """)
    }
    #expect(await explained("https://example.org/news?a").hasPrefix("/\n"))
    #expect(await explained("").hasPrefix("/\n"))
  }
}

/// What a template would see.
@Suite struct EvaluationTests {
  private func value(_ expression: String, page: String = "/", asJSON: Bool = false) async -> String {
    let fixture = SiteFixture.article(
      "title: A\ndate: 2026-11-01 12:00\ntags: [x, y]\nextra: {mood: calm}",
      settings: "title: Test\nbase-url: https://example.org/\ntime-zone: Europe/Lisbon\n")
    do throws(BuildFailure) {
      return try await evaluate(expression, fixture.inputs, page: page, output: "Output", asJSON: asJSON).text
    } catch {
      return DiagnosticFormatter().format(error.diagnostics)
    }
  }

  @Test func valuesAreShownAsPeopleReadThem() async {
    #expect(await value("site.title") == "Test")
    #expect(await value("site.articles | map(attribute='date')") == "- 2026-11-01T12:00:00Z")
    #expect(
      await value("article.tags", page: "a")
        == "- {title: x, key: x, url: /tags/x/}\n- {title: y, key: y, url: /tags/y/}")
    #expect(await value("article.extra", page: "Content/news/a.md") == "mood: calm")
    #expect(await value("[]") == "an empty list")
    #expect(await value("article.updated", page: "/news/a/") == "none")
  }

  @Test func valuesAreJSONForPrograms() async {
    #expect(await value("article.tags | map(attribute='title')", page: "a", asJSON: true) == "[\"x\", \"y\"]")
    #expect(await value("now", asJSON: true) == "\"2026-11-22T12:00:00Z\"")
    #expect(await value("{'a': none}", asJSON: true) == "{\"a\": null}")
  }

  @Test func errorsStandInTheExpression() async {
    let typo = await value("site.titel")
    #expect(
      typo.hasPrefix(
        """
        expression:1:6: error: a site has no "titel" [template-unknown-field]
          1 | site.titel
            |      ^^^^^
          hint: did you mean "title"? there is: accent, articles, 
        """), "\(typo)")
    // Of the many fields those like it are told.
    #expect(typo.contains(/, and \d+ more\n/) && typo.utf8.count < 400)
    #expect(
      await value("article.title") == """
        expression:1:1: error: unknown variable "article" [template-unknown-variable]
          1 | article.title
            | ^^^^^^^
          hint: there is: data, home, list, now, page, site; `--page ADDRESS` shows what another page sees

        """)
    #expect(
      await value("1", page: "/rss.xml") == """
        error: "/rss.xml" is no page of this site [address-unknown]
          hint: an expression sees what a template sees, and only pages have templates

        """)
  }
}
