import Bytes
import Testing

@Suite struct ByteSetTests {
  @Test func hasTheLettersAndDigitsOfASCIIAndWhatIsNamed() {
    let set = ByteSet("-~")
    let expected = Array("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz~".utf8)
    #expect((UInt8.min...UInt8.max).filter(set.contains) == expected)
  }

  @Test func findsABytesOfItWhereverItStands() {
    let set = ByteSet { $0 == 0 || $0 == 0xFF }
    for length in 1..<40 {
      for place in 0..<length {
        for byte: UInt8 in [0, 0xFF] {
          var bytes = [UInt8](repeating: 0x41, count: length)
          bytes[place] = byte
          #expect(bytes.contains(anyOf: set))
          #expect(bytes.contains(anyOf: set, from: place))
          #expect(!bytes.contains(anyOf: set, from: place + 1))
        }
      }
    }
    #expect(![UInt8]().contains(anyOf: set))
    #expect(!"".contains(anyOf: set))
    #expect("aé\u{0}".contains(anyOf: set))
    #expect(!"aé".contains(anyOf: set))
  }

  @Test(arguments: [
    ("", ""), ("plain", "plain"), ("<", "&lt;"), ("a<", "a&lt;"), ("<a", "&lt;a"), ("<<>", "&lt;&lt;&gt;"),
    (
      "an é and a long text, <b>, that no small string holds",
      "an é and a long text, &lt;b&gt;, that no small string holds"
    ),
  ])
  func textIsAppendedWithOtherBytesInPlace(_ text: String, _ expected: String) {
    var bytes = Array("before ".utf8)
    let marks = ByteSet { $0 == 0x3C || $0 == 0x3E }
    bytes.append(utf8: text, escaping: marks) { $0 == 0x3C ? "&lt;" : "&gt;" }
    #expect(String(decoding: bytes, as: UTF8.self) == "before " + expected)
  }
}
