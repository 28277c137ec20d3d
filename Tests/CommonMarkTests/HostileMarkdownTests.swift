@testable import CommonMark
import Testing

/// Texts that want to trap the program or to take its time.
struct HostileMarkdownTests {
  private func render(_ source: String, _ options: MarkdownOptions = MarkdownOptions()) -> RenderedMarkdown {
    renderMarkdown(Array(source.utf8), options: options)
  }

  @Test(arguments: [">", "> ", "- ", "1. "])
  func blocksThatAreNestedTooDeepAreAFinding(mark: String) {
    let rendered = render(String(repeating: mark, count: 100_000) + "deep")
    #expect(rendered.findings == [Finding(kind: .tooDeep(limit: 200), line: 1)])
    #expect(rendered.html.count < 10_000)
  }

  @Test func inlinesThatAreNestedTooDeepAreAFinding() {
    let rendered = render(
      String(repeating: "*a **a ", count: 50_000) + "b" + String(repeating: " a** a*", count: 50_000))
    #expect(rendered.findings == [Finding(kind: .tooDeep(limit: 200), line: 1)])
  }

  @Test(arguments: [
    "[", "![", "(", "<", "`", "*", "_", "~", "[^", "{", ":::", "> [!NOTE]", "|", "&", "\\", "\"", "'", "www.", "a@",
    "[a](",
  ])
  func aHundredThousandMarksDoNotTrap(mark: String) {
    let rendered = render(String(repeating: mark, count: 100_000))
    #expect(rendered.html.count < 3_000_000)
  }

  @Test(arguments: [11, 12, 13, 14, 15, 16] as [UInt64])
  func whateverIsWrittenTheHTMLIsWhole(seed: UInt64) {
    var options = seed % 2 == 0 ? MarkdownOptions.comment : MarkdownOptions()
    options.abbreviations = [.init(short: "word", long: "<word>")]
    options.language = seed % 3 == 0 ? "de" : "en"
    for step in 0..<2_000 {
      let seed = seed * 1_000_000 + UInt64(step)
      let source = randomMarkdown(seed, length: 60)
      let law = brokenLaw(render(source, options))
      #expect(law == nil, "seed \(seed): \(source.debugDescription)")
    }
  }
}
