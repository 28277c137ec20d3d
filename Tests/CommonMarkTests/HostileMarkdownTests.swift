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

  /// What libcmark needs for a long text does not fit into what is kept for the next one, and each thread has its own.
  @Test func longAndShortTextsOfManyThreadsAreReadAsEachAlone() async {
    let paragraph = "A *word*, a [link](/a \"title\") and `code`, [a note][n].\n\n[n]: /n\n\n"
    let alone = render(paragraph).html
    await withTaskGroup { group in
      for task in 0..<8 {
        group.addTask {
          [1, 2000, 1, 40].allSatisfy { length in
            let html = self.render(String(repeating: paragraph, count: length + task)).html
            return html == Array(repeating: alone, count: length + task).flatMap { $0 }
          }
        }
      }
      for await isEqual in group { #expect(isEqual) }
    }
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
    #expect(brokenLaw(rendered) == nil)
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

  /// Found by fuzzing.
  @Test(arguments: [
    ":::a\n>>>~\r~~~", ":::a\n~~~\n:::", "a\n\t\t\t-|\n>>>=->>:\t\t", "[^1]: a\n```\n[^1]", "[a ~~b]{lang=de} c~~",
    "> [!NOTE] **a\n> b** ![c\n> d](e)", "- a\n  ```\n::: b\n  ```\n",
  ])
  func whatIsLeftOpenIsClosed(source: String) {
    var options = MarkdownOptions()
    options.maxDepth = 3
    #expect(brokenLaw(render(source, options)) == nil)
    #expect(brokenLaw(render(source)) == nil)
  }

  @Test func aWideHeaderOverShortRowsIsNotPaddedWithoutEnd() {
    let header = String(repeating: "|a", count: 1_000) + "|\n" + String(repeating: "|-", count: 1_000) + "|\n"
    #expect(render(header + String(repeating: "|\n", count: 2_000)).html.count < 4_000_000)
  }

  @Test func tooManyPicturesAreAFinding() {
    let rendered = render(String(repeating: "![[]()", count: 10_001))
    #expect(rendered.findings == [Finding(kind: .tooManyPictures(limit: 10_000), line: 1)])
    #expect(rendered.html == [])
  }

  @Test func manyPipesAndManyNotes() {
    let pipes = render(String(repeating: "|", count: 100_000) + "\n" + String(repeating: "|-", count: 50_000))
    #expect(brokenLaw(pipes) == nil)
    let notes = (0..<10_000).map { "[^\($0)]" }.joined() + "\n\n" + (0..<10_000).map { "[^\($0)]: x\n" }.joined()
    let rendered = render(notes)
    #expect(rendered.holes.count == 20_000)
    #expect(brokenLaw(rendered) == nil)
  }
}
