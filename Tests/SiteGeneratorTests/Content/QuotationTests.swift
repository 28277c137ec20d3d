import Diagnostics
import Testing

@testable import SiteGenerator

/// LibYAML says where it stumbled; what has to be mended often stands before.
@Suite struct QuotationTests {
  @Test(arguments: ["\"", "'"])
  func aMarkThatIsNeverClosedIsShownWhereItStands(mark: String) async {
    let text = await SiteFixture.article("title: \(mark)A bridge\ndate: 2026-10-11\ntags: [a]").errors()
    #expect(
      text == """
        Content/news/a.md:2:8: error: this is not YAML: the quotation mark that stands here is never closed [yaml-broken]
          2 | title: \(mark)A bridge
            |        ^
          hint: put another one behind the text; inside of it, \\" stands for one within "…", and '' within '…'

        """)
  }

  @Test(arguments: ["description: \"B\"", "tags: [\"a\", b]", "date: 2026-10-11\ndescription:   \"B\" "])
  func aMarkThatTheNextTextClosesIsShownWhereItStands(lines: String) async {
    let text = await SiteFixture.article("title: \"A bridge\n\(lines)").errors()
    #expect(
      text == """
        Content/news/a.md:2:8: error: this is not YAML: the quotation mark that stands here is not closed in its line [yaml-broken]
          2 | title: "A bridge
            |        ^
          hint: put another one behind the text; inside of it, \\" stands for one within "…", and '' within '…'

        """)
  }

  @Test(arguments: [("\"He said \"no\" loudly\"", 17), ("'It's here'", 11), ("\"A\" B", 10)])
  func aMarkInsideOfTheTextIsShown(title: String, column: Int) async {
    let text = await SiteFixture.article("title: \(title)\ndate: 2026-10-11").errors()
    #expect(
      text == """
        Content/news/a.md:2:\(column): error: this is not YAML: the text in quotes ends here, and more stands behind it [yaml-broken]
          2 | title: \(title)
            | \(String(repeating: " ", count: column - 1))^
          hint: inside of a text in quotes, \\" stands for one within "…", and '' within '…'

        """)
  }

  @Test(arguments: ["tags: [a, b\nlang: en", "title: a: b", "title: \"A\"\n  x: y", "a: 'b'\n- c"])
  func whatElseIsWrongIsSaidByLibYAML(lines: String) async {
    let text = await SiteFixture.article(lines).errors()
    #expect(
      text.contains("[yaml-broken]") && !text.contains("quotation mark ") && !text.contains("in quotes ends"), "\(text)"
    )
  }
}
