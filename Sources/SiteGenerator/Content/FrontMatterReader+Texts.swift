import Diagnostics

/// Values that are read without an error, and yet hardly mean what stands there.
extension FrontMatterReader {
  /// A list of lines; what looks like a list and is one text is told.
  mutating func list(_ key: String, _ node: MetaNode) -> [String] {
    tellOneText(key, node)
    return fields.lines(key, node)
  }

  /// A list of names that become parts of addresses.
  mutating func names(_ key: String, _ node: MetaNode) -> [String] {
    tellOneText(key, node)
    return fields.names(key, node)
  }

  private mutating func tellOneText(_ key: String, _ node: MetaNode) {
    guard case .scalar(let text, _) = node.value, text.utf8.contains(UInt8(ascii: ",")) else { return }
    let parts = text.utf8.split(separator: UInt8(ascii: ",")).map {
      oneLine(String(decoding: Array($0), as: UTF8.self))
    }
    let list = parts.filter { !$0.isEmpty }.map { "\"\($0)\"" }.joined(separator: ", ")
    fields.report(.listAsText(key, list: list, text: oneLine(text), node.place(in: fields.source)))
  }

  /// A line of text that no HTML is taken for: what an export has left in it, readers would see.
  mutating func plainText(_ key: String, _ node: MetaNode) -> String? {
    guard let text = fields.line(key, node) else { return nil }
    if let (reference, meaning) = characterReference(in: text) {
      fields.report(.characterReference(key, reference, meaning, node.place(in: fields.source)))
    }
    return text
  }
}

/// The first character reference of HTML in a text, and the character: a number, or one of the names that exports use.
private func characterReference(in text: String) -> (reference: String, meaning: String)? {
  guard text.utf8.contains(UInt8(ascii: "&")) else { return nil }
  let bytes = Array(text.utf8)
  var start = bytes.startIndex
  while let mark = bytes[start...].firstIndex(of: UInt8(ascii: "&")) {
    start = mark + 1
    // The longest name has six letters, the longest number eight digits and signs.
    guard let end = bytes[start...].prefix(10).firstIndex(of: UInt8(ascii: ";")) else { continue }
    let reference = bytes[mark...end]
    if let name = namedCharacters[String(decoding: bytes[start..<end], as: UTF8.self)] {
      return (String(decoding: reference, as: UTF8.self), name)
    }
    let meaning = withoutReferences(reference)
    if bytes[start] == UInt8(ascii: "#"), !meaning.elementsEqual(reference) {
      return (String(decoding: reference, as: UTF8.self), String(decoding: meaning, as: UTF8.self))
    }
  }
  return nil
}

private let namedCharacters = [
  "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "rsquo": "’", "lsquo": "‘",
  "rdquo": "”",
  "ldquo": "“", "ndash": "–", "mdash": "—", "hellip": "…", "laquo": "«", "raquo": "»", "euro": "€", "shy": "\u{AD}",
]
