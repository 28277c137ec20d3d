/// Counts words, and the characters of scripts that put no spaces between words.
struct WordCounter {
  private(set) var words = 0
  /// Letters of Chinese, Japanese, Korean and Thai.
  private(set) var characters = 0
  private var isInWord = false

  /// What follows does not belong to the word before it.
  mutating func endWord() { isInWord = false }

  /// Counts what begins in `bytes`; a word may have begun in the bytes before, as in `**head**line`.
  mutating func add(_ bytes: ArraySlice<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { bytes in unsafe add(bytes) }
  }

  /// The same for a part of `bytes`.
  mutating func add(_ bytes: [UInt8], _ range: Range<Int>) {
    unsafe bytes.withUnsafeBufferPointer { bytes in unsafe add(UnsafeBufferPointer(rebasing: bytes[range])) }
  }

  private mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    // Without branches: where words begin and end cannot be foreseen.
    var state: UInt8 = isInWord ? 1 : 0
    var begun = 0
    while index < bytes.count {
      if bytes.count - index >= 8 {
        let eight = unsafe UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self)
        if eight & ASCIIWords.highs == 0 {
          begun &+= ASCIIWords.begun(in: UInt64(littleEndian: eight), &state)
          index += 8
          continue
        }
      }
      let byte = unsafe bytes[index]
      if byte < 0x80 {
        index += 1
        let isLetter: UInt8 = (byte | 0x20) &- 0x61 < 26 ? 1 : 0
        let isDigit: UInt8 = byte &- 0x30 < 10 ? 1 : 0
        let isSpace: UInt8 = byte <= 0x20 ? 1 : 0
        let isWord = isLetter | isDigit
        begun &+= Int(isWord & ~state)
        state = isWord | (state & ~isSpace)
      } else {
        isInWord = state != 0
        index += unsafe addScalar(UnsafeBufferPointer(rebasing: bytes[index...]))
        state = isInWord ? 1 : 0
      }
    }
    isInWord = state != 0
    words += begun
  }

  /// Counts one scalar beyond ASCII and returns how many bytes it has.
  private mutating func addScalar(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let length = max(1, unsafe lengthOfScalar(bytes))
    var value: UInt32 = 0
    switch length {
    case 2: value = UInt32(unsafe bytes[0] & 0x1F) << 6 | UInt32(unsafe bytes[1] & 0x3F)
    case 3:
      value = UInt32(unsafe bytes[0] & 0x0F) << 12 | UInt32(unsafe bytes[1] & 0x3F) << 6
      value |= UInt32(unsafe bytes[2] & 0x3F)
    case 4:
      value = UInt32(unsafe bytes[0] & 0x07) << 18 | UInt32(unsafe bytes[1] & 0x3F) << 12
      value |= UInt32(unsafe bytes[2] & 0x3F) << 6 | UInt32(unsafe bytes[3] & 0x3F)
    default: return length
    }
    add(value)
    return length
  }

  private mutating func add(_ scalar: UInt32) {
    switch scalar {
    // Thai marks above and below belong to the letter before them.
    case 0x0E31, 0x0E34...0x0E3A, 0x0E47...0x0E4E: break
    case 0x0E01...0x0E5B, 0x1100...0x11FF, 0x3005...0x3007, 0x3041...0x30FA, 0x30FC...0x318E, 0x31A0...0x31FF,
      0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA960...0xA97C, 0xAC00...0xD7FB, 0xF900...0xFAFF, 0xFF66...0xFFDC,
      0x1B000...0x1B2FF, 0x20000...0x3FFFF:
      characters += 1
      isInWord = false
    // Spaces and dashes.
    case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2013...0x2015, 0x2026, 0x2028...0x2029, 0x202F, 0x205F, 0x3000:
      isInWord = false
    // Other punctuation neither begins nor ends a word: l’eau.
    case 0x80...0xBF, 0xD7, 0xF7, 0x200B...0x206F, 0x20A0...0x20CF, 0x2190...0x2BFF, 0x3001...0x303F, 0xFE00...0xFE0F,
      0xFF00...0xFF0F, 0x1F000...0x1FAFF, 0x0300...0x036F:
      break
    default:
      if !isInWord { words += 1 }
      isInWord = true
    }
  }
}

/// Looks at eight bytes of ASCII at once, the first of them the lowest of a number: the highest bit of each is free, and
/// says whether something holds of it.
private enum ASCIIWords {
  static let highs: UInt64 = 0x8080_8080_8080_8080

  /// How many words begin.
  ///
  /// Letters and digits begin a word or go on with it, white space ends it, and other marks leave it as it was. That is
  /// how an addition carries: a sum of two ones carries, one of two zeros does not, and one of a zero and a one passes on
  /// what comes from below.
  ///
  /// - Parameter state: 1 within a word, 0 outside; before the first byte, then behind the last.
  @inline(__always)
  static func begun(in bytes: UInt64, _ state: inout UInt8) -> Int {
    let folded = bytes | 0x2020_2020_2020_2020
    let letters = atLeast(UInt8(ascii: "a"), folded) & ~atLeast(UInt8(ascii: "z") + 1, folded)
    let digits = atLeast(UInt8(ascii: "0"), bytes) & ~atLeast(UInt8(ascii: "9") + 1, bytes)
    let words = letters | digits
    // All but white space; the lower bits pass on what comes from the byte before.
    let passing = words | atLeast(0x21, bytes) | ~highs
    let (first, carriesFirst) = passing.addingReportingOverflow(words)
    let (sum, carriesSecond) = first.addingReportingOverflow(UInt64(state))
    state = carriesFirst || carriesSecond ? 1 : 0
    let isInWord = passing ^ words ^ sum
    return (words & ~isInWord).nonzeroBitCount
  }

  /// The highest bit of each byte that is `limit` or more.
  @inline(__always)
  private static func atLeast(_ limit: UInt8, _ bytes: UInt64) -> UInt64 {
    (bytes &+ 0x0101_0101_0101_0101 &* UInt64(0x80 - limit)) & highs
  }
}
