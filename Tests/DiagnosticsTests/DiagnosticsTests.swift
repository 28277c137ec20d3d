import Diagnostics
import Testing

@Suite struct SourceTests {
  @Test func placesCountLinesAndScalars() {
    let source = Source(path: "a.md", text: "one\r\ntwo é x\rthree\n")
    let place = source.place(at: 12)
    #expect(place == Place(path: "a.md", line: 2, column: 7, width: 1, excerpt: "two é x"))
    #expect(source.place(line: 3).excerpt == "three")
    #expect(source.place(at: 1000).line == 4)
  }

  @Test func offsetsAreTheInverseOfPlaces() {
    let source = Source(path: "a.md", text: "α\nβγδ\n\nε")
    for offset in source.bytes.indices where source.bytes[offset] & 0xC0 != 0x80 && source.bytes[offset] != 0x0A {
      let place = source.place(at: offset)
      #expect(source.offset(line: place.line, column: place.column) == offset)
    }
  }

  @Test func anEmptyFileHasAPlace() {
    #expect(Source(path: "a", text: "").place(line: 1) == Place(path: "a", line: 1, column: 1, width: 1, excerpt: ""))
  }
}

@Suite struct SuggestionTests {
  @Test(arguments: [
    ("drfat", "draft"), ("Tile", "title"), ("last-mod", "lastmod"), ("autors", "authors"),
    ("descripton", "description"),
  ])
  func aSlipOfThePenIsFound(name: String, expected: String) {
    #expect(nearest(to: name, in: ["draft", "title", "lastmod", "authors", "description", "date"]) == expected)
  }

  @Test func whatIsNotNearIsNotSuggested() {
    #expect(nearest(to: "weather", in: ["draft", "title", "date"]) == nil)
    #expect(nearest(to: "", in: ["draft"]) == nil)
  }
}

@Suite struct DiagnosticFormatterTests {
  @Test func aDiagnosticShowsItsLineAndACaret() {
    let source = Source(path: "Content/a.md", text: "---\ntitle: A\ndrfat: true\n")
    let diagnostic = Diagnostic(
      id: "unknown-key", "unknown key \"drfat\"", at: source.place(13..<18), hint: "did you mean \"draft\"?",
      notes: [.init("the other one", place: source.place(4..<9))])
    #expect(
      DiagnosticFormatter().format([diagnostic]) == """
        Content/a.md:3:1: error: unknown key "drfat" [unknown-key]
          3 | drfat: true
            | ^^^^^
          hint: did you mean "draft"?
          Content/a.md:2:1: note: the other one
          2 | title: A
            | ^^^^^

        """)
  }

  @Test func longLinesAreCutAroundThePlaceAndHostileTextIsShownAsEscapes() {
    let line = String(repeating: "x", count: 200) + "\u{202E}bad" + String(repeating: "y", count: 200)
    let source = Source(path: "a\u{1B}[2J.md", text: line)
    let text = DiagnosticFormatter().format([Diagnostic(id: "i", "m\u{7}", at: source.place(200..<206))])
    #expect(text.hasPrefix("a\\u{1B}[2J.md:1:201: error: m\\u{7} [i]\n  1 | …xxxx"))
    #expect(text.contains("\\u{202E}bad"))
    #expect(!text.contains("\u{202E}"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count < 140 })
  }

  @Test func errorsComeFirstAndTheRestIsCounted() {
    let warnings = (0..<25).map { Diagnostic(.warning, id: "w", "w\($0)", at: Place(path: "f\(10 + $0)")) }
    let text = DiagnosticFormatter().format(warnings + [Diagnostic(id: "e", "broken")], limit: 3)
    #expect(
      text == """
        error: broken [e]
        f10: warning: w0 [w]
        f11: warning: w1 [w]
        … and 23 warnings more (--verbose shows all of them)

        """)
  }

  @Test func coloursAreOnlyThereWhenAskedFor() {
    let diagnostic = Diagnostic(id: "e", "broken")
    #expect(DiagnosticFormatter(color: true).format(diagnostic).contains("\u{1B}[1;31merror:\u{1B}[0m"))
    #expect(!DiagnosticFormatter().format(diagnostic).contains("\u{1B}"))
  }
}
