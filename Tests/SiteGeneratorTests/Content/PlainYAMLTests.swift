import Diagnostics
import Testing

@testable import SiteGenerator

/// The plain reader is right when it and LibYAML agree on whatever it takes.
struct PlainYAMLTests {
  private func plain(_ text: String) -> MetaNode? {
    let source = Source(path: "a.md", text: text)
    var reader = PlainYAMLReader(source, 0..<source.bytes.count, firstLine: 1)
    return reader.read()
  }

  private func libYAML(_ text: String) throws -> MetaNode? {
    let source = Source(path: "a.md", text: text)
    return try YAMLReader(source: source, limits: ContentLimits())
      .readByLibYAML(0..<source.bytes.count, firstLine: 1)
  }

  @Test(
    arguments: [
      "title: A bridge\n", "title: A bridge", "title:   spaced   \n", "a: \"b: c # d\"\n", "a: 'b'\n", "a:\nb: c\n",
      "# first\ntitle: x\n\n# second\ndraft: true\n", "tags: [a, b c, \"d, e\", 'f']\n", "tags: []\n",
      "tags: [ a ]  \n",
      "tags:\n  - a\n  - \"b\"\nx: y\n", "tags:\n- a\n- b\n", "date: 2026-10-11T18:30:00+02:00\n",
      "größe: nein\nä: b\n", "title: Größe [x] {y} a#b c:d\n", "a: Ünï, ©ode\ntags: [ü, ö]\n", "a: \"\"\nb: ''\n",
      "a: ~\n",
    ])
  func bothAgree(_ text: String) throws {
    let expected = try libYAML(text)
    if let found = plain(text) { #expect("\(found)" == "\(try #require(expected))") }
  }

  @Test(
    arguments: [
      "title: A bridge\n", "a:\nb: c\n", "tags: [a, b c, \"d, e\", 'f']\n", "tags:\n  - a\n  - \"b\"\nx: y\n",
      "tags:\n- a\n- b\n", "date: 2026-10-11T18:30:00+02:00\n", "title: Größe [x] {y} a#b c:d\n", "a: \"\"\nb: ''\n",
      "# first\ntitle: x\n\n# second\ndraft: true\n",
    ])
  func whatArticlesUseIsPlain(_ text: String) {
    #expect(plain(text) != nil)
  }

  @Test(
    arguments: [
      "a: b\na: c\n", "a: b: c\n", "a: |\n  text\n", "a: >\n  text\n", "a: b\n  c\n", "a: &x b\nc: *x\n",
      "a: !!str b\n",
      "a: \"b\\n\"\n", "a: 'it''s'\n", "a: b # c\n", "a:\n  b: c\n", "a: [b, [c]]\n", "a: {b: c}\n", "a: [b,\n c]\n",
      "a: \"b\n", "- a\n", "a\n", "a:b\n", "a: b\r\n", "a:\tb\n", "? a\n", "a: b\n---\nc: d\n",
      "%YAML 1.1\n---\na: b\n",
      "a: @b\n", "a: `b\n", "a: [b, ]\n", "a: [b c: d]\n", "a: b\u{2028}c\n", "a: b\u{85}c\n", "\u{FEFF}a: b\n",
      "a: -\n",
      "a:\n  - b: c\n", "a:\n  -\n", "a:\n    - b\n  - c\n", "a:\n  - b\n    c\n", " a: b\n", "<<: b\n", "1: b\n",
      "a: b:\n",
    ])
  func whatIsNotPlainIsLeftToLibYAML(_ text: String) {
    #expect(plain(text) == nil)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func bothAgreeOnWhateverIsTaken(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "a", "title", "b c", ":", ": ", " ", "\n", "\n", "\n", "- ", "  - ", "-", "[", "]", ", ", ",", "\"", "'", "#",
      " #",
      "{", "}", "x: y\n", "tags:\n", "ü", "\u{2028}", "|", ">", "&", "*", "!", "%", "@", "?", "\\", "\t", "\r\n", "~",
      "0",
      "\u{FEFF}", "date: 2026-10-11\n", "k: [a, b]\n", "l:\n- a\n", "m: \"n\"\n", "  ", "...", "---\n",
    ]
    var taken = 0
    for _ in 0..<600 {
      // Half of them begin as articles do, or nothing would be taken.
      let start = random.next() % 2 == 0 ? "s: \(random.text(pieces: pieces, upTo: 3))\n" : ""
      let text = start + random.text(pieces: pieces, upTo: 6)
      guard let found = plain(text) else { continue }
      taken += 1
      let expected = try? libYAML(text)
      #expect("\(found)" == expected.map { "\($0)" }, "seed \(seed): \(text.debugDescription)")
    }
    #expect(taken > 10, "seed \(seed)")
  }
}
