import Testing

@testable import CommonMark

/// What newsrooms write beyond CommonMark, all of it on.
struct ExtensionTests {
  private func render(_ source: String, _ options: MarkdownOptions = MarkdownOptions()) -> RenderedMarkdown {
    renderMarkdown(Array(source.utf8), options: options)
  }

  private func findings(_ source: String) -> [Finding.Kind] { render(source).findings.map(\.kind) }

  // MARK: - Tables

  @Test func aTableHasItsCells() {
    #expect(
      html("| Place | *Votes* |\n|:------|--------:|\n| A\\|B | 1 |\n| `c\\|d` |\n") == """
        <table>
        <thead>
        <tr>
        <th style="text-align: left">Place</th>
        <th style="text-align: right"><em>Votes</em></th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td style="text-align: left">A|B</td>
        <td style="text-align: right">1</td>
        </tr>
        <tr>
        <td style="text-align: left"><code>c|d</code></td>
        <td style="text-align: right"></td>
        </tr>
        </tbody>
        </table>

        """)
  }

  @Test func aCellIsNoBlock() {
    let output = html("| # a | > b |\n|---|---|\n| - c | 1. d |\n| ``` | <https://x.y> |\n", plain)
    #expect(
      cells(output) == ["# a", "&gt; b", "- c", "1. d", "```", "<a href=\"https://x.y\">https://x.y</a>"])
  }

  @Test func aCellMayReferToALink() {
    #expect(
      cells(html("| [a] | [b][a] |\n|---|---|\n| *[a]* | \"c\" |\n\n[a]: /u\n", plain)) == [
        "<a href=\"/u\">a</a>", "<a href=\"/u\">b</a>", "<em><a href=\"/u\">a</a></em>", "“c”",
      ])
  }

  @Test func tablesStandInQuotesAndLists() {
    #expect(
      html("> text\n> | a |\n> |---|\n> | b |\n> c\nd\n\n- x\n  - | e |\n    |---|\n    | f |\n  - y\n", plain) == """
        <blockquote>
        <p>text</p>
        <table>
        <thead>
        <tr>
        <th>a</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td>b</td>
        </tr>
        <tr>
        <td>c</td>
        </tr>
        </tbody>
        </table>
        </blockquote>
        <p>d</p>
        <ul>
        <li>x
        <ul>
        <li>
        <table>
        <thead>
        <tr>
        <th>e</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td>f</td>
        </tr>
        </tbody>
        </table>
        </li>
        <li>y</li>
        </ul>
        </li>
        </ul>

        """)
  }

  @Test func whatIsNoTableStaysText() {
    for source in [
      "a | b\n\n--- | ---\n", "| a |\n", "a\n:-:\n", "    | a |\n    |---|\n", "```\n| a |\n|---|\n```\n",
      "- | a |\n|---|\n",
    ] {
      let bytes = Array(source.utf8)
      var options = MarkdownOptions.commonMark
      options.extensions = .all
      #expect(filled(renderMarkdown(bytes, options: options)) == libcmark(bytes), "\(source)")
    }
  }

  private var plain: MarkdownOptions {
    var options = MarkdownOptions()
    options.outsideRel = nil
    return options
  }

  private func cells(_ html: String) -> [String] {
    html.matches(of: #/<t[hd][^>]*>(.*?)</t[hd]>/#).map { String($0.output.1) }
  }

  // MARK: - Strikethrough, tasks, addresses

  @Test(arguments: [
    ("~~a *b* `c`~~ d", "<p><del>a <em>b</em> <code>c</code></del> d</p>\n"),
    ("*~~a~~*", "<p><em><del>a</del></em></p>\n"),
    ("\\~~a~~ \\~a~ \\~~~b~~", "<p>~~a~~ ~a~ ~<del>b</del></p>\n"),
    ("`~~a~~` ~~~b~~~", "<p><code>~~a~~</code> ~~~b~~~</p>\n"),
    ("`a\\~b` [c](<d\\~e>)", "<p><code>a\\~b</code> <a href=\"d~e\">c</a></p>\n"),
    ("a ~~ b ~~ c", "<p>a ~~ b ~~ c</p>\n"),
  ])
  func wordsAreStruckThrough(source: String, expected: String) { #expect(html(source) == expected) }

  @Test func tasksAreLabelled() {
    #expect(
      html("- [ ] a *b*\n- [x] c\n- [ ]d\n- \\[ ] e\n\n1. [X] f\n\n   g\n") == """
        <ul>
        <li><label><input type="checkbox" disabled="" /> a <em>b</em></label></li>
        <li><label><input type="checkbox" checked="" disabled="" /> c</label></li>
        <li>[ ]d</li>
        <li>[ ] e</li>
        </ul>
        <ol>
        <li>
        <p><label><input type="checkbox" checked="" disabled="" /> f</label></p>
        <p>g</p>
        </li>
        </ol>

        """)
  }

  @Test(arguments: [
    ("See https://x.y/a--b...c'd.", "<p>See <a href=\"https://x.y/a--b...c&#x27;d\">https://x.y/a--b...c'd</a>.</p>\n"),
    ("“https://x.y/a--b”", "<p>“<a href=\"https://x.y/a--b\">https://x.y/a--b</a>”</p>\n"),
    ("«https://x.y/a–b»", "<p>«<a href=\"https://x.y/a%E2%80%93b\">https://x.y/a–b</a>»</p>\n"),
    ("\"https://x.y/a--b\"", "<p>“<a href=\"https://x.y/a--b\">https://x.y/a--b</a>”</p>\n"),
    (
      "x www.x.y/a_b_c, d@e.example!",
      "<p>x <a href=\"http://www.x.y/a_b_c\">www.x.y/a_b_c</a>, <a href=\"mailto:d@e.example\">d@e.example</a>!</p>\n"
    ),
    ("https\\://x.y a\\@b.example `https://x.y`", "<p>https://x.y a@b.example <code>https://x.y</code></p>\n"),
    ("[https://x.y](/z) x", "<p><a href=\"/z\">https://x.y</a> x</p>\n"),
    ("ftp://x.y javascript://x.y", "<p>ftp://x.y javascript://x.y</p>\n"),
  ])
  func bareAddressesAreLinks(source: String, expected: String) { #expect(html(source, plain) == expected) }

  @Test func addressesAreNoWords() { #expect(render("one https://x.y/two <https://x.y/three> four").words == 2) }

  // MARK: - Footnotes

  @Test func footnotesAreNumberedByUse() {
    var options = MarkdownOptions()
    options.idPrefix = "bridge-"
    let source = """
      One[^b], two[^a-a], again[^b].

      [^a-a]: A *note*
      on two lines.
      [^b]: First[^c].

          Second.
      [^c]: Last.
      """
    let rendered = render(source, options)
    #expect(
      String(decoding: filled(rendered), as: UTF8.self) == """
        <p>One<sup class="footnote-ref"><a href="#bridge-fn1" id="bridge-fnref1" role="doc-noteref">1</a></sup>, \
        two<sup class="footnote-ref"><a href="#bridge-fn2" id="bridge-fnref2" role="doc-noteref">2</a></sup>, \
        again<sup class="footnote-ref"><a href="#bridge-fn1" id="bridge-fnref1-2" role="doc-noteref">1</a></sup>.</p>
        <section class="footnotes" role="doc-endnotes" aria-label="Footnotes">
        <ol>
        <li id="bridge-fn1">
        <p>First<sup class="footnote-ref"><a href="#bridge-fn3" id="bridge-fnref3" role="doc-noteref">3</a></sup>.</p>
        <p>Second. <a href="#bridge-fnref1" class="footnote-backref" role="doc-backlink" \
        aria-label="Back to reference 1">↩</a> <a href="#bridge-fnref1-2" class="footnote-backref" role="doc-backlink" \
        aria-label="Back to reference 1-2">↩<sup>2</sup></a></p>
        </li>
        <li id="bridge-fn2">
        <p>A <em>note</em>
        on two lines. <a href="#bridge-fnref2" class="footnote-backref" role="doc-backlink" \
        aria-label="Back to reference 2">↩</a></p>
        </li>
        <li id="bridge-fn3">
        <p>Last. <a href="#bridge-fnref3" class="footnote-backref" role="doc-backlink" \
        aria-label="Back to reference 3">↩</a></p>
        </li>
        </ol>
        </section>

        """)
    #expect(rendered.holes.count == 8)
    #expect(rendered.findings == [])
    #expect(rendered.summary == ["One, two, again."])
  }

  @Test func footnotesThatDoNotMeetAreFindings() {
    let rendered = render("a[^x] b[^y]\n\n[^y]: one\n[^y]: two\n[^z]: three\n")
    #expect(
      rendered.findings == [
        Finding(kind: .footnoteUndefined("x"), line: 1, range: 1..<5), Finding(kind: .footnoteTwice("y"), line: 4),
        Finding(kind: .footnoteUnused("z"), line: 5),
      ])
  }

  @Test func whatIsNoFootnoteStaysText() {
    for source in [
      "[^a](u) x\n", "`[^a]` \\[^a] [\\^a]\n", "[^a b]: c\n", "    [^a]: b\n", "```\n[^a]: b\n```\n",
      "<div>\n[^a]: b\n</div>\n",
    ] {
      let bytes = Array(source.utf8)
      var options = MarkdownOptions.commonMark
      options.extensions = .all
      #expect(filled(renderMarkdown(bytes, options: options)) == libcmark(bytes), "\(source)")
    }
  }

  @Test func aListBehindANoteIsNoPartOfIt() {
    let output = html("a[^1]\n\n[^1]: b\n1) c\n2) d\n")
    #expect(output.contains("<ol>\n<li>c</li>\n<li>d</li>\n</ol>\n<section"))
  }

  @Test func aNoteMayHoldATable() {
    let output = html("a[^1]\n\n[^1]: b\n\n    | c |\n    |---|\n    | d |\n")
    #expect(output.contains("<td>d</td>\n</tr>\n</tbody>\n</table>\n<a href=\"#fnref1\""))
  }

  // MARK: - Headings

  @Test func headingsHaveAnchorsAndOwnIds() {
    #expect(
      html("## A \"b\" {#x--y}\n## C \\{#d}\n### E {f}\n") == """
        <h2 id="x--y">A “b” <a class="anchor" href="#x--y" aria-hidden="true" tabindex="-1"></a></h2>
        <h2 id="c-d">C {#d} <a class="anchor" href="#c-d" aria-hidden="true" tabindex="-1"></a></h2>
        <h3 id="e-f">E {f} <a class="anchor" href="#e-f" aria-hidden="true" tabindex="-1"></a></h3>

        """)
    #expect(findings("# A {#x}\n## B {#x}\n# C\n") == [.headingIDTwice("x"), .secondMainHeading("C")])
    #expect(render("# A\n# B\n").headings.map(\.level) == [1, 2])
  }

  @Test func theOutlineStandsWhereItIsAskedFor() {
    let rendered = render("x\n\n[[TOC]]\n\n<!-- more -->\n\n## A\n\n### B & C\n\n## [D](d.md)\n\n[[toc]]\n")
    #expect(
      String(decoding: filled(rendered), as: UTF8.self) == """
        <p>x</p>
        <nav class="contents" aria-label="Contents">
        <ol>
        <li><a href="#a">A</a>
        <ol>
        <li><a href="#b-c">B &amp; C</a></li>
        </ol>
        </li>
        <li><a href="#d">D</a></li>
        </ol>
        </nav>
        <h2 id="a">A <a class="anchor" href="#a" aria-hidden="true" tabindex="-1"></a></h2>
        <h3 id="b-c">B &amp; C <a class="anchor" href="#b-c" aria-hidden="true" tabindex="-1"></a></h3>
        <h2 id="d"><a href="d.md">D</a> <a class="anchor" href="#d" aria-hidden="true" tabindex="-1"></a></h2>

        """)
    var summary: [UInt8] = []
    rendered.writeSummary(into: &summary, fill: fillPlainly)
    #expect(String(decoding: summary, as: UTF8.self).hasSuffix("<li><a href=\"#d\">D</a></li>\n</ol>\n</nav>\n"))
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
        <h2 id="who">WHO <a class="anchor" href="#who" aria-hidden="true" tabindex="-1"></a></h2>
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
