import Diagnostics

/// Reads JSON (RFC 8259) into `MetaNode`s. Our own, because Foundation's tells neither where a value stands nor that a
/// key stands twice.
struct JSONReader {
  private let source: Source
  private let limit: Int
  private var index = 0
  private var end = 0
  private var line = 1
  /// As far as this the scalars of the line have been counted: a line may be as long as the file.
  private var counted = 0
  private var scalars = 0

  init(source: Source, limits: ContentLimits) {
    self.source = source
    limit = limits.depth
  }

  /// The value in a range of the file.
  static func read(_ range: SourceRange, of source: Source, limits: ContentLimits) throws(Diagnostic) -> MetaNode {
    var reader = JSONReader(source: source, limits: limits)
    do { return try reader.document(range) } catch { throw source.mergeConflict(in: range) ?? error }
  }

  private mutating func document(_ range: SourceRange) throws(Diagnostic) -> MetaNode {
    (index, end) = (range.lowerBound, range.upperBound)
    line = source.place(at: index).line
    counted = index
    if source.bytes[range].starts(with: [0xEF, 0xBB, 0xBF]) { index += 3 }
    let value = try value(depth: 0)
    skipSpace()
    guard index == end else { throw broken("nothing may follow the value") }
    return value
  }

  private mutating func value(depth: Int) throws(Diagnostic) -> MetaNode {
    skipSpace()
    guard depth <= limit else { throw .yamlTooDeep(limit, source.place(at: index)) }
    let (line, column) = (line, column())
    switch peek {
    case UInt8(ascii: "{"): return MetaNode(.mapping(try object(depth)), line: line, column: column)
    case UInt8(ascii: "["): return MetaNode(.sequence(try array(depth)), line: line, column: column)
    case UInt8(ascii: "\""): return MetaNode(.scalar(try string(), isPlain: false), line: line, column: column)
    default: return MetaNode(.scalar(try plain(), isPlain: true), line: line, column: column)
    }
  }

  private mutating func object(_ depth: Int) throws(Diagnostic) -> [MetaPair] {
    var pairs: [MetaPair] = []
    // Most objects have few keys: a set would cost more than it saves.
    var seen: Set<String>?
    index += 1
    skipSpace()
    if skip("}") { return [] }
    while true {
      skipSpace()
      let (line, column, start) = (line, column(), index)
      guard peek == UInt8(ascii: "\"") else { throw broken("a key between quotes belongs here") }
      let key = try string()
      if pairs.count == 16 { seen = Set(pairs.map(\.key)) }
      let isTwice = seen.map { $0.contains(key) } ?? pairs.contains { $0.key == key }
      guard !isTwice else { throw .duplicateKey(key, source.place(start..<index)) }
      seen?.insert(key)
      skipSpace()
      guard skip(":") else { throw broken("a colon belongs between a key and its value") }
      let value = try value(depth: depth + 1)
      let pair = MetaPair(key: key, line: Int32(clamping: line), column: Int32(clamping: column + 1), value: value)
      pairs.append(pair)
      skipSpace()
      if skip("}") { return pairs }
      guard skip(",") else { throw broken("a comma belongs between two pairs, or `}` behind the last") }
    }
  }

  private mutating func array(_ depth: Int) throws(Diagnostic) -> [MetaNode] {
    var items: [MetaNode] = []
    index += 1
    skipSpace()
    if skip("]") { return [] }
    while true {
      items.append(try value(depth: depth + 1))
      skipSpace()
      if skip("]") { return items }
      guard skip(",") else { throw broken("a comma belongs between two values, or `]` behind the last") }
    }
  }

  private mutating func string() throws(Diagnostic) -> String {
    var text: [UInt8] = []
    index += 1
    while let byte = peek {
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &text)
      case 0..<0x20:
        index -= 1
        throw broken("this text never ends, or holds a control character")
      default:
        let start = index - 1
        while let next = peek, next >= 0x20, next != UInt8(ascii: "\""), next != UInt8(ascii: "\\") { index += 1 }
        text += source.bytes[start..<index]
      }
    }
    throw broken("this text never ends")
  }

  private mutating func escape(into text: inout [UInt8]) throws(Diagnostic) {
    guard let byte = peek else { throw broken("this text never ends") }
    index += 1
    switch byte {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "u"): text += String(Character(try unicodeEscape())).utf8
    default: throw broken("there is no such escape")
    }
  }

  /// Four hexadecimal digits; two such escapes for what lies beyond the first plane (RFC 8259, 7).
  private mutating func unicodeEscape() throws(Diagnostic) -> Unicode.Scalar {
    let first = try hexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, skip("\\"), skip("u") else { throw broken("half of a pair of escapes") }
    let second = try hexadecimal()
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + second - 0xDC00)
    else { throw broken("half of a pair of escapes") }
    return scalar
  }

  private mutating func hexadecimal() throws(Diagnostic) -> UInt32 {
    let digits = source.bytes[index..<min(index + 4, end)]
    let values = digits.compactMap(hexValue)
    guard values.count == 4 else { throw broken("four hexadecimal digits belong behind \\u") }
    index += 4
    return values.reduce(0) { $0 << 4 | UInt32($1) }
  }

  /// A number, `true`, `false` or `null`, as it is written.
  private mutating func plain() throws(Diagnostic) -> String {
    let start = index
    while let byte = peek, isWord(byte) { index += 1 }
    let text = String(decoding: source.bytes[start..<index], as: UTF8.self)
    guard ["true", "false", "null"].contains(text) || isJSONNumber(source.bytes[start..<index]) else {
      index = start
      throw broken("a value belongs here; text stands between quotes")
    }
    return text
  }

  private func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || [0x2B, 0x2D, 0x2E].contains(byte)
  }

  private var peek: UInt8? { index < end ? source.bytes[index] : nil }

  /// Counted from 1 in scalars.
  private mutating func column() -> Int {
    while counted < index {
      if source.bytes[counted] & 0xC0 != 0x80 { scalars += 1 }
      counted += 1
    }
    return scalars + 1
  }

  private mutating func skip(_ mark: Unicode.Scalar) -> Bool {
    guard let byte = peek, byte == UInt8(ascii: mark) else { return false }
    index += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      index += 1
      if byte == 0x0A || (byte == 0x0D && peek != 0x0A) {
        line += 1
        (counted, scalars) = (index, 0)
      }
    }
  }

  private func broken(_ problem: String) -> Diagnostic {
    .jsonBroken(problem, source.place(at: min(index, max(0, end - 1))))
  }
}

/// Whether bytes are a number as JSON writes it (RFC 8259, 6): no zero before other digits, digits on both sides of the
/// point, and nothing but decimal digits.
func isJSONNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
  var rest = bytes
  func digits() -> Int {
    let count = rest.prefix { (0x30...0x39).contains($0) }.count
    rest = rest.dropFirst(count)
    return count
  }
  if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
  let startsWithZero = rest.first == UInt8(ascii: "0")
  let whole = digits()
  guard whole == 1 || (whole > 1 && !startsWithZero) else { return false }
  if rest.first == UInt8(ascii: ".") {
    rest = rest.dropFirst()
    guard digits() > 0 else { return false }
  }
  if let sign = rest.first, sign | 0x20 == UInt8(ascii: "e") {
    rest = rest.dropFirst()
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    guard digits() > 0 else { return false }
  }
  return rest.isEmpty
}
