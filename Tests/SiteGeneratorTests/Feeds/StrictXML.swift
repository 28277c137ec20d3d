/// A strict reader of XML, for tests: what is not well-formed (XML 1.0, 2.1) is an error, unlike in parsers that
/// recover.
///
/// It knows elements, attributes, text and the references that need no DTD; nothing else may stand in our files.
struct StrictXML {
  struct Element: Equatable {
    var name: String
    var attributes: [String: String] = [:]
    var children: [Element] = []
    var text = ""

    subscript(name: String) -> Element? { children.first { $0.name == name } }
    func all(_ name: String) -> [Element] { children.filter { $0.name == name } }
  }

  struct Malformed: Error, CustomStringConvertible {
    let description: String
  }

  private let bytes: [UInt8]
  private var index = 0

  static func parse(_ bytes: [UInt8]) throws -> Element {
    guard String(validating: bytes, as: UTF8.self) != nil else { throw Malformed(description: "not UTF-8") }
    var reader = StrictXML(bytes: bytes)
    try reader.expect("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
    let root = try reader.element()
    try reader.expect("\n")
    guard reader.index == bytes.count else { throw reader.malformed("text after the root element") }
    return root
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func malformed(_ text: String) -> Malformed {
    let near = String(decoding: bytes[max(0, index - 40)..<min(bytes.count, index + 20)], as: UTF8.self)
    return Malformed(description: "\(text) at byte \(index), near \(near.debugDescription)")
  }

  private mutating func expect(_ text: String) throws {
    guard bytes[index...].starts(with: text.utf8) else { throw malformed("expected \(text.debugDescription)") }
    index += text.utf8.count
  }

  private func isNext(_ text: String) -> Bool { bytes[index...].starts(with: text.utf8) }

  private mutating func element() throws -> Element {
    try expect("<")
    var element = Element(name: try name())
    while isNext(" ") {
      index += 1
      let key = try name()
      try expect("=\"")
      guard element.attributes[key] == nil else { throw malformed("attribute twice") }
      element.attributes[key] = try text(until: UInt8(ascii: "\""))
      try expect("\"")
    }
    if isNext("/>") {
      index += 2
      return element
    }
    try expect(">")
    while true {
      element.text += try text(until: UInt8(ascii: "<"))
      if isNext("</") { break }
      element.children.append(try self.element())
    }
    try expect("</\(element.name)>")
    return element
  }

  private mutating func name() throws -> String {
    let start = index
    while index < bytes.count, isNameByte(bytes[index]) { index += 1 }
    guard index > start else { throw malformed("a name is missing") }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || [0x2D, 0x3A, 0x5F].contains(byte)
  }

  private mutating func text(until end: UInt8) throws -> String {
    var out: [UInt8] = []
    while true {
      guard index < bytes.count else { throw malformed("the document ends") }
      let byte = bytes[index]
      if byte == end { break }
      guard byte != UInt8(ascii: "<"), !isNext("]]>") else { throw malformed("a raw < or ]]>") }
      if byte == UInt8(ascii: "&") {
        out.append(contentsOf: try reference())
      } else {
        out.append(byte)
        index += 1
      }
    }
    let text = String(decoding: out, as: UTF8.self)
    if let bad = text.unicodeScalars.first(where: isForbidden) { throw malformed("U+\(String(bad.value, radix: 16))") }
    return text
  }

  private mutating func reference() throws -> [UInt8] {
    for (name, text) in [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'")]
    where isNext(name) {
      index += name.utf8.count
      return Array(text.utf8)
    }
    try expect("&#x")
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: ";") { index += 1 }
    let digits = String(decoding: bytes[start..<index], as: UTF8.self)
    try expect(";")
    guard let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code) else {
      throw malformed("a reference")
    }
    return Array(String(Character(scalar)).utf8)
  }

  /// Everything but `Char` (XML 1.0, 2.2); a raw CR would be read as LF.
  private func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0xFFFE, 0xFFFF: true
    default: false
    }
  }
}
