import Diagnostics
import Testing

@testable import SiteGenerator

extension SiteFixture {
  /// What `explain` prints, or its errors.
  func explained(_ asked: String, standing: [String: String] = [:]) async -> String {
    do throws(BuildFailure) {
      let explanation = try await explain(asked, inputs, output: "Output") { path in
        standing[path].map { Array($0.utf8) }
      }
      return explanation.text
    } catch {
      return DiagnosticFormatter().format(error.diagnostics)
    }
  }
}

/// Files that are no pages: what they are, where they come from, and where they show.
@Suite struct ExplainFileTests {
  private static let site = SiteFixture(
    """
    -- Content/site.yml --
    title: Test
    base-url: https://example.org/
    language: de
    logo: /logo.svg
    servers: [nginx]
    people: {ana: {name: Ana}}
    -- Content/_index.md --
    ---
    description: All of it.
    ---
    -- Content/town/_index.md --
    ---
    title: Our town
    ---
    -- Content/town/a.md --
    ---
    {title: A, date: 2026-11-01, authors: [ana], template: story.html, image: {src: boat.svg, alt: A boat}}
    ---
    ![boat](boat.svg)
    -- Content/town/boat.svg --
    <svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>
    -- Content/town/later/index.md --
    ---
    {title: Later, date: 2026-11-25}
    ---
    -- Content/town/later/map.svg --
    <svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>
    -- Content/_static/logo.svg --
    <svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>
    -- Content/_data/teams/one.yml --
    a: 1
    -- Content/_data/views.yml --
    /town/a/: 7
    -- Content/_data/comments/a/1.yml --
    {name: Bo, date: 2026-11-02, message: Yes.}
    -- Content/_data/comments/a/2.yml --
    {name: Cy, date: 2026-11-02, message: Buy., status: spam}
    -- Content/_data/comments/a/3.yml --
    {name: Di, date: 2026-11-30, message: Soon.}
    -- Content/_data/comments/later/1.yml --
    {name: Bo, date: 2026-11-02, message: Yes.}
    -- Templates/story.html --
    {% extends "article.html" %}{% block main %}{{ data.teams.one.a }}<script src="{{ 'own.js' | asset }}"></script>{% endblock %}
    -- Templates/base.html --
    <link href="{{ "style.css" | asset }}">{% block main %}{% endblock %}
    -- Templates/assets/style.css --
    a { color: green }
    -- Templates/assets/own.js --
    1
    -- Templates/i18n/en.yml --
    archive: Old papers
    mine: Mine
    -- Templates/i18n/de.yml --
    archive: Archiv
    """)

  @Test func anAssetSaysWhoseItIs() async throws {
    let built = try await Self.site.build()
    let sheet = try #require(built.files.keys.first { $0.hasPrefix("assets/style.") })
    let whole = """
      /\(sheet)
        made from   Templates/assets/style.css, in place of the built-in theme's
        file        Output/\(sheet)
        URL         https://example.org/\(sheet)
        named in    Templates/base.html
        used by     theme:404.html: 1 page, such as /404.html
                    theme:archive.html: 3 pages, such as /archive/
                    theme:author.html: 1 page, such as /authors/ana/
                    theme:authors.html: 1 page, such as /authors/
                    theme:home.html: 1 page, such as /
                    theme:search.html: 1 page, such as /search/
                    theme:section.html: 1 page, such as /town/
                    Templates/story.html: 1 page, such as /town/a/
                    theme:subscribe.html: 1 page, such as /subscribe/
                    theme:tags.html: 1 page, such as /tags/
        next build  writes it: it is not in Output yet

      """
    for name in ["Output/\(sheet)", "Templates/assets/style.css", "theme:assets/style.css", "/\(sheet)"] {
      #expect(await Self.site.explained(name) == whole)
    }
    #expect(await Self.site.explained("Templates/assets/own.js").contains("  made from   Templates/assets/own.js\n"))
    #expect(
      await Self.site.explained("Templates/assets/own.js").contains(
        "  used by     Templates/story.html: 1 page, such as /town/a/\n"))
    var plain = Self.site
    plain.files["Templates/assets/style.css"] = nil
    #expect(
      await plain.explained("Templates/assets/style.css").contains(
        "  made from   the built-in theme's assets/style.css; Templates/assets/style.css would take its place\n"))
  }

  @Test func wordsSayWhatTheyReplaceAndWhereTheyShow() async {
    #expect(
      await Self.site.explained("Templates/i18n/en.yml") == """
        Templates/i18n/en.yml
          words     2, in the language en
          replaces  archive
          adds      mine
          shows     where de, the site's language, lacks a word

        """)
    #expect(
      await Self.site.explained("i18n/de.yml") == """
        Templates/i18n/de.yml
          words  1, in the language de
          adds   archive
          shows  on every page: the site's language is de

        """)
    #expect(
      await Self.site.explained("Templates/i18n/fr.yml") == """
        error: there is no file "i18n/fr.yml" in the theme [address-unknown]
          hint: did you mean i18n/de.yml?

        """)
  }

  @Test func aFileThatNothingUsesIsSaidToBe() async {
    var site = Self.site
    site.files["Templates/notes.md"] = Array("To do".utf8)
    #expect(
      await site.explained("Templates/notes.md").hasPrefix(
        "error: Templates/notes.md is neither a template, nor words, nor an asset: nothing uses it [address-unknown]\n")
    )
  }

  @Test func aTemplateSaysWhatItReplaces() async {
    #expect(
      await Self.site.explained("Templates/base.html").hasPrefix(
        "Templates/base.html\n  replaces  the built-in theme's base.html\n"))
    #expect(!(await Self.site.explained("Templates/story.html").contains("replaces")))
  }

  @Test func aPictureSaysWhereItIsShown() async {
    #expect(
      await Self.site.explained("Content/town/boat.svg") == """
        /town/boat.svg
          made from   Content/town/boat.svg
          file        Output/town/boat.svg
          URL         https://example.org/town/boat.svg
          size        40 × 30 pixels
          used by     /town/a/, as its lead picture
          next build  writes it: it is not in Output yet

        """)
    #expect(await Self.site.explained("/logo.svg").contains("  used by     Content/site.yml:4\n"))
    #expect(
      await Self.site.explained("Content/town/later/map.svg") == """
        Content/town/later/map.svg
          not published  it belongs to Content/town/later/index.md, which is not published

        """)
  }

  @Test func dataAndCommentsSayWhoReadsThem() async {
    #expect(
      await Self.site.explained("Content/_data/teams/one.yml") == """
        Content/_data/teams/one.yml
          data      what templates call `data.teams.one`
          named in  Templates/story.html
          used by   Templates/story.html: 1 page, such as /town/a/

        """)
    #expect(
      await Self.site.explained("_data/views.yml") == """
        Content/_data/views.yml
          counts    how often 1 article of the site were read
          data      what templates call `data.views`
          named in  no template

        """)
    #expect(
      await Self.site.explained("Content/_data/comments/a/1.yml") == """
        Content/_data/comments/a/1.yml
          comment  of Bo, 2026-11-02T00:00:00Z
          on       /town/a/
          shown    yes

        """)
    let shown = { (path: String) in
      await Self.site.explained(path).split(separator: "\n").last.map { String($0.drop { $0 == " " }) } ?? ""
    }
    #expect(await shown("Content/_data/comments/a/2.yml") == "shown  no: its `status` is not `approved`")
    #expect(await shown("Content/_data/comments/a/3.yml") == "shown    not before its date")
    #expect(
      await shown("Content/_data/comments/later/1.yml") == "shown    no: Content/town/later/index.md is not published")
  }

  @Test func settingsAndFoldersAreExplained() async {
    #expect(
      await Self.site.explained("site.yml") == """
        Content/site.yml
          settings   of the whole site: `sitegen docs settings` explains the keys
          title      Test
          base-url   https://example.org/
          language   de
          time-zone  UTC
          people     ana

        """)
    #expect(
      await Self.site.explained("Content/_index.md").contains(
        "  made from   the page \"Test\" (home), and Content/_index.md\n"))
    for name in ["Content/town/_index.md", "Content/town/", "Content/town"] {
      #expect(
        await Self.site.explained(name).contains(
          "  made from   the page \"Our town\" (section), and Content/town/_index.md\n"))
    }
    #expect(await Self.site.explained("Content/town/later").hasPrefix("Content/town/later/index.md\n"))
    #expect(
      await Self.site.explained("/authors/ana/").contains(
        "  made from   the page \"Ana\" (author), and `people: ana` in Content/site.yml\n"))
  }

  @Test func filesForMachinesSayForWhom() async {
    #expect(
      await Self.site.explained("/robots.txt").contains(
        "  tells       search engines where the sitemaps are; Content/_static/robots.txt would take its place\n"))
    #expect(await Self.site.explained("Output/sitemap.xml").contains("  tells       search engines of 10 addresses\n"))
    #expect(await Self.site.explained("/feeds.opml").contains("  tells       feed readers of every feed of the site"))
    #expect(await Self.site.explained(".server/nginx-http.conf").contains("`servers` in site.yml asks for; no visitor"))
  }

  @Test func filesThatNoStepPlansSayWhoMadeThem() async throws {
    let path = try OutputPath("old/index.html")
    let manifest = String(decoding: try Manifest.bytes([.unknown(path)], foreignFolders: []), as: UTF8.self)
    let standing = [".sitegen/manifest": manifest, "old/index.html": "x", "mine.txt": "x", "pagefind/pagefind.js": "x"]
    #expect(
      await Self.site.explained("Output/old/", standing: ["old/": "x"]).contains("made by  somebody else"))
    #expect(
      await Self.site.explained("Output/old/index.html", standing: standing) == """
        Output/old/index.html
          made by     an earlier build; nothing makes it any more
          next build  removes it

        """)
    #expect(
      await Self.site.explained("Output/mine.txt", standing: standing) == """
        Output/mine.txt
          made by  somebody else: no build has written it, and none touches it

        """)
    #expect(
      await Self.site.explained("Output/pagefind/pagefind.js", standing: standing).contains(
        "  made from  the pages of articles, by the program pagefind"))
  }
}

