import Testing

@testable import SiteGenerator

@Suite struct XMLReaderTests {
  @Test func namesAreTheSameWhateverThePrefix() throws {
    let root = try XMLReader.read(
      Array(
        "<x:feed xmlns:x='http://www.w3.org/2005/Atom'><x:link x:a='1' b='&lt;&#x41;&#66;'/><y xmlns='u'/></x:feed>"
          .utf8))
    #expect(root.name == "atom:feed")
    #expect(root.children.map(\.name) == ["atom:link", "{u}y"])
    #expect(root.children[0]["b"] == "<AB")
    #expect(root.children[0]["atom:a"] == "1")
  }

  @Test func textIsWhatAReaderSees() throws {
    let root = try XMLReader.read(
      Array("\u{FEFF}<?xml version='1.0'?><!-- x --><a> 1 &amp; <![CDATA[<b>]]><c>2</c>é </a>\n".utf8))
    #expect(root.text == "1 & <b>é")
    #expect(root.text(of: "c") == "2")
  }

  @Test(arguments: [
    ("<a>", 3, "ends before its root element does"), ("", 0, "ends before its root element does"),
    ("<a></b>", 3, "has </b> where </a> belongs"), ("<a/><b/>", 4, "has a second root element"),
    ("<a/>x", 4, "has text outside its root element"),
    ("<a>&nbsp;</a>", 3, "has the reference &nbsp;, which XML does not know"),
    ("<a>&</a>", 3, "has a raw &"), ("<a b=1/>", 5, "has an attribute without quotes"),
    ("<a b='<'/>", 6, "has a raw < in an attribute"), ("<a b/>", 4, "has an attribute without a value"),
    ("<a b='1'c='2'/>", 8, "has no space between the attributes of a tag"),
    ("<a>]]></a>", 3, "has a raw ]]> in its text"),
    ("<a>\u{8}</a>", 3, "has U+0008, which XML forbids"), ("<a>\u{FFFF}</a>", 3, "has U+FFFF, which XML forbids"),
    ("<a>&#11;</a>", 3, "has the reference &#11;, which XML does not know"),
    ("<a>&#xD800;</a>", 3, "has the reference &#xD800;, which XML does not know"),
    ("<!DOCTYPE a><a/>", 0, "has a document type or another declaration, which is not read"),
    ("<a><b:c/></a>", 4, "has a prefix without a namespace: b"),
    ("<1/>", 1, "has a < that begins no tag, or a name that is none"),
    ("<a><!-- -- --></a>", 3, "has -- within a comment"), ("<a><!-- </a>", 3 + 4, "has a comment that never ends"),
    ("<?xml version='1.0' encoding='latin1'?><a/>", 0, "says that it is in latin1, and is read as UTF-8"),
    (String(repeating: "<a>", count: 101), 303, "is nested too deeply"),
  ])
  func whatIsNotWellFormedIsRefused(_ text: String, _ offset: Int, _ message: String) {
    #expect(throws: XMLProblem(message: message, offset: offset)) { try XMLReader.read(Array(text.utf8)) }
  }

  /// Each compared with each would take minutes.
  @Test(.timeLimit(.minutes(1))) func aTagMayHaveAnyNumberOfAttributes() throws {
    let attributes = (0..<60_000).map { "a\($0)='\($0)'" }.joined(separator: " ")
    let root = try XMLReader.read(Array("<a \(attributes)/>".utf8))
    #expect(root.attributes.count == 60_000)
    let text = "<a \(attributes) a59999='2'/>"
    #expect(throws: XMLProblem(message: "has the attribute a59999 twice in one tag", offset: text.utf8.count - 12)) {
      try XMLReader.read(Array(text.utf8))
    }
  }

  @Test func onlyUTF8IsRead() {
    #expect(throws: XMLProblem(message: "is not UTF-8", offset: 0)) { try XMLReader.read([0x3C, 0x61, 0xFF]) }
  }

  /// What our writer makes of any text, the reader gives back.
  @Test func anyTextSurvivesWriterAndReader() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let text = random.text(pieces: SeededGenerator.hostile, upTo: 12)
      var xml = XMLWriter(isDocument: true)
      xml.start("a", ["b": text])
      xml.element("c", text)
      xml.end("a")
      let root = try XMLReader.read(xml.bytes)
      #expect(Array((root["b"] ?? "").utf8) == plainLine(text), "seed \(seed)")
      #expect(root.first("c")?.bytes == plainLine(text), "seed \(seed)")
    }
  }

  /// Any bytes are read or refused, and nothing traps.
  @Test func anyBytesEndWell() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let rss = Array(SyndicationFixture.rss.utf8)
    for _ in 0..<2000 {
      var bytes = rss
      for _ in 0..<3 {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      bytes = Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random)))
      _ = try? XMLReader.read(bytes)
    }
    for _ in 0..<200 {
      _ = FeedContentRules.problems(of: (0..<200).map { _ in "<>\"'/= abip&".utf8.randomElement(using: &random) ?? 0 })
    }
  }
}
