import Bytes

/// 128 bits that stand for the bytes of a file, or for everything that a page shows.
///
/// MurmurHash3 (x64, 128 bits, seed 0; Austin Appleby, public domain): ten times as fast as SHA-256, and it has to
/// guard against accident only. Whoever could choose two texts with one hash would gain a page that keeps its older
/// text: his own. Names of published files that caches trust for a year are made with SHA-256, not with this.
public struct ContentHash: Hashable, Sendable {
  /// The first 64 bits, as `hexadecimal` writes them.
  public let high: UInt64
  /// The last 64 bits.
  public let low: UInt64

  /// A hash that was kept.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The hash of bytes that are there as a whole.
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
  /// Bytes in all; what it leaves divided by 16 is how many of them wait to become a block.
  private var count: UInt64 = 0
  /// The bytes that wait, the first of them the lowest; all others are 0.
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  /// Of no bytes yet.
  public init() {}

  /// The next bytes, without their count: pieces join.
  public mutating func update(_ bytes: [UInt8]) { update(bytes.span) }

  /// A number, as eight bytes, the lowest first.
  public mutating func update(_ number: UInt64) { update(number, count: 8) }

  /// The lowest bytes of a number, the lowest first.
  ///
  /// - Parameter count: How many of its bytes, at most eight; all others are 0.
  mutating func update(_ word: UInt64, count size: UInt64) {
    let place = count & 15
    let shift = 8 * (place & 7)
    count &+= size
    // Shifting by all of its bits leaves 0.
    let rest = word >> (64 - shift)
    if place < 8 {
      low |= word << shift
      high |= rest
    } else {
      high |= word << shift
      guard place + size >= 16 else { return }
      mix(low, high)
      (low, high) = (rest, 0)
    }
  }

  /// A text and its length, so that `ab`, `c` differs from `a`, `bc`.
  public mutating func update(_ text: String) {
    update(UInt64(text.utf8.count))
    update(text.utf8.span)
  }

  mutating func update(_ bytes: Span<UInt8>) {
    var start = 0
    while start < bytes.count, count & 15 != 0 {
      update(UInt64(bytes[start]), count: 1)
      start += 1
    }
    let end = start + (bytes.count - start) & ~15
    blocks(bytes.extracting(start..<end))
    for index in end..<bytes.count { update(UInt64(bytes[index]), count: 1) }
  }

  /// The hash of all that came so far; more may come after it.
  public func finish() -> ContentHash {
    // What does not wait is 0, and changes nothing.
    var h1 = first ^ Self.mixFirst(low)
    var h2 = second ^ Self.mixSecond(high)
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

  /// A multiple of 16 bytes, while none wait.
  private mutating func blocks(_ bytes: Span<UInt8>) {
    // The compiler keeps what is local in registers.
    var hasher = self
    var index = 0
    while index + 16 <= bytes.count {
      let block = bytes.extracting(index..<(index + 16))
      hasher.mix(Self.word(block, 0), Self.word(block, 8))
      index += 16
    }
    hasher.count &+= UInt64(bytes.count)
    self = hasher
  }

  @inline(__always)
  private mutating func mix(_ low: UInt64, _ high: UInt64) {
    first ^= Self.mixFirst(low)
    first = (first << 27 | first >> 37) &+ second
    first = first &* 5 &+ 0x52DC_E729
    second ^= Self.mixSecond(high)
    second = (second << 31 | second >> 33) &+ first
    second = second &* 5 &+ 0x3849_5AB5
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
  /// The lowest `digits` digits of a number, base 16, lower case; at most 16.
  mutating func appendHexadecimal(_ number: UInt64, digits: Int) {
    if digits > 8 {
      appendHexadecimal(number >> 32, digits: digits - 8)
      return append(littleEndian: hexadecimalDigits(of: UInt32(truncatingIfNeeded: number)))
    }
    let left = 8 - digits
    append(littleEndian: hexadecimalDigits(of: UInt32(truncatingIfNeeded: number)) >> UInt64(8 * left))
    removeLast(left)
  }
}

/// Eight digits at once, lower case, the first in the lowest byte: a list of all files is mostly digits.
func hexadecimalDigits(of number: UInt32) -> UInt64 {
  var digits = UInt64(number)
  digits = digits << 32 | digits >> 16
  digits &= 0x0000_FFFF_0000_FFFF
  digits = (digits << 16 | digits >> 8) & 0x00FF_00FF_00FF_00FF
  digits = (digits << 8 | digits >> 4) & 0x0F0F_0F0F_0F0F_0F0F
  // 1 where a digit is a letter.
  let letters = (digits &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
  return digits &+ 0x3030_3030_3030_3030 &+ letters &* 0x27
}
