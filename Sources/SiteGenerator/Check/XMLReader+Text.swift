/// An attribute before its name is resolved.
struct WrittenAttribute {
  let name: Range<Int>
  let value: String
}

/// The smallest parts of XML: names, attributes, text and references.
extension XMLReader {
  func isNext(_ text: some Collection<UInt8>) -> Bool {
    index + text.count <= bytes.count && bytes[index..<(index + text.count)].elementsEqual(text)
  }

  mutating func skipSpace() {
    while index < bytes.count, isXMLSpace(bytes[index]) { index += 1 }
  }

  /// Goes to the byte after the next occurrence, and returns it.
  mutating func skip(past end: StaticString, _ what: String) throws(XMLProblem) -> Int {
    let start = index
    let wanted = Array("\(end)".utf8)
    while index + wanted.count <= bytes.count {
      if bytes[index] == wanted[0], isNext(wanted) {
        index += wanted.count
        return index
      }
      index += 1
    }
    throw XMLProblem(message: "has \(what) that never ends", offset: start)
  }

  mutating func name() throws(XMLProblem) -> Range<Int> {
    let start = index
    while index < bytes.count, isNameByte(bytes[index]) { index += 1 }
    guard index > start, !(0x30...0x39).contains(bytes[start]), bytes[start] != 0x2D, bytes[start] != 0x2E else {
      throw XMLProblem(message: "has a < that begins no tag, or a name that is none", offset: start)
    }
    return start..<index
  }

  /// Names (XML 1.0, 2.3), with any letter that is not ASCII.
  private func isNameByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x61...0x7A).contains(byte | 0x20) || (0x2D...0x2E).contains(byte) || (0x30...0x3A).contains(byte)
      || byte == 0x5F
  }

  /// What stands in a start tag after its name; ends before `>` or `/>`.
  mutating func readAttributes() throws(XMLProblem) -> [WrittenAttribute] {
    var attributes: [WrittenAttribute] = []
    while true {
      let start = index
      skipSpace()
      guard index < bytes.count else { throw problem("has a tag that never ends") }
      if bytes[index] == UInt8(ascii: ">") || isNext("/>".utf8) { return attributes }
      guard index > start else { throw problem("has no space between the attributes of a tag") }
      let name = try name()
      skipSpace()
      try expect(UInt8(ascii: "="))
      skipSpace()
      attributes.append(WrittenAttribute(name: name, value: try attributeValue()))
    }
  }

  private mutating func expect(_ byte: UInt8) throws(XMLProblem) {
    guard index < bytes.count, bytes[index] == byte else { throw problem("has an attribute without a value") }
    index += 1
  }

  private mutating func attributeValue() throws(XMLProblem) -> String {
    guard index < bytes.count, bytes[index] == 0x22 || bytes[index] == 0x27 else {
      throw problem("has an attribute without quotes")
    }
    let quote = bytes[index]
    index += 1
    var value: [UInt8] = []
    try readText(until: quote, into: &value)
    index += 1
    // A line break in an attribute is a space (XML 1.0, 3.3.3).
    for position in value.indices where value[position] < 0x20 { value[position] = 0x20 }
    return String(decoding: value, as: UTF8.self)
  }

  /// Text as far as a byte that ends it, which stays.
  mutating func readText(until end: UInt8, into text: inout [UInt8]) throws(XMLProblem) {
    var start = index
    if text.isEmpty { text.reserveCapacity((bytes[start...].firstIndex(of: end) ?? start) - start) }
    while index < bytes.count, bytes[index] != end {
      let byte = bytes[index]
      guard byte < 0x20 || byte == 0x26 || byte == 0x3C || byte == 0x5D || byte == 0xEF else {
        index += 1
        continue
      }
      switch byte {
      case UInt8(ascii: "&"):
        text += bytes[start..<index]
        try readReference(into: &text)
        start = index
        continue
      case UInt8(ascii: "<"): throw problem("has a raw < in an attribute")
      case UInt8(ascii: "]") where end == 0x3C && isNext("]]>".utf8): throw problem("has a raw ]]> in its text")
      default: try checkCharacter(at: index)
      }
      index += 1
    }
    guard index < bytes.count else { throw problem("ends within text or an attribute") }
    text += bytes[start..<index]
  }

  private mutating func readReference(into text: inout [UInt8]) throws(XMLProblem) {
    let start = index
    // HTML that was escaped is full of these two.
    if isNext("&lt;".utf8) || isNext("&gt;".utf8) {
      text.append(bytes[index + 1] == UInt8(ascii: "l") ? UInt8(ascii: "<") : UInt8(ascii: ">"))
      index += 4
      return
    }
    let limit = min(bytes.count, index + 12)
    guard let end = bytes[index..<limit].firstIndex(of: UInt8(ascii: ";")) else { throw problem("has a raw &") }
    let name = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
    index = end + 1
    switch name {
    case "amp": text.append(UInt8(ascii: "&"))
    case "lt": text.append(UInt8(ascii: "<"))
    case "gt": text.append(UInt8(ascii: ">"))
    case "quot": text.append(UInt8(ascii: "\""))
    case "apos": text.append(UInt8(ascii: "'"))
    default:
      guard name.hasPrefix("#"), let scalar = character(String(name.dropFirst())) else {
        throw XMLProblem(message: "has the reference &\(name);, which XML does not know", offset: start)
      }
      text += Array(String(Character(scalar)).utf8)
    }
  }

  /// The character of `60` or `x3C`; nil for one that XML forbids (XML 1.0, 2.2).
  private func character(_ digits: String) -> Unicode.Scalar? {
    let code = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let code, let scalar = Unicode.Scalar(code) else { return nil }
    switch code {
    case 0x09, 0x0A, 0x0D: return scalar
    case 0..<0x20, 0xFFFE, 0xFFFF: return nil
    default: return scalar
    }
  }

  func checkCharacters(_ range: Range<Int>) throws(XMLProblem) {
    for position in range where bytes[position] < 0x20 || bytes[position] == 0xEF {
      try checkCharacter(at: position)
    }
  }

  /// Refuses controls, U+FFFE and U+FFFF (XML 1.0, 2.2).
  private func checkCharacter(at position: Int) throws(XMLProblem) {
    let byte = bytes[position]
    if byte < 0x20, !isXMLSpace(byte) {
      let digits = String(byte, radix: 16, uppercase: true)
      throw XMLProblem(message: "has U+00\(byte < 16 ? "0" : "")\(digits), which XML forbids", offset: position)
    }
    guard byte == 0xEF, position + 2 < bytes.count, bytes[position + 1] == 0xBF, bytes[position + 2] >= 0xBE else {
      return
    }
    throw XMLProblem(
      message: "has U+FFF\(bytes[position + 2] == 0xBE ? "E" : "F"), which XML forbids", offset: position)
  }
}
