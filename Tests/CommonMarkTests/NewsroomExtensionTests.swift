import Testing

@testable import CommonMark

/// Figures, quotes, boxes, embeds and the words of languages.
struct NewsroomExtensionTests {
  private func render(_ source: String, _ options: MarkdownOptions = MarkdownOptions()) -> RenderedMarkdown {
    renderMarkdown(Array(source.utf8), options: options)
  }

  private func findings(_ source: String) -> [Finding.Kind] { render(source).findings.map(\.kind) }

  private var plain: MarkdownOptions {
    var options = MarkdownOptions()
    options.outsideRel = nil
    return options
  }

  // MARK: - Figures

  @Test func aPictureAloneIsAFigure() {
    let source = """
      ![A flood](flood.jpg "The *river* on Monday"){credit="Ana & Co" licence="https://cc.example/by_sa/" width=640 .wide}

      [![B](b.png)](b.md)

      ![](c.png){decorative}
      """
    let rendered = render(source)
    #expect(
      String(decoding: filled(rendered), as: UTF8.self) == """
        <figure class="wide">
        <img src="flood.jpg" alt="A flood" />
        <figcaption>The *river* on Monday <span class="credit">Ana &amp; Co</span> \
        <span class="licence"><a href="https://cc.example/by_sa/" rel="license">https://cc.example/by_sa/</a></span>\
        </figcaption>
        </figure>
        <figure>
        <a href="b.md"><img src="b.png" alt="B" /></a>
        </figure>
        <figure>
        <img src="c.png" alt="" />
        </figure>

        """)
    #expect(
      rendered.holes.map(\.kind) == [
        .picture(Picture(alt: "A flood", isFirst: true, isFigure: true, width: 640)), .link,
        .picture(Picture(alt: "B", isFirst: false, isFigure: true)),
        .picture(Picture(alt: "", isFirst: false, isFigure: true)),
      ])
    #expect(rendered.findings == [])
  }

  @Test func picturesInTextMayHaveAttributes() {
    #expect(
      html("a ![b](c.png \"t\"){width=20}, ![d](e.png) {f}")
        == "<p>a <img src=\"c.png\" alt=\"b\" title=\"t\" />, <img src=\"e.png\" alt=\"d\" /> {f}</p>\n")
    #expect(
      findings("![a](b.png){colour=red}\n\nx ![](c.png)") == [
        .unknownAttribute("colour=red"), .emptyAlt(destination: "c.png"),
      ])
  }

  // MARK: - What comes from other generators

  @Test func tagsOfOtherGeneratorsAreFoundAndPublishedAsTheyStand() {
    let text = """
      See {{< ref "b.md" >}} and *{{ site.url }}*.

      - {%- highlight ruby %}

      # {{% notice %}}

      """
    #expect(html(text).contains("<p>See {{&lt; ref “b.md” &gt;}} and <em>{{ site.url }}</em>.</p>"))
    let found = render(text).findings
    #expect(
      found.map(\.kind) == [
        .templateTag("{{< ref"), .templateTag("{{ site"), .templateTag("{%- highlight"), .templateTag("{{% notice"),
      ])
    #expect(found.map(\.line) == [1, 1, 3, 5])
    #expect(found.map(\.range) == [4..<11, 28..<35, 48..<61, 73..<83])
  }

  @Test func codeEscapedBracesAndBracesAloneAreNoTags() {
    let inline = "`{{ a }}`, \\{{ b }}, {{}}, {%%}, { c }, {d}, {{"
    #expect(findings("\(inline)\n\n    {{ e }}\n\n```\n{{< f >}}\n```\n") == [])
    let cut = "{{" + String(repeating: "x", count: 38)
    #expect(findings(cut + "yz") == [.templateTag(cut)])
  }

  @Test(arguments: [
    ("{: .lead}", "{: .lead"), ("One\n{:toc}", "{:toc"), ("[x](/y){:target=\"_blank\"}", "{:target"),
    ("*a*{:.b}", "{:.b"), ("- {: #c}", "{: #c"), ("{.lead}", "{.lead"), ("One\n{.lead .x} ", "{.lead"),
    ("a [x]{.small} b", "{.small"),
    ("[x](/y){.button}", "{.button"), ("# {.cls}", "{.cls"),
  ])
  func attributesOfJekyllAreFound(text: String, found: String) {
    #expect(findings(text) == [.templateTag(found)])
    #expect(render(text).findings.map(\.range) != [nil])
  }

  @Test(arguments: [
    ("## A {.cls}", "{.cls}"), ("## A {#id .cls}", "{#id .cls}"), ("A {: .b}\n===", "{: .b}"),
  ])
  func attributesOfHeadingsAreFound(text: String, found: String) {
    #expect(findings(text) == [.headingAttributes(found)])
    #expect(html(text).contains(found))
  }

  @Test(arguments: [
    "`{: .lead}`", "\\{: .lead}", "a {: b}", "{: }", "{:-}", "## A {#own}", "## A \\{.b}", "## A `{.b}`", "## A{.b}",
    "## {}", "## x {.5}", "## x {a}", "    {: .lead}", "{.net} is", "a {.b}", "{.5}", "[x]{lang=de}",
    "![x](y.png){.wide}",
  ])
  func otherBracesAreNone(text: String) { #expect(findings(text) == []) }

  @Test func namesThatNoBoxHasAreFound() {
    #expect(findings("> [!WARNIGN]\n> a\n\n> [!Info] b\n") == [.unknownCallout("WARNIGN"), .unknownCallout("Info")])
    #expect(findings("> [!] a\n\n> [!a b]\n\n> \\[!INFO]\n\n> a [!INFO]\n") == [])
    #expect(render("a\n\n> [!INFO]\n").findings.map(\.line) == [3])
  }

  @Test func marksOfBoxesThatAreNoneAreFound() {
    let text = ":::\n\n::: {.note}\n\n::: box\na\n:::\n\n:::tip[A]\n\n```\n:::\n```\n\n> :::\n\n:: a\n"
    let found = render(text).findings
    #expect(found.map(\.kind) == [.strayBoxMark(":::"), .strayBoxMark("::: {.note}"), .strayBoxMark(":::tip[A]")])
    #expect(found.map(\.line) == [1, 3, 9])
  }

  // MARK: - Quotes and boxes

  @Test func calloutsAndPullQuotes() {
    #expect(
      html(
        "> [!NOTE]\n> a\n\n> [!warning] Mind the *gap*\n\n> [!QUOTE] Ana Silva, mayor\n> We will.\n\n> [!OTHER]\n> b\n\n> [\\!NOTE]\n"
      ) == """
        <aside class="callout note" role="note">
        <p class="callout-title">Note</p>
        <p>a</p>
        </aside>
        <aside class="callout warning" role="note">
        <p class="callout-title">Mind the gap</p>
        </aside>
        <figure class="pull-quote">
        <blockquote>
        <p>We will.</p>
        </blockquote>
        <figcaption>Ana Silva, mayor</figcaption>
        </figure>
        <blockquote>
        <p>[!OTHER]
        b</p>
        </blockquote>
        <blockquote>
        <p>[!NOTE]</p>
        </blockquote>

        """)
  }

  @Test func boxesStandAside() {
    #expect(
      html("::: factbox In <numbers>\n- a\n:::\n\n:::note\n::: inner\nb\n:::\n:::\nc\n:::\n") == """
        <aside class="box factbox">
        <p class="box-title">In &lt;numbers&gt;</p>
        <ul>
        <li>a</li>
        </ul>
        </aside>
        <aside class="box note">
        <aside class="box inner">
        <p>b</p>
        </aside>
        </aside>
        <p>c
        :::</p>

        """)
    #expect(render("a\n\n::: b\nc\n").findings == [Finding(kind: .boxNeverClosed("b"), line: 3)])
    #expect(
      html("```\n::: a\n```\n\n    ::: b\n") == "<pre><code>::: a\n</code></pre>\n<pre><code>::: b\n</code></pre>\n")
  }

  // MARK: - Embeds

  @Test func anAddressAloneIsAnEmbed() {
    let source =
      "https://video.example/1\n\n<https://video.example/2>\n\n[](../world/a.md)\n\n- https://video.example/3\n\nx https://video.example/4\n"
    let rendered = render(source, plain)
    #expect(
      rendered.holes.map(\.destination) == ["https://video.example/1", "https://video.example/2", "../world/a.md"])
    #expect(
      rendered.holes.map(\.kind).dropLast() == [
        .embed(Embed(text: "https://video.example/1")), .embed(Embed(text: "https://video.example/2")),
      ])
    #expect(rendered.summary == ["x https://video.example/4"])
    #expect(
      String(decoding: filled(rendered), as: UTF8.self) == """
        <p><a href="https://video.example/1">https://video.example/1</a></p>
        <p><a href="https://video.example/2">https://video.example/2</a></p>
        <p><a href="../world/a.md">../world/a.md</a></p>
        <ul>
        <li><a href="https://video.example/3">https://video.example/3</a></li>
        </ul>
        <p>x <a href="https://video.example/4">https://video.example/4</a></p>

        """)
  }

  // MARK: - Words

  @Test func partsInAnotherLanguageAreMarked() {
    #expect(
      html("[Guten *Tag*]{lang=de} [سلام]{lang=prs} [x]{lang=uz-Arab} [a]{lang=\"} \\[b]{lang=de} [c] {lang=de}", plain)
        == "<p><span lang=\"de\">Guten <em>Tag</em></span> <span lang=\"prs\" dir=\"rtl\">سلام</span> "
        + "<span lang=\"uz-Arab\" dir=\"rtl\">x</span> [a]{lang=”} [b]{lang=de} [c] {lang=de}</p>\n")
  }

  @Test(arguments: [
    ("en", "“a ‘b’ don’t”"), ("de", "„a ‚b‘ don’t“"), ("de-CH", "«a ‹b› don’t»"), ("fr", "«\u{A0}a “b” don’t\u{A0}»"),
    ("ja", "「a 『b』 don’t」"), ("sv", "”a ’b’ don’t”"), ("es-MX", "«a “b” don’t»"), ("xx", "“a ‘b’ don’t”"),
  ])
  func quotationMarksAreThoseOfTheLanguage(language: String, expected: String) {
    var options = MarkdownOptions()
    options.language = language
    #expect(html("\"a 'b' don't\"", options) == "<p>\(expected)</p>\n")
  }

  @Test func marksThatAnAuthorSetStay() {
    var options = MarkdownOptions()
    options.language = "de"
    #expect(html("„a“ \"b\" “c” `“`", options) == "<p>„a“ „b“ “c” <code>“</code></p>\n")
  }

  @Test func abbreviationsAreExplainedOnce() {
    var options = plain
    options.abbreviations = [
      .init(short: "WHO", long: "World <Health>"), .init(short: "R&D", long: "research"), .init(short: "EU", long: "E"),
    ]
    #expect(
      html("## WHO\n\nWHOs *WHO* and WHO, R&D [EU](x) EU.", options) == """
        <h2 id="who">WHO<a class="anchor" href="#who" aria-hidden="true" tabindex="-1"></a></h2>
        <p>WHOs <em><abbr title="World &lt;Health&gt;">WHO</abbr></em> and WHO, <abbr title="research">R&amp;D</abbr> \
        <a href="x">EU</a> <abbr title="E">EU</abbr>.</p>

        """)
  }

  // MARK: - Links

  @Test func outsideLinksSayThatTheyAre() {
    var options = MarkdownOptions()
    options.outsideRel = "sponsored noopener"
    options.newTab = true
    options.ownAddresses = ["https://own.example/"]
    #expect(
      html("[a](https://x.example) [b](https://own.example/c) [d](/e) <f@g.example>", options) == """
        <p><a href="https://x.example" rel="sponsored noopener" target="_blank">a</a> <a href="https://own.example/c">b</a> \
        <a href="/e">d</a> <a href="mailto:f@g.example">f@g.example</a></p>

        """)
  }
}
