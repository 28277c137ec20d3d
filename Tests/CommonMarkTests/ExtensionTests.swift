import Testing

@testable import CommonMark

/// Tables, struck words, tasks and bare addresses, with all extensions on.
struct ExtensionTests {
  private func render(_ source: String, _ options: MarkdownOptions = MarkdownOptions()) -> RenderedMarkdown {
    renderMarkdown(Array(source.utf8), options: options)
  }

  // MARK: - Tables

  @Test func aTableHasItsCells() {
    #expect(
      html("| Place | *Votes* |\n|:------|--------:|\n| A\\|B | 1 |\n| `c\\|d` |\n") == """
        <table>
        <thead>
        <tr>
        <th class="align-left">Place</th>
        <th class="align-right"><em>Votes</em></th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td class="align-left">A|B</td>
        <td class="align-right">1</td>
        </tr>
        <tr>
        <td class="align-left"><code>c|d</code></td>
        <td class="align-right"></td>
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

  @Test(arguments: [
    ("| a | b | c |\n|---|---|\n| 1 | 2 | 3 |", 3, 2, 2), ("x\n\n> a | b\n> ---|---|---\n", 2, 3, 4),
    ("- | a | b |\n  |:-:|:-:|--|\n", 2, 3, 2), ("[^1]\n\n[^1]: n\n\n| a | b |\n|--|--|--|\n", 2, 3, 6),
  ])
  func columnsThatDoNotMatchAreFound(text: String, header: Int, rule: Int, line: Int) {
    let found = render(text).findings
    #expect(found.map(\.kind) == [.tableColumns(header: header, rule: rule)])
    #expect(found.map(\.line) == [line])
    #expect(!html(text).contains("<table>"))
  }

  @Test(arguments: ["a | b\n---\n", "a\n|---|---|\n", "a | b\n\n|---|\n", "a | b\nc\n", "```\n|a|b|\n|-|-|-|\n```\n"])
  func otherDashesAreNoTable(text: String) { #expect(render(text).findings == []) }

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
      html("- [ ] *b* a\n- [x] c\n- [ ]d\n- \\[ ] e\n\n1. [X] f\n\n   g\n") == """
        <ul>
        <li><label><input type="checkbox" disabled="" /> <em>b</em> a</label></li>
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
    ("https://x.y/؟", "<p><a href=\"https://x.y/\">https://x.y/</a>؟</p>\n"),
    (
      "https://x.y/a۔ https://x.y/b،",
      "<p><a href=\"https://x.y/a\">https://x.y/a</a>۔ <a href=\"https://x.y/b\">https://x.y/b</a>،</p>\n"
    ),
    ("https://x.y/。", "<p><a href=\"https://x.y/\">https://x.y/</a>。</p>\n"),
    ("[https://x.y](/z) x", "<p><a href=\"/z\">https://x.y</a> x</p>\n"),
    ("ftp://x.y javascript://x.y", "<p>ftp://x.y javascript://x.y</p>\n"),
  ])
  func bareAddressesAreLinks(source: String, expected: String) { #expect(html(source, plain) == expected) }

  @Test func addressesAreNoWords() { #expect(render("one https://x.y/two <https://x.y/three> four").words == 2) }
}
