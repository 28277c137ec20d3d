import Bytes

/// Writes an XML document or a part of one: elements one a line, text and attributes escaped, never CDATA.
///
/// Names are given by the program; what is well-formed then follows from `start` and `end` being balanced.
struct XMLWriter: Sendable {
  private(set) var bytes: [UInt8] = []

  /// A document begins with the declaration; a part of one does not.
  init(isDocument: Bool = false) {
    if isDocument { bytes.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n") }
  }

  typealias Attributes = KeyValuePairs<String, String?>

  mutating func start(_ name: String, _ attributes: Attributes = [:]) {
    open(name, attributes)
    bytes.append(">\n")
  }

  mutating func end(_ name: String) {
    bytes.append("</")
    bytes.append(name)
    bytes.append(">\n")
  }

  /// An element that holds one line of plain text.
  mutating func element(_ name: String, _ attributes: Attributes, _ text: String) {
    open(name, attributes)
    bytes.append(UInt8(ascii: ">"))
    bytes.append(line: text, escapedFor: .xmlText)
    end(name)
  }

  mutating func element(_ name: String, _ text: String) { element(name, [:], text) }

  /// An element that holds HTML, as text.
  mutating func element(_ name: String, _ attributes: Attributes = [:], html: [UInt8]) {
    open(name, attributes)
    bytes.append(UInt8(ascii: ">"))
    bytes.append(html, escapedFor: .xmlHTML)
    end(name)
  }

  /// An element without content. Attributes that are nil are left out.
  mutating func empty(_ name: String, _ attributes: Attributes) {
    open(name, attributes)
    bytes.append("/>\n")
  }

  /// An element whose text has been escaped already.
  mutating func element(_ name: String, _ attributes: Attributes = [:], escaped: [UInt8]) {
    open(name, attributes)
    bytes.append(UInt8(ascii: ">"))
    bytes.append(bytes: escaped)
    end(name)
  }

  /// A part that another writer made.
  mutating func append(_ part: [UInt8]) { bytes.append(bytes: part) }

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

  private mutating func open(_ name: String, _ attributes: Attributes) {
    bytes.append(UInt8(ascii: "<"))
    bytes.append(name)
    for (key, value) in attributes {
      guard let value else { continue }
      bytes.append(UInt8(ascii: " "))
      bytes.append(key)
      bytes.append("=\"")
      bytes.append(line: value, escapedFor: .attribute)
      bytes.append(UInt8(ascii: "\""))
    }
  }
}
