import Testing

@testable import CommonMark

/// What is told of tags and characters that an author should not have written.
struct RawTagTests {
  private static var allowing: MarkdownOptions {
    var options = MarkdownOptions()
    options.rawHTML = .allow
    return options
  }

  private func findings(_ source: String, _ options: MarkdownOptions = RawTagTests.allowing) -> [String] {
    renderMarkdown(Array(source.utf8), options: options).findings.map { finding in
      let written = finding.range.map { String(decoding: Array(source.utf8)[$0], as: UTF8.self) } ?? ""
      return "\(finding.line) \(written) \(finding.kind)"
    }
  }

  @Test(arguments: [
    "<div>\n\nA *b*.\n\n</div>", "<DIV>x</div>", "a <b>c <i>d</i></b> <br> <img src=a>", "<ul><li>a<li>b</ul>",
    "<table>\n<tr><td>a<tr><td>b\n</table>", "<p>a\n\nb", "<svg><circle r=1 /><path d=\"\"/></svg>", "1 < 2 <3",
    "<script>if (a</b) { x = \"<div>\" }</script>", "<!-- <div> -->",
    "<details><summary>a</summary>\n\nb\n\n</details>",
    "<math><mi/></math>", "`<div>`", "    <div>",
  ])
  func whatIsBalancedIsNotTalkedAbout(source: String) { #expect(findings(source) == []) }

  @Test(arguments: [
    ("a\n\n<div>\n<div>\nb\n</div>\n\nc", "3 <div tagNotClosed(\"div\")"),
    ("<b>a</b> and <em>c\nd\n\ne", "1 <em tagNotClosed(\"em\")"),
    ("a\n\nb </Span> c", "3 </Span tagClosesNothing(\"span\")"),
    ("<p>a</p></p>", "1 </p tagClosesNothing(\"p\")"), ("<div\nclass=\"x\"\n\nb", "1 <div tagUnfinished(\"div\")"),
    ("<my-card/> x", "1 <my-card tagNotClosed(\"my-card\")"), ("<b><i>a</b>", "1 <i tagNotClosed(\"i\")"),
    ("a\n\n<!-- b\n\nc", "3 <!-- commentUnfinished"), ("<script>\nx\n", "1 <script tagNotClosed(\"script\")"),
  ])
  func whatIsNotBalancedHasAPlace(source: String, finding: String) { #expect(findings(source) == [finding]) }

  /// A comment without an end takes the text with it whatever tags an author may write.
  @Test func commentsEndEverywhere() {
    #expect(findings("a\n\n<!-- b\n\nc", MarkdownOptions()) == ["3 <!-- commentUnfinished"])
    #expect(findings("a\n\n<!-- b\n\nc", .comment) == [])
  }

  @Test func someElementsAreTold() {
    var options = Self.allowing
    options.toldElements = ["svg", "script"]
    #expect(
      findings("<svg></svg>\n\na <SVG/></svg> <b></b>\n\n<script></script>", options) == [
        "1 <svg element(\"svg\")", "3 <SVG element(\"svg\")", "5 <script element(\"script\")",
      ])
  }

  /// Every tag is looked at once, however many there are before it.
  @Test func manyTagsAreReadOnce() {
    let source =
      "<div>\n" + String(repeating: "<b>\n", count: 50_000) + String(repeating: "</i>\n", count: 50_000) + "</div>"
    #expect(renderMarkdown(Array(source.utf8), options: Self.allowing).findings.count == 100_000)
  }

  @Test func controlCharactersHaveAPlace() {
    #expect(
      findings("a\u{B}b\u{1}\n\nc \u{92} d\tä\n`\u{FFFF}`\u{A0}\r\nx") == [
        "1 \u{B} controlCharacter(\"\\u{0B}\")", "3 \u{92} controlCharacter(\"\\u{0092}\")",
        "4 \u{FFFF} controlCharacter(\"\\u{FFFF}\")",
      ])
    #expect(findings(String(repeating: "\u{1}\n", count: 500)).count == 100)
  }

  @Test func controlCharactersThatAreWrittenAsReferencesHaveAPlace() {
    #expect(
      findings("a &#39; b\n&#11; &#x08;\n\n`&#11;` &#146;\n\n    &#11;\n\n[x](/&#x1;)") == [
        "2 &#11; controlCharacter(\"\\u{0B}\")", "4 &#146; controlCharacter(\"\\u{0092}\")",
        "8 &#x1; controlCharacter(\"\\u{01}\")",
      ])
    #expect(html("a&#11;b", Self.plain) == "<p>ab</p>\n")
  }

  @Test func cellsHoldNoControlCharactersOfTheirOwn() {
    #expect(findings("It&#39;s a table:\n\n| a | b |\n|---|---|\n| 1 | `2` |").isEmpty)
    #expect(findings("&#39;\n\n| a |\n|---|\n| &#11; |") == ["5 &#11; controlCharacter(\"\\u{0B}\")"])
    #expect(findings(String(repeating: "&#1;\n\n", count: 500)).count == 100)
  }

  // MARK: - Addresses and marks

  @Test func aFragmentHasNoNumberSign() {
    #expect(html("[a](https://x.example/#b#c)", Self.plain) == "<p><a href=\"https://x.example/#b%23c\">a</a></p>\n")
    #expect(withOneFragment("##a#b") == "#%23a%23b")
    #expect(withOneFragment("/a?b#c") == "/a?b#c")
    // The bytes of libcmark, where they are asked for.
    #expect(html("[a](https://x.example/#b#c)", .commonMark) == "<p><a href=\"https://x.example/#b#c\">a</a></p>\n")
  }

  /// Browsers take the second one for the end of the first.
  @Test func anAddressInALinkIsNoLink() {
    var options = Self.allowing
    options.outsideRel = nil
    #expect(
      html("<A href=\"https://x.example/\">a@x.example *b@x.example*</a> c@x.example <abbr>d@x.example</abbr>", options)
        == "<p><A href=\"https://x.example/\">a@x.example <em>b@x.example</em></a> "
        + "<a href=\"mailto:c@x.example\">c@x.example</a> "
        + "<abbr><a href=\"mailto:d@x.example\">d@x.example</a></abbr></p>\n")
  }

  private static var plain: MarkdownOptions {
    var options = MarkdownOptions()
    options.outsideRel = nil
    return options
  }

  @Test func quotationMarksInAPartAreThoseOfItsLanguage() {
    #expect(
      html("\"a\" [\"b 'c'\" “d”]{lang=de} \"[\"e\"]{lang=fr}\" f", Self.plain)
        == "<p>“a” <span lang=\"de\">„b ‚c‘“ “d”</span> “<span lang=\"fr\">«\u{A0}e\u{A0}»</span>” f</p>\n")
    var german = Self.plain
    german.language = "de"
    #expect(html("\"a [\"b\"]{lang=en}\"", german) == "<p>„a <span lang=\"en\">“b”</span>“</p>\n")
    german.smart = false
    #expect(html("[\"b\"]{lang=fr}", german) == "<p><span lang=\"fr\">&quot;b&quot;</span></p>\n")
  }
}