/// What is answered while files have errors.
@Suite struct ExplainErrorTests {
  private static let site = SiteFixture(
    """
    -- Content/town/good.md --
    ---
    {title: Good, date: 2026-11-01, template: story.html}
    ---
    -- Content/town/2026-11-02-bad.md --
    ---
    title: Bad
    drfat: true
    ---
    -- Content/town/linker.md --
    ---
    {title: Linker, date: 2026-11-01}
    ---
    [there](2026-11-02-bad.md)
    -- Content/town/draft.md --
    ---
    {title: Draft, date: 2026-11-01, draft: true}
    ---
    -- Templates/story.html --
    {% extends "article.html" %}
    """)
  private static let badError = """
    Content/town/2026-11-02-bad.md:3:1: error: unknown key "drfat" [front-matter-unknown-key]
      3 | drfat: true
        | ^^^^^
      hint: did you mean "draft"? data of your own belongs under `extra:`

    """

  @Test func otherFilesAreExplainedAllTheSame() async {
    #expect(
      await Self.site.explained("/town/good/") == """
        /town/good/
          made from   Content/town/good.md
          file        Output/town/good/index.html
          URL         https://example.org/town/good/
          title       Good
          date        2026-11-01T00:00:00Z
          lists       / (Test)
                      /town/ (Town)
                      /archive/2026/ (2026)
                      /archive/2026/11/ (November 2026)
          feeds       /rss.xml, /atom.xml, /feed.json
                      /town/rss.xml, /town/atom.xml, /town/feed.json
          sitemap     yes
          template    Templates/story.html → theme:article.html → theme:base.html
          next build  writes nothing: Content/town/2026-11-02-bad.md has an error, and lists may lack what stands there

        """)
    // That its link leads nowhere comes from the other file.
    #expect(await Self.site.explained("linker").hasPrefix("/town/linker/\n"))
  }

  @Test(arguments: ["Content/town/2026-11-02-bad.md", "town/2026-11-02-bad.md", "/town/bad/", "town/bad", "bad"])
  func theFileThatHasTheErrorShowsIt(_ name: String) async {
    #expect(await Self.site.explained(name) == Self.badError)
  }

  @Test func whatIsUnknownMayBeInAFileWithErrors() async {
    #expect(
      await Self.site.explained("/town/goood/") == """
        error: nothing of this site is called "/town/goood/" [address-unknown]
          hint: did you mean /town/good/?
          note: Content/town/2026-11-02-bad.md has an error, and lists may lack what stands there

        """)
  }

  @Test func laterStepsHaveErrorsOfTheirOwn() async {
    var site = Self.site
    site.files["Content/town/2026-11-02-bad.md"] = nil
    #expect(
      await site.explained("linker") == """
        Content/town/linker.md:4:9: error: the link "2026-11-02-bad.md" leads nowhere [link-nowhere]
          4 | [there](2026-11-02-bad.md)
            |         ^^^^^^^^^^^^^^^^^
          hint: a path is taken from the file's folder, and with a slash in front from Content

        """)
    #expect(await site.explained("good").contains("Content/town/linker.md has an error"))
    // Two want one address: one of them has it, and the other says so.
    site.files["Content/town/linker.md"] = nil
    site.files["Content/town/other.md"] = Array("---\n{title: Other, date: 2026-11-01, slug: good}\n---\n".utf8)
    #expect(await site.explained("Content/town/other.md").contains("error: the address /town/good/ is wanted twice"))
    #expect(
      await site.explained("Content/town/draft.md").contains("writes nothing: Content/town/other.md has an error"))
  }

  @Test func templatesWithErrorsAreNamed() async {
    var site = Self.site
    site.files["Templates/story.html"] = Array("{{ article.titel }}".utf8)
    #expect(await site.explained("good").contains("  template    Templates/story.html (has errors)\n"))
    #expect(await site.explained("Templates/story.html").contains("error: an article has no \"titel\""))
    #expect(await site.explained("linker").contains("  template    theme:article.html → theme:base.html\n"))
    // One that nothing can be made without: the built-in one stands in for it.
    site.files["Templates/base.html"] = Array("{% block main %}".utf8)
    #expect(
      await site.explained("linker").contains("  template    theme:article.html → Templates/base.html (has errors)\n"))
  }

  @Test func aNameThatTwoPagesHaveIsNotGuessed() async {
    let site = SiteFixture(
      """
      -- Content/town/vote.md --
      ---
      {title: Vote, date: 2026-11-01, tags: [vote]}
      ---
      Text.
      """)
    #expect(
      await site.explained("vote") == """
        error: 2 pages of this site end with "vote" [address-unknown]
          hint: name one of them: /town/vote/, /tags/vote/

        """)
  }

  /// What the built-in theme cannot do with a template of the site's own has its place in the built-in theme.
  @Test func aTemplateThatTheBuiltInThemeCannotUseIsTold() async {
    var site = Self.site
    site.files["Templates/base.html"] = Array("<html>{{ site.title }}</html>".utf8)
    #expect(await site.explained("linker").contains("  template    theme:article.html (has errors)"))
  }

  @Test func valuesAreToldWithWhatTheyMayLack() async throws {
    let value = try await evaluate(
      "site.articles | length", Self.site.inputs, page: "/", output: "Output", asJSON: false)
    #expect(value.text == "2")
    #expect(value.note == "Content/town/2026-11-02-bad.md has an error, and lists may lack what stands there")
    let own = try await evaluate("article.title", Self.site.inputs, page: "good", output: "Output", asJSON: false)
    #expect(own.text == "Good")
    for (page, text) in [
      ("bad", Self.badError),
      (
        "draft",
        """
        error: Content/town/draft.md is a draft and has no page [address-unknown]
          hint: `--drafts` shows what its templates would see

        """
      ),
    ] {
      let failure = await #expect(throws: BuildFailure.self) {
        try await evaluate("article.title", Self.site.inputs, page: page, output: "Output", asJSON: false)
      }
      #expect(DiagnosticFormatter().format(failure?.diagnostics ?? []) == text)
    }
  }

  /// Settings are of every page: without them nothing can be said of one.
  @Test func settingsThatCannotBeReadAreToldForEverything() async {
    var site = Self.site
    site.files["Content/site.yml"] = Array("tilte: Test\n".utf8)
    #expect(await site.explained("good").hasPrefix("Content/site.yml:1:1: error: unknown key \"tilte\""))
  }
}
