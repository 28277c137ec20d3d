/// Makes one hash of everything that something shows.
struct Digest {
  private var hasher = ContentHasher()

  /// A text and its length, so that `ab`, `c` differs from `a`, `bc`.
  mutating func add(_ text: String) {
    add(text.utf8.count)
    // Most texts are short: gathered here, they need no array of their own.
    var word: UInt64 = 0
    var count: UInt64 = 0
    for byte in text.utf8 {
      word |= UInt64(byte) << (8 * count)
      count += 1
      guard count == 8 else { continue }
      hasher.update(word)
      (word, count) = (0, 0)
    }
    hasher.update(word, count: count)
  }

  mutating func add(_ text: String?) {
    add(text == nil ? 0 : 1)
    if let text { add(text) }
  }

  mutating func add(_ number: Int) { add(UInt64(bitPattern: Int64(number))) }

  mutating func add(_ number: UInt64) { hasher.update(number) }

  mutating func add(_ flag: Bool) { hasher.update(flag ? 1 : 0, count: 1) }

  mutating func add(_ hash: ContentHash) {
    add(hash.high)
    add(hash.low)
  }

  /// A list and its length.
  mutating func add(_ hashes: some Collection<ContentHash>) {
    add(hashes.count)
    for hash in hashes { add(hash) }
  }

  mutating func add(stored value: some Stored) { hasher.update(Coder.bytes(of: value)) }

  var hash: ContentHash { hasher.finish() }
}

extension ContentHash {
  /// Of several in any order: each of them decides.
  static func &+ (a: ContentHash, b: ContentHash) -> ContentHash {
    ContentHash(high: a.high &+ b.high, low: a.low &+ b.low)
  }
}
