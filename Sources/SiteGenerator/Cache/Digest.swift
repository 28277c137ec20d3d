/// Makes one hash of everything that something shows.
struct Digest {
  private var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(256) }

  /// A text and its length, so that `ab`, `c` differs from `a`, `bc`.
  mutating func add(_ text: String) {
    add(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func add(_ text: String?) {
    add(text == nil ? 0 : 1)
    if let text { add(text) }
  }

  mutating func add(_ number: Int) { add(UInt64(bitPattern: Int64(number))) }

  mutating func add(_ number: UInt64) {
    for byte in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(8 * byte))) }
  }

  mutating func add(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  mutating func add(_ hash: ContentHash) {
    add(hash.high)
    add(hash.low)
  }

  /// A list and its length.
  mutating func add(_ hashes: some Collection<ContentHash>) {
    add(hashes.count)
    for hash in hashes { add(hash) }
  }

  mutating func add(stored value: some Stored) { bytes += Coder.bytes(of: value) }

  var hash: ContentHash { ContentHash(bytes) }
}

extension ContentHash {
  /// Of several in any order: each of them decides.
  static func &+ (a: ContentHash, b: ContentHash) -> ContentHash {
    ContentHash(high: a.high &+ b.high, low: a.low &+ b.low)
  }
}
