/// A tag of HTML as it stands in bytes: read the way browsers read it (HTML, 13.2.5), so that nothing that a browser
/// takes for a tag is taken for text.
struct HTMLTag {
  struct Attribute {
    let name: HTMLName
    /// As written, character references and all; without its quotes.
    let value: ArraySlice<UInt8>
  }

  let name: ArraySlice<UInt8>
  let isEnd: Bool
  private(set) var attributes: [Attribute] = []
  /// The offset after the tag.
  private(set) var end: Int

  /// Nil when what begins at `start`, a `<`, is no tag: it is text then, or never ends.
  init?(_ bytes: [UInt8], at start: Int) {
    var index = start + 1
    isEnd = index < bytes.count && bytes[index] == UInt8(ascii: "/")
    if isEnd { index += 1 }
    guard index < bytes.count, isHTMLLetter(bytes[index]) else { return nil }
    let nameStart = index
    while index < bytes.count, !isHTMLSpace(bytes[index]), bytes[index] != 0x2F, bytes[index] != 0x3E { index += 1 }
    name = bytes[nameStart..<index]
    end = index
    guard readAttributes(bytes) else { return nil }
  }

  /// The value of an attribute, as written.
  subscript(name: String) -> ArraySlice<UInt8>? {
    let name = HTMLName(name)
    return attributes.first { $0.name == name }?.value
  }

  /// False when the bytes end within the tag.
  private mutating func readAttributes(_ bytes: [UInt8]) -> Bool {
    var index = end
    while true {
      while index < bytes.count, isHTMLSpace(bytes[index]) || bytes[index] == 0x2F { index += 1 }
      guard index < bytes.count else { return false }
      if bytes[index] == 0x3E {
        end = index + 1
        return true
      }
      let nameStart = index
      index += 1
      while index < bytes.count, !isHTMLSpace(bytes[index]), !isNameEnd(bytes[index]) { index += 1 }
      let name = bytes[nameStart..<index]
      guard let value = readValue(bytes, &index) else { return false }
      // Of two with one name the first counts (HTML, 13.2.5.33).
      let key = HTMLName(name)
      if attributes.count < 64, !attributes.contains(where: { $0.name == key }) {
        attributes.append(Attribute(name: key, value: value))
      }
    }
  }

  private func isNameEnd(_ byte: UInt8) -> Bool { byte == 0x2F || byte == 0x3E || byte == 0x3D }

  private func readValue(_ bytes: [UInt8], _ index: inout Int) -> ArraySlice<UInt8>? {
    var next = index
    while next < bytes.count, isHTMLSpace(bytes[next]) { next += 1 }
    guard next < bytes.count, bytes[next] == 0x3D else { return bytes[index..<index] }
    next += 1
    while next < bytes.count, isHTMLSpace(bytes[next]) { next += 1 }
    guard next < bytes.count else { return nil }
    let quote = bytes[next]
    let start = quote == 0x22 || quote == 0x27 ? next + 1 : next
    var end = start
    if start > next {
      while end < bytes.count, bytes[end] != quote { end += 1 }
      guard end < bytes.count else { return nil }
      index = end + 1
    } else {
      while end < bytes.count, !isHTMLSpace(bytes[end]), bytes[end] != 0x3E { end += 1 }
      index = end
    }
    return bytes[start..<end]
  }
}

func isHTMLSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C }

func isHTMLLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }
