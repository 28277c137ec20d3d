import Diagnostics

/// Reads the plain part of YAML that nearly every article uses, at a tenth of the time that LibYAML takes: keys without
/// indentation, each with a word, a quoted text, a list in brackets, or a list of dashes.
///
/// It reads only what it is sure of, and says of everything else that it is not its business: nested mappings, anchors,
/// tags, folded text, escapes, comments behind a value, and whatever is wrong. A test holds it against LibYAML.
struct PlainYAMLReader {
  /// How many keys, or items of a list, it reads: more are counted by those who know the limits.
  private static let most = 200

  private let source: Source
  private let range: SourceRange
  private var index: Int
  private var line: Int

  /// - Parameter firstLine: The line of the file in which the range begins, counted from 1.
  init(_ source: Source, _ range: SourceRange, firstLine: Int) {
    self.source = source
    self.range = range
    index = range.lowerBound
    line = firstLine
  }

  /// The document; nil when it has to be read by LibYAML.
  mutating func read() -> MetaNode? {
    guard hasPlainCharacters else { return nil }
    var pairs: [MetaPair] = []
    var first: Int?
    while index < range.upperBound {
      if skipLineWithoutContent() { continue }
      let keyLine = line
      guard pairs.count < Self.most, let key = key(), !pairs.contains(where: { $0.key == key }), let value = value()
      else { return nil }
      first = first ?? keyLine
      pairs.append(MetaPair(key: key, line: Int32(clamping: keyLine), column: 1, value: value))
    }
    return first.map { MetaNode(.mapping(pairs), line: $0, column: 1) }
  }

  /// No tabs, no carriage returns, no controls; nothing that LibYAML takes for the end of a line (U+0085, U+2028,
  /// U+2029), for a byte order mark or for no character.
  private var hasPlainCharacters: Bool {
    for index in range {
      switch source.bytes[index] {
      case 0x20..<0x7F, 0x0A, 0x80..<0xC2, 0xC3..<0xE2, 0xE3..<0xEF: continue
      case 0xC2: if following(index) < 0xA0 { return false }
      case 0xE2: if following(index) == 0x80, following(index + 1) & 0xFE == 0xA8 { return false }
      default: return false
      }
    }
    return true
  }

  private func following(_ index: Int) -> UInt8 { index + 1 < range.upperBound ? source.bytes[index + 1] : 0 }

  private var byte: UInt8 { index < range.upperBound ? source.bytes[index] : 0x0A }

  /// An empty line, or one that is a comment.
  private mutating func skipLineWithoutContent() -> Bool {
    guard byte == 0x0A || byte == UInt8(ascii: "#") else { return false }
    index = endOfLine()
    endLine()
    return true
  }

  private func endOfLine() -> Int {
    var end = index
    while end < range.upperBound, source.bytes[end] != 0x0A { end += 1 }
    return end
  }

  private mutating func endLine() {
    index = min(index + 1, range.upperBound)
    line += 1
  }

  private mutating func skipSpaces() { while byte == 0x20 { index += 1 } }

  /// Letters, digits, `-` and `_` from the beginning of the line, and a colon that ends them.
  private mutating func key() -> String? {
    let start = index
    while isName(byte) { index += 1 }
    guard index > start, index - start < 100, !isDigitOrDash(source.bytes[start]), byte == UInt8(ascii: ":") else {
      return nil
    }
    let end = index
    index += 1
    guard byte == 0x20 || byte == 0x0A else { return nil }
    return text(start..<end)
  }

  private func isName(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || isDigitOrDash(byte) || byte == UInt8(ascii: "_")
  }

  private func isDigitOrDash(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 || byte == UInt8(ascii: "-") }

  /// What follows the colon, to the end of its last line.
  private mutating func value() -> MetaNode? {
    let lineStart = index
    let keyLine = line
    skipSpaces()
    if byte == 0x0A {
      endLine()
      guard isLineOfItsOwn else { return dashes() }
      return node(.scalar("", isPlain: true), keyLine, column: column(of: lineStart))
    }
    let start = index
    let value: MetaNode.Value? =
      if byte == UInt8(ascii: "[") { brackets() } else { scalar(upTo: endOfLine()) }
    guard let value else { return nil }
    skipSpaces()
    guard byte == 0x0A else { return nil }
    let result = node(value, keyLine, column: column(of: start))
    endLine()
    return isLineOfItsOwn ? result : nil
  }

  /// Whether the line does not continue what stands before it. A line of spaces would.
  private var isLineOfItsOwn: Bool { byte != 0x20 && byte != UInt8(ascii: "-") || index >= range.upperBound }

