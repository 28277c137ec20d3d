import Foundation
import Testing

@testable import SiteGenerator

@Suite struct EscapingTests {
  private func escaped(_ text: String, _ place: Escaping) -> String {
    var out: [UInt8] = []
    out.append(line: text, escapedFor: place)
    return String(decoding: out, as: UTF8.self)
  }

  @Test(arguments: [
    (Escaping.xmlText, "a &#x26; &#x3C;b&#x3E; \"c\" 'd' \\ é"),
    (.xmlHTML, "a &amp; &lt;b> \"c\" 'd' \\ é"),
    (.attribute, "a &amp; &lt;b&gt; &quot;c&quot; 'd' \\ é"),
    (.html, "a &amp; &lt;b&gt; &quot;c&quot; 'd' \\ é"),
    (.json, "a & <b> \\\"c\\\" 'd' \\\\ é"),
    (.scriptJSON, "a \\u0026 \\u003cb\\u003e \\\"c\\\" 'd' \\\\ é"),
  ])
  func placesHaveTheirOwnRules(_ place: Escaping, _ expected: String) {
    #expect(escaped("a & <b> \"c\" 'd' \\ é", place) == expected)
  }

  @Test func endOfCDATAIsNeverWritten() {
    var out: [UInt8] = []
    out.append(Array("a]]>b]>c>d".utf8), escapedFor: .xmlHTML)
    #expect(String(decoding: out, as: UTF8.self) == "a]]&gt;b]&gt;c>d")
  }

  /// Swift takes the pairs for one character each; a browser does not.
  @Test(arguments: ["\u{301}", "\u{FE0F}", "\u{338}", "\u{200D}"])
  func marksHideNothing(_ mark: String) {
    #expect(escaped("\"\(mark)<\(mark)&\(mark)", .attribute) == "&quot;\(mark)&lt;\(mark)&amp;\(mark)")
  }

  @Test(arguments: [
    ("a\u{B}b\u{0}c\u{7F}d", "abcd"), ("a\r\nb\rc\nd\te", "a b c d e"), ("\u{202E}evil\u{202C}", "evil"),
    ("a\u{FFFE}b\u{FFFF}c\u{FEFF}d", "abcd"), ("a\u{85}b\u{9F}c", "a bc"), ("  a  ", "a"), (" ", ""), ("", ""),
    ("a\u{2028}b\u{2029}c", "a b c"), ("👩‍👩‍👧‍👦 \u{200E}é", "👩‍👩‍👧‍👦 \u{200E}é"), ("\u{1FFFE}", "\u{1FFFE}"),
  ])
  func linesAreClean(_ text: String, _ expected: String) {
    #expect(plainLine(text) == Array(expected.utf8))
  }

  @Test(
    arguments: [
      ([0x61, 0xFE, 0x62], "a\u{FFFD}b"), ([0xC2], "\u{FFFD}"), ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
      ([0xE2, 0x82, 0xAC], "€"), ([0xF4, 0x90, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
      ([0xC0, 0x80], "\u{FFFD}\u{FFFD}"),
    ] as [([UInt8], String)])
  func bytesThatAreNoTextAreReplaced(_ bytes: [UInt8], _ expected: String) {
    #expect(String(decoding: plainText(bytes), as: UTF8.self) == expected)
  }

  @Test func anyTextSurvivesXML() throws {
    for seed in 0..<400 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let text = random.text(pieces: SeededGenerator.hostile, upTo: 30)
      var xml = XMLWriter(isDocument: true)
      xml.start("r", ["a": text])
      xml.element("t", text)
      xml.element("h", html: plainText(Array(text.utf8)))
      xml.end("r")
      let root = try StrictXML.parse(xml.bytes)
      let line = String(decoding: plainLine(text), as: UTF8.self)
      let block = String(decoding: plainText(Array(text.utf8)), as: UTF8.self)
      #expect(Array((root.attributes["a"] ?? "-").utf8) == Array(line.utf8), "seed \(seed)")
      #expect(Array((root["t"]?.text ?? "-").utf8) == Array(line.utf8), "seed \(seed)")
      #expect(Array((root["h"]?.text ?? "-").utf8) == Array(block.utf8), "seed \(seed)")
    }
  }

  @Test(arguments: [false, true])
  func anyTextSurvivesJSON(inScript: Bool) throws {
    for seed in 0..<400 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let text = random.text(pieces: SeededGenerator.hostile, upTo: 30)
      var json = JSONWriter(inScript: inScript)
      json.object {
        $0.member("t", text)
        $0.member("n", 3)
        $0.array("list") { $0.value(text) }
      }
      let value = try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: Any]
      let line = Array(plainLine(text))
      #expect((value?["t"] as? String).map { Array($0.utf8) } == line, "seed \(seed)")
      #expect((value?["list"] as? [String])?.first.map { Array($0.utf8) } == line, "seed \(seed)")
      if inScript { #expect(!json.bytes.contains(UInt8(ascii: "<")), "seed \(seed)") }
    }
  }
}
