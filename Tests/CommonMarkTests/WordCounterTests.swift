import Testing

@testable import CommonMark

/// Words are counted eight bytes at a time where that can be done; it must not matter.
@Suite struct WordCounterTests {
  @Test(arguments: [
    ("", 0), ("one", 1), ("don't stop", 2), ("ends with eight", 3), ("a b c d e f g h", 8), ("semi-colon;", 1),
    ("1,000 and 2.5", 3), ("  two\n\nlines\t", 2), ("…—-", 0), ("seventeen letters", 2),
  ])
  func wordsAreCounted(text: String, words: Int) {
    var counter = WordCounter()
    counter.add(Array(text.utf8)[...])
    #expect(counter.words == words)
  }

  @Test(arguments: [UInt64](1...40))
  func wholesAndSingleBytesCountAlike(seed: UInt64) {
    var random = Seeded(seed)
    let alphabet = Array("aZ09 \n.'-,@[`{/:\u{1F}\u{7F}".utf8)
    let bytes = (0..<200).map { _ in alphabet.randomElement(using: &random) ?? 0x20 }
    var whole = WordCounter()
    whole.add(bytes[...])
    var single = WordCounter()
    for index in bytes.indices { single.add(bytes[index...index]) }
    #expect(whole.words == single.words, "seed \(seed)")
    // In two parts, the first of which may end within a word.
    var parts = WordCounter()
    let cut = Int.random(in: 0...bytes.count, using: &random)
    parts.add(bytes[..<cut])
    parts.add(bytes[cut...])
    #expect(parts.words == single.words, "seed \(seed), cut at \(cut)")
  }
}
