import Testing

@testable import SiteGenerator

@Suite struct ContentHashTests {
  /// From the reference implementation (SMHasher, `MurmurHash3_x64_128`, seed 0).
  @Test(arguments: [
    ("", "00000000000000000000000000000000"),
    ("The quick brown fox jumps over the lazy dog", "e34bbc7bbc071b6c7a433ca9c49a9347"),
    ("hello", "cbd8a7b341bd9b025b1e906a48ae1d19"),
    ("hello, world", "342fac623a5ebc8e4cdcbc079642414d"),
  ])
  func isThatOfTheReference(_ text: String, _ expected: String) {
    #expect(ContentHash(Array(text.utf8)).hexadecimal == expected)
  }

  @Test func doesNotDependOnTheCuts() {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    let whole = ContentHash(bytes)
    for first in stride(from: 0, through: 1000, by: 13) {
      for second in stride(from: first, through: 1000, by: 101) {
        var hasher = ContentHasher()
        hasher.update(Array(bytes[..<first]))
        hasher.update(Array(bytes[first..<second]))
        hasher.update(Array(bytes[second...]))
        #expect(hasher.finish() == whole, "cut at \(first) and \(second)")
      }
    }
  }

  /// Bytes that come in words, of any length and behind any number of others.
  @Test func wordsAreTheirBytes() {
    let word: UInt64 = 0x8877_6655_4433_2211
    for before in 0..<20 {
      for count in 0...8 {
        let kept = count == 8 ? word : word & (1 << UInt64(8 * count) - 1)
        var hasher = ContentHasher()
        hasher.update([UInt8](repeating: 9, count: before))
        hasher.update(kept, count: UInt64(count))
        hasher.update(word)
        hasher.update([7])
        let bytes = (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) }
        let all = [UInt8](repeating: 9, count: before) + bytes.prefix(count) + bytes + [7]
        #expect(hasher.finish() == ContentHash(all), "\(count) behind \(before)")
      }
    }
  }

  @Test func everyByteCounts() {
    let bytes = [UInt8](repeating: 0, count: 100)
    var seen: Set<ContentHash> = [ContentHash(bytes)]
    for index in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[index] ^= 1 << UInt8(bit)
        #expect(seen.insert(ContentHash(changed)).inserted)
      }
    }
    for count in 0..<100 { #expect(seen.insert(ContentHash(Array(bytes[..<count]))).inserted) }
  }

  @Test func textsKeepTheirBounds() {
    func hash(_ texts: [String]) -> ContentHash {
      var hasher = ContentHasher()
      for text in texts { hasher.update(text) }
      return hasher.finish()
    }
    #expect(hash(["ab", "c"]) != hash(["a", "bc"]))
    #expect(hash(["ab", ""]) != hash(["ab"]))
  }
}
