/// 128 bits that stand for the bytes of a file, or for everything that a page shows.
///
/// MurmurHash3 (x64, 128 bits, seed 0; Austin Appleby, public domain): ten times as fast as SHA-256, and it has to
/// guard against accident only. Whoever could choose two texts with one hash would gain a page that keeps its older
/// text: his own. Names of published files that caches trust for a year are made with SHA-256, not with this.
public struct ContentHash: Hashable, Sendable {
  public let high: UInt64
  public let low: UInt64

  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  public init(_ bytes: [UInt8]) {
    var hasher = ContentHasher()
    hasher.update(bytes)
    self = hasher.finish()
  }

  /// 32 digits.
  public var hexadecimal: String {
    var bytes = [UInt8]()
    bytes.appendHexadecimal(high, digits: 16)
    bytes.appendHexadecimal(low, digits: 16)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Makes a `ContentHash` of bytes that come in pieces; how they are cut does not matter.
public struct ContentHasher: Sendable {
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  private var count: UInt64 = 0
  /// Fewer than 16 bytes that are no block yet.
  private var pending: [UInt8] = []

  public init() {}

  public mutating func update(_ bytes: [UInt8]) { update(bytes.span) }

  /// A number, as eight bytes.
  public mutating func update(_ number: UInt64) {
    update((0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) })
  }

  /// A text and its length, so that `ab`, `c` differs from `a`, `bc`.
  public mutating func update(_ text: String) {
    let bytes = Array(text.utf8)
    update(UInt64(bytes.count))
    update(bytes)
  }

  mutating func update(_ bytes: Span<UInt8>) {
    count &+= UInt64(bytes.count)
    var start = 0
    while !pending.isEmpty, start < bytes.count {
      pending.append(bytes[start])
      start += 1
      if pending.count == 16 {
        let block = pending
        pending.removeAll(keepingCapacity: true)
        blocks(block.span)
      }
    }
    let whole = (bytes.count - start) & ~15
    blocks(bytes.extracting(start..<(start + whole)))
    for index in (start + whole)..<bytes.count { pending.append(bytes[index]) }
  }

  public func finish() -> ContentHash {
    var h1 = first
    var h2 = second
    if !pending.isEmpty {
      let padded = pending + [UInt8](repeating: 0, count: 16 - pending.count)
      h2 ^= Self.mixSecond(Self.word(padded.span, 8))
      h1 ^= Self.mixFirst(Self.word(padded.span, 0))
    }
    h1 ^= count
    h2 ^= count
    h1 &+= h2
    h2 &+= h1
    h1 = Self.avalanche(h1)
    h2 = Self.avalanche(h2)
    h1 &+= h2
    h2 &+= h1
    return ContentHash(high: h1, low: h2)
  }

  /// A multiple of 16 bytes.
  private mutating func blocks(_ bytes: Span<UInt8>) {
    var h1 = first
    var h2 = second
    var index = 0
    while index + 16 <= bytes.count {
      let block = bytes.extracting(index..<(index + 16))
      h1 ^= Self.mixFirst(Self.word(block, 0))
      h1 = (h1 << 27 | h1 >> 37) &+ h2
      h1 = h1 &* 5 &+ 0x52DC_E729
      h2 ^= Self.mixSecond(Self.word(block, 8))
      h2 = (h2 << 31 | h2 >> 33) &+ h1
      h2 = h2 &* 5 &+ 0x3849_5AB5
      index += 16
    }
    first = h1
    second = h2
  }

  /// Eight bytes, the lowest first; the compiler makes one load of it.
  @inline(__always)
  private static func word(_ block: Span<UInt8>, _ at: Int) -> UInt64 {
    var word: UInt64 = 0
    for index in 0..<8 { word |= UInt64(block[at + index]) << UInt64(8 * index) }
    return word
  }

  @inline(__always)
  private static func mixFirst(_ word: UInt64) -> UInt64 {
    let k = word &* 0x87C3_7B91_1142_53D5
    return (k << 31 | k >> 33) &* 0x4CF5_AD43_2745_937F
  }

  @inline(__always)
  private static func mixSecond(_ word: UInt64) -> UInt64 {
    let k = word &* 0x4CF5_AD43_2745_937F
    return (k << 33 | k >> 31) &* 0x87C3_7B91_1142_53D5
  }

  private static func avalanche(_ word: UInt64) -> UInt64 {
    var k = (word ^ word >> 33) &* 0xFF51_AFD7_ED55_8CCD
    k = (k ^ k >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return k ^ k >> 33
  }
}

extension [UInt8] {
  /// The lowest `digits` digits of a number, base 16, lower case.
  mutating func appendHexadecimal(_ number: UInt64, digits: Int) {
    for digit in stride(from: digits - 1, through: 0, by: -1) {
      let value = UInt8(truncatingIfNeeded: number >> UInt64(4 * digit)) & 15
      append(value < 10 ? 48 + value : 87 + value)
    }
  }
}
