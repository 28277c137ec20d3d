@testable import CommonMark
import Testing

/// What comes with the HTML: holes, summaries, words, outline, findings.
struct RenderedMarkdownTests {
  private func render(_ source: String, _ options: MarkdownOptions = MarkdownOptions()) -> RenderedMarkdown {
    renderMarkdown(Array(source.utf8), options: options)
  }

  // MARK: - Holes

  @Test func everyAddressWithoutASchemeIsAHole() {
    let source = """
      See [the vote](../council/vote.md#result "Vote") and [it](https://example.org/a?b=1&c=2).

      [top](#top), [tag](tag:flood), <mailto:a@b.example>, [ref]

      [ref]: /about/
      """
    let rendered = render(source)
    #expect(rendered.holes.map(\.destination) == ["../council/vote.md#result", "#top", "tag:flood", "/about/"])
    #expect(rendered.holes.map(\.lines) == [1...1, 3...3, 3...3, 3...3])
    #expect(
      String(decoding: filled(rendered), as: UTF8.self) == """
        <p>See <a href="../council/vote.md#result" title="Vote">the vote</a> and \
        <a href="https://example.org/a?b=1&amp;c=2" rel="noopener">it</a>.</p>
        <p><a href="#top">top</a>, <a href="tag:flood">tag</a>, <a href="mailto:a@b.example">mailto:a@b.example</a>, \
        <a href="/about/">ref</a></p>

        """)
    #expect(rendered.findings == [])
  }

  @Test func theHostWritesEachHoleAsItLikes() {
    let rendered = render("[a](x.md) ![b](y.png \"t\")")
    var output = Array("before ".utf8)
    rendered.write(into: &output) { index, hole, output in
      output.append(contentsOf: "\(index):\(hole.destination)".utf8)
    }
    #expect(String(decoding: output, as: UTF8.self) == "before <p><a href=\"0:x.md\">a</a> 1:y.png</p>\n")
    #expect(rendered.holes.last?.kind == .picture(Picture(alt: "b", title: "t", isFirst: true)))
  }

  @Test func aHoleIsFoundInTheSource() {
    let source = "x\n\n[a](b.md) `b.md` [c](b.md) [r]\n\n[q](a\\_b.md)\n\n[r]: <c.md>\n"
    let bytes = Array(source.utf8)
    let rendered = renderMarkdown(bytes, options: MarkdownOptions())
    let ranges = rendered.ranges(ofHoles: [0, 1, 2, 3], in: bytes[...])
    #expect(ranges == [7..<11, 24..<28, 55..<59, nil])
    #expect(ranges.compactMap(\.self).map { String(decoding: bytes[$0], as: UTF8.self) } == ["b.md", "b.md", "c.md"])
  }

  // MARK: - Addresses that are refused

  @Test func aSchemeThatIsNotAllowedIsAFinding() {
    let rendered = render("a\n\n[x](JavaScript:alert(1)) <vbscript:x>\n\n![y](data:text/html,x)")
    #expect(
      rendered.findings == [
        Finding(kind: .scheme("javascript", destination: "JavaScript:alert(1)"), line: 3, range: 7..<26),
        Finding(kind: .scheme("vbscript", destination: "vbscript:x"), line: 3, range: 29..<39),
        Finding(kind: .scheme("data", destination: "data:text/html,x"), line: 5, range: 47..<63),
      ])
    #expect(
      String(decoding: filled(rendered), as: UTF8.self)
        == "<p>a</p>\n<p><a href=\"\">x</a> <a href=\"\">vbscript:x</a></p>\n<figure>\ny\n</figure>\n")
  }

  @Test func picturesInTheTextItselfAreAllowedWhenTheyHoldNoScript() {
    #expect(render("![x](data:image/png;base64,AAAA)").findings == [])
    #expect(render("![x](data:image/svg+xml,AAAA)").findings.count == 1)
    #expect(render("[x](data:image/png;base64,AAAA)").findings.count == 1)
  }

  // MARK: - Raw HTML

  @Test func tagsAreRefusedWithTheirLine() {
    let rendered = render("a\nb <b>c</b>\n\n<div class=\"x\">\ny\n</div>\n")
    #expect(
      rendered.findings == [
        Finding(kind: .rawHTML("<b>"), line: 2, range: 4..<7),
        Finding(kind: .rawHTML("</b>"), line: 2, range: 8..<12),
        Finding(kind: .rawHTML("<div class=\"x\">"), line: 4, range: 14..<29),
      ])
    #expect(String(decoding: filled(rendered), as: UTF8.self) == "<p>a\nb c</p>\n")
  }

  @Test func commentsAreNeverPublished() {
    let source = "a <!-- x --> b\n\n<!-- y\n\nz -->\n\n<p><!-- q -->c</p> <!-- r -->\n"
    var options = MarkdownOptions()
    #expect(html("a <!-- x --> b\n\n<!-- y\n\nz -->\n", options) == "<p>a  b</p>\n")
    #expect(render("a <!-- x --> b\n\n<!-- y\n\nz -->\n", options).findings == [])
    options.rawHTML = .allow
    #expect(html(source, options) == "<p>a  b</p>\n<p>c</p> \n")
  }

  @Test func addressesInTagsAreHoles() {
    var options = MarkdownOptions()
    options.rawHTML = .allow
    let source = """
      <img src="a.png" srcset="a.png 1x, b.png 2x,c.png 3x" alt="&quot;">
      <a href='x.md?a&amp;b' HREF=y.md>z</a> <video poster = p.jpg src=https://e.example/v></video>
      <script>if (a <b href="no">) {}</script> <a href="javascript:x">q</a> <q cite=""></q>
      """
    let rendered = render(source, options)
    #expect(rendered.holes.map(\.destination) == ["a.png", "a.png", "b.png", "c.png", "x.md?a&b", "y.md", "p.jpg"])
    #expect(
      String(decoding: filled(rendered), as: UTF8.self) == """
        <img src="a.png" srcset="a.png 1x, b.png 2x,c.png 3x" alt="&quot;">
        <a href='x.md?a&amp;b' HREF=y.md>z</a> <video poster = p.jpg src=https://e.example/v></video>
        <script>if (a <b href="no">) {}</script> <a href="">q</a> <q cite=""></q>

        """)
    #expect(
      rendered.findings == [
        Finding(kind: .scheme("javascript", destination: "javascript:x"), line: 3, range: 212..<224)
      ])
  }

  @Test func whatAReaderWroteIsNeverATag() {
    let source =
      "<b>x</b> [l](https://e.example) ![p](https://e.example/p.png)\n\n<script>alert(1)</script>\n\n[j](javascript:x)"
    let rendered = render(source, .comment)
    #expect(
      String(decoding: filled(rendered), as: UTF8.self) == """
        <p>&lt;b&gt;x&lt;/b&gt; <a href="https://e.example" rel="nofollow ugc noopener">l</a> \
        <a href="https://e.example/p.png" rel="nofollow ugc noopener">p</a></p>
        <p>&lt;script&gt;alert(1)&lt;/script&gt;</p>
        <p><a>j</a></p>

        """)
  }

  @Test func everyLinkOfAReaderIsMarkedAndPathsAreNone() {
    let source =
      "[p](//evil.example/a&b) [m](mailto:x@y.z) [z](nope.md) [q](/x/) [f](#a) [t](tag:flood) ![i](/i.png) "
      + "![o](//evil.example/o.png) <HTTP://EVIL.example>\n"
    let rendered = render(source, .comment)
    let rel = "rel=\"nofollow ugc noopener\""
    #expect(rendered.holes.isEmpty)
    #expect(
      String(decoding: filled(rendered), as: UTF8.self) == """
        <p><a href="https://evil.example/a&amp;b" \(rel)>p</a> <a href="mailto:x@y.z" \(rel)>m</a> <a>z</a> <a>q</a> \
        <a>f</a> <a>t</a> <a>i</a> <a href="https://evil.example/o.png" \(rel)>o</a> \
        <a href="HTTP://EVIL.example" \(rel)>HTTP://EVIL.example</a></p>

        """)
  }

  // MARK: - Summary, words, outline

  @Test func theFirstParagraphIsTheSummary() {
    let rendered = render("# T\n\nOne *two*\nthree & `four` ![x](y.png).\n\nSecond.\n")
    #expect(rendered.summary == ["One two three & four ."])
    #expect(rendered.summaryEnd == nil)
  }

  @Test func theSummaryEndsWhereTheAuthorSaysSo() {
    let rendered = render("One.\n\nTwo [x](y.md).\n\n<!-- More -->\n\nThree.\n")
    #expect(rendered.summary == ["One.", "Two x."])
    var output: [UInt8] = []
    rendered.writeSummary(into: &output, fill: fillPlainly)
    #expect(String(decoding: output, as: UTF8.self) == "<p>One.</p>\n<p>Two <a href=\"y.md\">x</a>.</p>\n")
    #expect(html("a\n\n<!--more-->\n\nb\n") == "<p>a</p>\n<p>b</p>\n")
  }

  @Test(arguments: [
    ("one two", 2, 0), ("**head**line don't l’eau", 3, 0), ("a—b – c … d", 4, 0), ("", 0, 0),
    ("# H\n\n```\nlet x = 1\n```", 4, 0),
    ("[text](https://example.org/long/address) ![alt](p.png)", 1, 0), ("日本語 and 中文", 1, 5), ("ภาษาไทย", 0, 7),
    ("한국어", 0, 3), ("Größe über Maß", 3, 0), ("- a\n- b", 2, 0), ("a\nb", 2, 0), ("سلام دنیا", 2, 0), ("नमस्ते दुनिया", 2, 0),
    ("1,204 50 %", 2, 0), ("🍄 * * *", 0, 0),
  ])
  func wordsAreCounted(source: String, words: Int, characters: Int) {
    let rendered = render(source)
    #expect(rendered.words == words, "\(source)")
    #expect(rendered.characters == characters, "\(source)")
  }

  @Test func headingsHaveIdsFromTheirText() {
    let source = """
      # The *Vote*, don’t & `code`

      ## Über Größe
      ## Über größe
      ## über-größe-2
      ## 中文 标题
      ## !!!
      ### سلام دنیا
      ## नमस्ते
      """
    let rendered = render(source)
    #expect(
      rendered.headings.map(\.id) == [
        "the-vote-dont-code", "über-größe", "über-größe-2", "über-größe-2-2", "中文-标题", "section", "سلام-دنیا", "नमस्ते",
      ])
    #expect(rendered.headings.map(\.level) == [1, 2, 2, 2, 2, 2, 3, 2])
    #expect(rendered.headings.map(\.line) == [1, 3, 4, 5, 6, 7, 8, 9])
    #expect(rendered.headings[0].text == "The Vote, don’t & code")
  }

  @Test func anIdOfThePageIsNotTakenAgain() {
    var options = MarkdownOptions()
    options.reservedIDs = ["comments"]
    #expect(render("## Comments", options).headings.map(\.id) == ["comments-2"])
  }

  // MARK: - Clean text

  @Test func charactersThatXMLForbidsAreLeftOut() {
    #expect(
      html("a&#8;b\u{1}c&#xFFFE;d&#0;e \u{FFFE}f `\u{2}g` [h](i\u{3}j)")
        == "<p>abc\u{FFFD}d\u{FFFD}e f <code>g</code> <a href=\"ij\">h</a></p>\n")
  }

  @Test func whatIsNotUTF8IsReplaced() {
    let source: [UInt8] = [0x61, 0xFF, 0x62, 0xC3, 0x20, 0xED, 0xA0, 0x80]
    let output = filled(renderMarkdown(source, options: MarkdownOptions()))
    #expect(String(decoding: output, as: UTF8.self) == "<p>a\u{FFFD}b\u{FFFD} \u{FFFD}\u{FFFD}\u{FFFD}</p>\n")
  }
}
