import CommonMark
import Testing

@Suite struct AddressEscapingTests {
  /// A text that needs nothing is copied, and what needs it is decided in two ways: they agree about every byte.
  @Test func aTextIsEscapedAsItsBytesAre() {
    for scalar in (0..<0x250).compactMap(Unicode.Scalar.init) {
      let text = "a\(Character(scalar))b"
      var (one, other): ([UInt8], [UInt8]) = ([], [])
      appendEscapedAddress(text, to: &one)
      appendEscapedAddress(Array(text.utf8)[...], to: &other)
      #expect(one == other, "U+\(String(scalar.value, radix: 16))")
    }
  }
}
