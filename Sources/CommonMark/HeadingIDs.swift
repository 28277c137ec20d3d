/// Makes the ids of headings, each once in a text.
struct HeadingIDs {
  /// How often each was asked for.
  private var counts: [[UInt8]: Int] = [:]
  private let reserved: Set<String>

  init(reserved: Set<String>) { self.reserved = reserved }

  /// An id from the words of a heading: letters and digits of any language in lower case, joined by `-`.
  mutating func id(for text: [UInt8]) -> String {
    var id = words(text)
    if id.isEmpty { id = Array("section".utf8) }
    return String(decoding: unique(id), as: UTF8.self)
  }

  /// False when another heading has it already.
  mutating func claim(_ id: [UInt8]) -> Bool {
    guard count(of: id) == nil else { return false }
    counts[id] = 1
    return true
  }

  private mutating func unique(_ id: [UInt8]) -> [UInt8] {
    guard var count = count(of: id) else {
      counts[id] = 1
      return id
    }
    var numbered: [UInt8]
    repeat {
      count += 1
      numbered = id + Array("-\(count)".utf8)
    } while self.count(of: numbered) != nil
    counts[id] = count
    counts[numbered] = 1
    return numbered
  }

  private func count(of id: [UInt8]) -> Int? {
    counts[id] ?? (reserved.contains(String(decoding: id, as: UTF8.self)) ? 1 : nil)
  }

  private func words(_ text: [UInt8]) -> [UInt8] {
    var id: [UInt8] = []
    id.reserveCapacity(text.count)
    var isJoined = false
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      guard belongsToWord(scalar) else {
        // An apostrophe joins: don’t is one word.
        if scalar != "'" && scalar != "\u{2019}" { isJoined = true }
        continue
      }
      if isJoined, !id.isEmpty { id.append(UInt8(ascii: "-")) }
      isJoined = false
      if scalar.isASCII {
        id.append(lowerCased(UInt8(truncatingIfNeeded: scalar.value)))
      } else {
        id.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
      }
    }
    return id
  }

  private func belongsToWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      let byte = UInt8(truncatingIfNeeded: scalar.value)
      return isLetter(byte) || (byte >= 0x30 && byte <= 0x39) || byte == UInt8(ascii: "_")
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark,
      .decimalNumber, .letterNumber:
      return true
    default: return scalar == "\u{200C}" || scalar == "\u{200D}"
    }
  }
}