  /// Lines that begin with a dash, indented alike.
  private mutating func dashes() -> MetaNode? {
    let (start, startLine) = (index, line)
    skipSpaces()
    let indentation = index - start
    guard byte == UInt8(ascii: "-") else { return nil }
    var items: [MetaNode] = []
    while byte == UInt8(ascii: "-"), items.count <= Self.most {
      index += 1
      guard byte == 0x20 else { return nil }
      skipSpaces()
      let itemStart = index
      guard byte != 0x0A, let item = scalar(upTo: endOfLine()) else { return nil }
      items.append(node(item, line, column: column(of: itemStart)))
      skipSpaces()
      guard byte == 0x0A else { return nil }
      endLine()
      let next = index
      skipSpaces()
      // An indentation of another depth, or a line of spaces alone, is not for here.
      if index - next != (byte == UInt8(ascii: "-") ? indentation : 0) { return nil }
    }
    guard byte != UInt8(ascii: "-") else { return nil }
    return node(.sequence(items), startLine, column: indentation + 1)
  }

  /// `[a, "b", c]` in one line.
  private mutating func brackets() -> MetaNode.Value? {
    index += 1
    var items: [MetaNode] = []
    skipSpaces()
    while byte != UInt8(ascii: "]"), items.count <= Self.most {
      let start = index
      guard let end = endOfItem(), let item = scalar(upTo: end, inBrackets: true) else { return nil }
      items.append(node(item, line, column: column(of: start)))
      skipSpaces()
      if byte == UInt8(ascii: ",") {
        index += 1
        skipSpaces()
        if byte == UInt8(ascii: "]") { return nil }
      } else if byte != UInt8(ascii: "]") {
        return nil
      }
    }
    guard byte == UInt8(ascii: "]") else { return nil }
    index += 1
    return .sequence(items)
  }

  /// Where an item of a list in brackets ends at the latest: at its comma, its bracket, or behind its last quotation mark.
  private func endOfItem() -> Int? {
    var end = index
    let quote = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") ? byte : 0
    if quote != 0 { end += 1 }
    while end < range.upperBound, source.bytes[end] != 0x0A {
      let byte = source.bytes[end]
      if quote != 0, byte == quote { return end + 1 }
      if quote == 0, byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") { return end }
      end += 1
    }
    return nil
  }

  /// One word or text; `index` is behind it then.
  private mutating func scalar(upTo limit: Int, inBrackets: Bool = false) -> MetaNode.Value? {
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return quoted(upTo: limit) }
    var end = limit
    while end > index, source.bytes[end - 1] == 0x20 { end -= 1 }
    guard end > index, isPlain(index..<end, inBrackets) else { return nil }
    let start = index
    index = end
    return .scalar(text(start..<end), isPlain: true)
  }

  private mutating func quoted(upTo limit: Int) -> MetaNode.Value? {
    let quote = byte
    let start = index + 1
    var end = start
    while end < limit, source.bytes[end] != quote {
      if source.bytes[end] == UInt8(ascii: "\\") { return nil }
      end += 1
    }
    guard end < limit, end + 1 >= range.upperBound || source.bytes[end + 1] != quote else { return nil }
    index = end + 1
    return .scalar(text(start..<end), isPlain: false)
  }

  /// Whether a text means nothing but itself: no indicator at its beginning, no colon that ends a key, no comment.
  private func isPlain(_ range: SourceRange, _ inBrackets: Bool) -> Bool {
    switch source.bytes[range.lowerBound] {
    case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "#"), UInt8(ascii: "&"),
      UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "'"),
      UInt8(ascii: "\""), UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"):
      return false
    default: break
    }
    for index in range {
      switch source.bytes[index] {
      case UInt8(ascii: ":"):
        if inBrackets || index + 1 == range.upperBound || source.bytes[index + 1] == 0x20 { return false }
      case UInt8(ascii: "#"): if inBrackets || source.bytes[index - 1] == 0x20 { return false }
      case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "?"):
        if inBrackets { return false }
      default: continue
      }
    }
    return true
  }

  private func text(_ range: SourceRange) -> String { String(decoding: source.bytes[range], as: UTF8.self) }

  private func node(_ value: MetaNode.Value, _ line: Int, column: Int) -> MetaNode {
    MetaNode(value, line: line, column: column)
  }

  /// Counted from 1 in Unicode scalars.
  private func column(of offset: Int) -> Int {
    var column = 1
    var index = offset
    while index > range.lowerBound, source.bytes[index - 1] != 0x0A {
      index -= 1
      if source.bytes[index] & 0xC0 != 0x80 { column += 1 }
    }
    return column
  }
}
