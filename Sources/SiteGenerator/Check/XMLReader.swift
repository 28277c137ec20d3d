/// Why a document is not well-formed, and at which byte.
struct XMLProblem: Error, Hashable, Sendable {
  let message: String
  let offset: Int
}

/// Reads XML strictly: what is not well-formed (XML 1.0, 2.1; Namespaces in XML 1.0, 3) is an error, and nothing is
/// mended, unlike in Foundation's parser.
///
/// UTF-8 alone is read, and no document type: no feed needs one, and its entities can be made to grow without end.
struct XMLReader {
  let bytes: [UInt8]
  var index = 0
  private var open: [OpenElement] = []
  private var root: XMLElement?

  /// Deeper documents are refused; ours have six levels.
  static let maximumDepth = 100

  private struct OpenElement {
    var element: XMLElement
    /// As written, for the end tag.
    let tag: Range<Int>
    /// By prefix, with what names of its namespace begin here: `atom:`.
    let scope: [String: String]
  }

  /// The root element of a document.
  static func read(_ bytes: [UInt8]) throws(XMLProblem) -> XMLElement {
    guard isValidUTF8(bytes) else { throw XMLProblem(message: "is not UTF-8", offset: 0) }
    var reader = XMLReader(bytes)
    return try reader.document()
  }

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  private mutating func document() throws(XMLProblem) -> XMLElement {
    if isNext([0xEF, 0xBB, 0xBF]) { index += 3 }
    if isNext("<?xml".utf8), index + 5 < bytes.count, isXMLSpace(bytes[index + 5]) { try declaration() }
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "<") { try markup() } else { try text() }
    }
    guard let root, open.isEmpty else { throw problem("ends before its root element does") }
    return root
  }

  private mutating func markup() throws(XMLProblem) {
    let next = index + 1 < bytes.count ? bytes[index + 1] : 0
    switch next {
    case UInt8(ascii: "/"): try endTag()
    case UInt8(ascii: "?"): _ = try skip(past: "?>", "a processing instruction")
    case UInt8(ascii: "!"): try declarationOrSection()
    default: try startTag()
    }
  }

  /// `<?xml version="1.0" encoding="utf-8"?>`
  private mutating func declaration() throws(XMLProblem) {
    let start = index
    let text = String(decoding: bytes[start..<(try skip(past: "?>", "the XML declaration"))], as: UTF8.self)
    guard let encoding = text.firstRange(of: "encoding=") else { return }
    let name = text[encoding.upperBound...].dropFirst().prefix { $0 != "\"" && $0 != "'" }.lowercased()
    guard name == "utf-8" || name == "us-ascii" else {
      throw XMLProblem(message: "says that it is in \(name), and is read as UTF-8", offset: start)
    }
  }

  private mutating func declarationOrSection() throws(XMLProblem) {
    if isNext("<!--".utf8) {
      let start = index
      index += 4
      let end = try skip(past: "--", "a comment")
      guard end < bytes.count, bytes[end] == UInt8(ascii: ">") else {
        throw XMLProblem(message: "has -- within a comment", offset: start)
      }
      index = end + 1
    } else if isNext("<![CDATA[".utf8) {
      guard !open.isEmpty else { throw problem("has text outside its root element") }
      let start = index + 9
      let end = try skip(past: "]]>", "a CDATA section")
      try checkCharacters(start..<(end - 3))
      open[open.count - 1].element.bytes += bytes[start..<(end - 3)]
    } else {
      throw problem("has a document type or another declaration, which is not read")
    }
  }

  private mutating func startTag() throws(XMLProblem) {
    let start = index
    index += 1
    let tag = try name()
    guard root == nil || !open.isEmpty else { throw XMLProblem(message: "has a second root element", offset: start) }
    let written = try readAttributes()
    let scope = try scope(of: written)
    let element = XMLElement(
      name: try resolved(tag, scope, isElement: true), attributes: try resolved(written, scope), offset: start)
    let isEmpty = bytes[index] == UInt8(ascii: "/")
    index += isEmpty ? 2 : 1
    guard open.count < XMLReader.maximumDepth else { throw problem("is nested too deeply") }
    open.append(OpenElement(element: element, tag: tag, scope: scope))
    if isEmpty { close() }
  }

  private mutating func endTag() throws(XMLProblem) {
    let start = index
    index += 2
    let tag = try name()
    skipSpace()
    guard index < bytes.count, bytes[index] == UInt8(ascii: ">") else { throw problem("has an end tag without >") }
    index += 1
    guard let last = open.last, bytes[last.tag].elementsEqual(bytes[tag]) else {
      let expected = open.last.map { "</\(String(decoding: bytes[$0.tag], as: UTF8.self))>" } ?? "nothing"
      let found = String(decoding: bytes[tag], as: UTF8.self)
      throw XMLProblem(message: "has </\(found)> where \(expected) belongs", offset: start)
    }
    close()
  }

  private mutating func close() {
    guard let closed = open.popLast()?.element else { return }
    if open.isEmpty { root = closed } else { open[open.count - 1].element.children.append(closed) }
  }

  private mutating func text() throws(XMLProblem) {
    if open.isEmpty {
      guard isXMLSpace(bytes[index]) else { throw problem("has text outside its root element") }
      index += 1
    } else {
      let last = open.count - 1
      let start = index
      skipSpace()
      // Space between elements has no meaning.
      if open[last].element.bytes.isEmpty, index < bytes.count, bytes[index] == UInt8(ascii: "<") { return }
      index = start
      var text: [UInt8] = []
      swap(&text, &open[last].element.bytes)
      try readText(until: UInt8(ascii: "<"), into: &text)
      open[last].element.bytes = text
    }
  }

  /// The namespaces within an element.
  private func scope(of attributes: [WrittenAttribute]) throws(XMLProblem) -> [String: String] {
    var scope = open.last?.scope ?? ["xml": XMLNamespace.prefix(of: XMLNamespace.xml)]
    for attribute in attributes {
      let name = bytes[attribute.name]
      if name.elementsEqual("xmlns".utf8) {
        scope[""] = XMLNamespace.prefix(of: attribute.value)
      } else if name.starts(with: "xmlns:".utf8) {
        guard !attribute.value.isEmpty else { throw problem("takes a namespace from a prefix", attribute.name) }
        scope[String(decoding: name.dropFirst(6), as: UTF8.self)] = XMLNamespace.prefix(of: attribute.value)
      }
    }
    return scope
  }

  private func resolved(
    _ attributes: [WrittenAttribute], _ scope: [String: String]
  ) throws(XMLProblem) -> [XMLElement.Attribute] {
    var all: [XMLElement.Attribute] = []
    // Nearly all tags have few attributes: a set would cost more than it saves.
    var seen: Set<String>?
    for attribute in attributes where !bytes[attribute.name].starts(with: "xmlns".utf8) {
      let name = try resolved(attribute.name, scope, isElement: false)
      if all.count == 16 { seen = Set(all.map(\.name)) }
      guard !(seen?.contains(name) ?? all.contains { $0.name == name }) else {
        throw problem("has the attribute \(name) twice in one tag", attribute.name)
      }
      seen?.insert(name)
      all.append(XMLElement.Attribute(name: name, value: attribute.value))
    }
    return all
  }

  /// Attributes without a prefix are of no namespace (Namespaces in XML 1.0, 6.2).
  private func resolved(
    _ name: Range<Int>, _ scope: [String: String], isElement: Bool
  ) throws(XMLProblem) -> String {
    guard let colon = bytes[name].firstIndex(of: UInt8(ascii: ":")) else {
      let local = String(decoding: bytes[name], as: UTF8.self)
      return isElement ? (scope[""] ?? "") + local : local
    }
    let prefix = String(decoding: bytes[name.lowerBound..<colon], as: UTF8.self)
    guard let known = scope[prefix] else { throw problem("has a prefix without a namespace: \(prefix)", name) }
    return known + String(decoding: bytes[(colon + 1)..<name.upperBound], as: UTF8.self)
  }

  func problem(_ message: String, _ range: Range<Int>? = nil) -> XMLProblem {
    XMLProblem(message: message, offset: range?.lowerBound ?? index)
  }
}
