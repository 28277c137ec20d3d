import Testing

@testable import CommonMark

/// Notes, headings and the outline.
struct FootnoteAndHeadingTests {
  private func render(_ source: String, _ options: MarkdownOptions = MarkdownOptions()) -> RenderedMarkdown {
    renderMarkdown(Array(source.utf8), options: options)
  }

  private func findings(_ source: String) -> [Finding.Kind] { render(source).findings.map(\.kind) }

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
        <h2 id="x--y">A “b”<a class="anchor" href="#x--y" aria-hidden="true" tabindex="-1"></a></h2>
        <h2 id="c-d">C {#d}<a class="anchor" href="#c-d" aria-hidden="true" tabindex="-1"></a></h2>
        <h3 id="e-f">E {f}<a class="anchor" href="#e-f" aria-hidden="true" tabindex="-1"></a></h3>

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
        <h2 id="a">A<a class="anchor" href="#a" aria-hidden="true" tabindex="-1"></a></h2>
        <h3 id="b-c">B &amp; C<a class="anchor" href="#b-c" aria-hidden="true" tabindex="-1"></a></h3>
        <h2 id="d"><a href="d.md">D</a><a class="anchor" href="#d" aria-hidden="true" tabindex="-1"></a></h2>

        """)
    var summary: [UInt8] = []
    rendered.writeSummary(into: &summary, fill: fillPlainly)
    #expect(String(decoding: summary, as: UTF8.self).hasSuffix("<li><a href=\"#d\">D</a></li>\n</ol>\n</nav>\n"))
  }
}
