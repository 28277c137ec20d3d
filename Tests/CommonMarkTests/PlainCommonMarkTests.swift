import CommonMark
import Testing

/// With every extension off, our bytes are libcmark's.
struct PlainCommonMarkTests {
  @Test func everyExampleOfTheSpecificationIsLibcmarks() throws {
    guard let examples = try SpecificationExample.load("commonmark-0.30.json") else { return }
    #expect(examples.count == 652)
    for example in examples {
      let source = Array(example.markdown.utf8)
      #expect(String(decoding: commonMark(source), as: UTF8.self) == example.html, "example \(example.example)")
      #expect(commonMark(source, smart: true) == libcmark(source, smart: true), "smart, example \(example.example)")
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func randomMarkdownIsLibcmarks(seed: UInt64) {
    for step in 0..<2_000 {
      let seed = seed * 1_000_000 + UInt64(step)
      let source = Array(randomMarkdown(seed).replacing("&#1;", with: "&#35;").utf8)
      let smart = step % 2 == 0
      // A form feed is white space to libcmark, and forbidden in XML.
      let expected = libcmark(source, smart: smart).filter { $0 != 0x0C }
      let isEqual = commonMark(source, smart: smart) == expected
      #expect(isEqual, "seed \(seed): \(randomMarkdown(seed).debugDescription)")
    }
  }

  @Test func everyByteOfAnAddressIsWrittenAsLibcmarkDoes() {
    for byte in UInt8(0x21)...0x7E {
      let source = Array("[a](<x\\".utf8) + [byte] + Array(">)".utf8)
      #expect(commonMark(source) == libcmark(source), "byte \(byte)")
    }
  }
}
