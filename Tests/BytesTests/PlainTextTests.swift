import Bytes
import Testing

struct PlainTextTests {
  private func hasPlainEight(_ bytes: [UInt8], at index: Int) -> Bool {
    unsafe bytes.withUnsafeBufferPointer { unsafe $0.hasPlainEight(at: index) }
  }

  /// Each byte at each of the eight places, among letters and among what is none.
  @Test func lettersSpacesAndCommasArePlain() {
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz ,$(".utf8)
    for place in 0..<8 {
      for byte in UInt8.min...UInt8.max {
        var bytes = Array("az AZ,(z".utf8)
        bytes[place] = byte
        #expect(hasPlainEight(bytes, at: 0) == plain.contains(byte), "\(byte) at \(place)")
        bytes[(place + 1) % 8] = 0xFF
        #expect(!hasPlainEight(bytes, at: 0), "\(byte) at \(place)")
      }
    }
  }

  @Test func fewerThanEightAreNot() {
    let bytes = Array("abcdefghij".utf8)
    #expect(hasPlainEight(bytes, at: 0) && hasPlainEight(bytes, at: 2))
    #expect(!hasPlainEight(bytes, at: 3) && !hasPlainEight(bytes, at: 10) && !hasPlainEight([], at: 0))
  }
}
