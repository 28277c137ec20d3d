import Diagnostics
import Testing

@testable import SiteGenerator

/// What toml++ asserts instead of checking it: an assertion that fails ends the program.
@Suite(.timeLimit(.minutes(2))) struct TOMLTests {
  /// A line, the column of its mistake, and what is told.
  static let cases: [(String, Int, String)] = [
    (#"tags = ["a",}"#, 13, "a list ends with `]`, and not with `}`"),
    ("s = [}", 6, "a list ends with `]`, and not with `}`"),
    ("s = {a = [}]}", 11, "a list ends with `]`, and not with `}`"),
    ("[.x]", 1, "the name of a table belongs behind `[`: [extra]"),
    ("[[.a]]", 1, "the name of a table belongs behind `[`: [extra]"),
    (" [ .x]", 2, "the name of a table belongs behind `[`: [extra]"),
    ("[[[a]]]", 1, "the name of a table belongs behind `[`: [extra]"),
    ("[=]", 1, "the name of a table belongs behind `[`: [extra]"),
    ("[é]", 1, "the name of a table belongs behind `[`: [extra]"),
    ("[", 1, "the name of a table belongs behind `[`: [extra]"),
    ("t = 2026-10-11Ta:", 5, "behind the T of a date belongs a time: 2026-10-11T08:00:00"),
    ("d = 2026-10-12 0", 16, "a value is followed by another"),
    ("d = [2026-10-12 0]", 17, "a value is followed by another"),
    ("d = 2a26-10-12 0,", 16, "a value is followed by another"),
    ("d = 2026-10-12 0\u{A0}", 16, "a value is followed by another"),
    (#""\u0000" = 1"#, 2, "text cannot hold the character U+0000"),
    (#"extra."a\u0000b" = 1"#, 9, "text cannot hold the character U+0000"),
    (#"extra = {"\U00000000" = 1}"#, 11, "text cannot hold the character U+0000"),
    ("a = [\u{2028}]", 6, "text belongs between quotes"), ("a = [1, é]", 9, "text belongs between quotes"),
    ("a = 1\u{0}", 6, "text cannot hold the character U+0000"),
    ("n = 1" + String(repeating: "_", count: 130), 5, "a number or a date is not as long as this"),
  ]

  private func read(_ text: String) throws(Diagnostic) -> MetaNode? {
    let source = Source(path: "a.md", text: text)
    return try TOMLReader(source: source, limits: ContentLimits()).read(0..<source.bytes.count)
  }

  @Test(arguments: cases)
  func whatWouldEndTheProgramIsAnError(line: String, column: Int, problem: String) throws {
    let text = "title = 'a'\n\(line)\n"
    let error = #expect(throws: Diagnostic.self) { try read(text) }
    let diagnostic = try #require(error)
    #expect(diagnostic.id == "toml-broken")
    #expect(diagnostic.message == "this is not TOML: " + problem)
    #expect(diagnostic.place?.line == 2)
    #expect(diagnostic.place?.column == column)
  }

  @Test func whatLooksLikeItIsRead() throws {
    let text = #"""
      # [.x] "
      title = "[.x] \" \\u0000 } # no comment" # one
      2026-10-11Tx = 1
      long = """ "" [.a]
      \""" 2026-10-12 0 """""
      literal = '\u0000'
      'quoted.key' = '''it's '''''
      date = 2026-10-12 08:00:00
      alone = 2026-10-12 # 0
      list = [ # }
        [1, 2.5e3], {a = [{b = true}], c = 2026-10-11T08:00:00Z},
      ]
      [ "a b" . c ]
      x = -inf
      [[d]]
      """#
    let root = try #require(try read(text))
    let keys = ["title", "2026-10-11Tx", "long", "literal", "quoted.key", "date", "alone", "list", "a b", "d"]
    let data = root.data
    #expect(keys.filter { data[$0] == nil } == [])
    #expect(data["title"] == .text(#"[.x] " \u0000 } # no comment"#))
    #expect(data["long"] == .text(" \"\" [.a]\n\"\"\" 2026-10-12 0 \"\""))
    #expect(data["literal"] == .text(#"\u0000"#))
    #expect(data["quoted.key"] == .text("it's ''"))
    #expect(data["date"] == .text("2026-10-12T08:00:00"))
  }

  @Test(arguments: ["a = \u{B}", "a = 1\u{0}", "a = [\u{1}]", "a = \"\u{C}\"", "\u{7} = 1"])
  func controlCharactersAreRefused(line: String) {
    #expect(throws: Diagnostic.self) { try read(line + "\n") }
  }

  /// No assertion fails, whatever comes.
  @Test func damageIsSurvived() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let base = Array(
      """
      title = "A"
      date = 2026-10-11T08:00:00+01:00
      tags = ["a", 'b', [1, 2.0]]
      extra = {n = 1, "t" = '''x'''}
      [extra.more]
      x = 2026-10-12 08:00:00
      [[list]]
      y = 0x1F

      """.utf8)
    let pieces = [
      "[", "]", "{", "}", "=", ",", ".", "\"", "'", "\"\"\"", "\n", "#", "\u{B}", "\u{0}", "\u{85}", "\u{2028}", " ",
      "2026-10-12 0", "T",
      ":", "-", "_", "0x",
      #"\"#,
    ]
    var accepted = 0
    for _ in 0..<3000 {
      var bytes = base
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let start = Int.random(in: 0...bytes.count, using: &random)
        let end = min(bytes.count, start + Int.random(in: 0...3, using: &random))
        bytes.replaceSubrange(start..<end, with: (pieces.randomElement(using: &random) ?? "").utf8)
      }
      if (try? read(String(decoding: bytes, as: UTF8.self))) != nil { accepted += 1 }
    }
    #expect((1..<3000).contains(accepted), "seed \(seed)")
  }
}
