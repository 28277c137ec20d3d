import Diagnostics

/// A document of JSON (RFC 8259) as one list of its values, each with the bytes where it stands: what rules ask of
/// thousands of pages is answered without an object a value.
///
/// Strict; `JSONReader` tells what is wrong with what is not taken here. A key is what is written: one that is written
/// with escapes is another one.
struct JSONOutline {
  enum Kind: Sendable {
    case object, array
    /// Between quotes.
    case text
    /// Text with at least one escape.
    case escapedText
    /// A number, `true`, `false` or `null`.
    case plain
  }

  struct Value {
    fileprivate(set) var kind: Kind
    /// Of a member of an object: where its key stands, without the quotes; empty otherwise.
    let key: Range<Int>
    /// Without the quotes of text.
    fileprivate(set) var range: Range<Int>
    /// The place of the value after it and after all that is in it.
    fileprivate(set) var end: Int
  }

  let bytes: [UInt8]
  /// An object or an array stands before what is in it.
  private(set) var values: [Value] = []

  /// Nil when it is no JSON, and when an object has a key twice.
  init?(_ bytes: [UInt8], _ range: Range<Int>, depth: Int = ContentLimits().depth) {
    self.bytes = bytes
    values.reserveCapacity(128)
    var index = range.lowerBound
    let text = bytes.span.extracting(..<range.upperBound)
    guard read(text, &index, key: index..<index, depth: depth) else { return nil }
    skipSpace(text, &index)
    guard index == range.upperBound else { return nil }
  }

  /// The member of an object; nil when there is none, or when the value is no object.
  func member(_ name: [UInt8], of object: Int) -> Int? {
    guard values[object].kind == .object else { return nil }
    return firstChild(of: object) { values[$0].key.count == name.count && bytes[values[$0].key] == name[...] }
  }

  /// The first item of an array or member of an object of which something is true.
  func firstChild(of parent: Int, where isIt: (Int) -> Bool) -> Int? {
    var child = parent + 1
    while child < values[parent].end {
      if isIt(child) { return child }
      child = values[child].end
    }
    return nil
  }

  /// What is between the quotes, its escapes resolved; nil for a value that is no text.
  func text(_ index: Int) -> ArraySlice<UInt8>? {
    let value = values[index]
    switch value.kind {
    case .text: return bytes[value.range]
    case .escapedText:
      let source = Source(path: "", bytes: Array(bytes[value.range.lowerBound - 1...value.range.upperBound]))
      let node = try? JSONReader.read(0..<source.bytes.count, of: source, limits: ContentLimits())
      return node?.string.map { Array($0.utf8)[...] }
    case .object, .array, .plain: return nil
    }
  }

  /// A number, `true`, `false` or `null`, as written; nil for another value.
  func plain(_ index: Int) -> ArraySlice<UInt8>? {
    values[index].kind == .plain ? bytes[values[index].range] : nil
  }
}

/// Each returns false where the text is not JSON.
extension JSONOutline {
  private mutating func read(_ text: Span<UInt8>, _ index: inout Int, key: Range<Int>, depth: Int) -> Bool {
    skipSpace(text, &index)
    guard depth >= 0, index < text.count else { return false }
    let place = values.count
    let start = index
    values.append(Value(kind: .plain, key: key, range: start..<start, end: place + 1))
    let isRead: Bool
    switch text[index] {
    case UInt8(ascii: "{"): isRead = readObject(text, &index, place, depth)
    case UInt8(ascii: "["): isRead = readArray(text, &index, place, depth)
    case UInt8(ascii: "\""):
      guard let (range, hasEscapes) = readText(text, &index) else { return false }
      (values[place].kind, values[place].range) = (hasEscapes ? .escapedText : .text, range)
      return true
    default: isRead = readPlain(text, &index)
    }
    values[place].range = start..<index
    values[place].end = values.count
    return isRead
  }

  private mutating func readObject(_ text: Span<UInt8>, _ index: inout Int, _ place: Int, _ depth: Int) -> Bool {
    values[place].kind = .object
    index += 1
    skipSpace(text, &index)
    if skip("}", text, &index) { return true }
    repeat {
      skipSpace(text, &index)
      guard let (key, _) = readText(text, &index) else { return false }
      values[place].end = values.count
      guard !hasMember(place, key) else { return false }
      skipSpace(text, &index)
      guard skip(":", text, &index), read(text, &index, key: key, depth: depth - 1) else { return false }
      skipSpace(text, &index)
    } while skip(",", text, &index)
    return skip("}", text, &index)
  }

  private func hasMember(_ object: Int, _ key: Range<Int>) -> Bool {
    firstChild(of: object) { values[$0].key.count == key.count && bytes[values[$0].key] == bytes[key] } != nil
  }

  private mutating func readArray(_ text: Span<UInt8>, _ index: inout Int, _ place: Int, _ depth: Int) -> Bool {
    values[place].kind = .array
    index += 1
    skipSpace(text, &index)
    if skip("]", text, &index) { return true }
    repeat {
      guard read(text, &index, key: index..<index, depth: depth - 1) else { return false }
      skipSpace(text, &index)
    } while skip(",", text, &index)
    return skip("]", text, &index)
  }

  private func readText(_ text: Span<UInt8>, _ index: inout Int) -> (range: Range<Int>, hasEscapes: Bool)? {
    guard skip("\"", text, &index) else { return nil }
    let start = index
    var hasEscapes = false
    while index < text.count, text[index] >= 0x20 {
      if text[index] == UInt8(ascii: "\"") {
        index += 1
        return (start..<index - 1, hasEscapes)
      }
      if text[index] == UInt8(ascii: "\\") {
        hasEscapes = true
        guard skipEscape(text, &index) else { return nil }
      } else {
        index += 1
      }
    }
    return nil
  }

  private func skipEscape(_ text: Span<UInt8>, _ index: inout Int) -> Bool {
    guard index + 1 < text.count else { return false }
    index += 2
    switch text[index - 1] {
    case UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "r"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      return true
    case UInt8(ascii: "u"):
      guard let first = hexadecimal(text, &index) else { return false }
      // What lies beyond the first plane is two escapes (RFC 8259, 7).
      guard (0xD800...0xDFFF).contains(first) else { return true }
      guard first < 0xDC00, skip("\\", text, &index), skip("u", text, &index) else { return false }
      return hexadecimal(text, &index).map { (0xDC00...0xDFFF).contains($0) } ?? false
    default: return false
    }
  }

  private func hexadecimal(_ text: Span<UInt8>, _ index: inout Int) -> UInt32? {
    guard index + 4 <= text.count else { return nil }
    var value: UInt32 = 0
    for place in index..<index + 4 {
      guard let digit = hexValue(text[place]) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    index += 4
    return value
  }

  private func readPlain(_ text: Span<UInt8>, _ index: inout Int) -> Bool {
    let start = index
    while index < text.count, isWord(text[index]) { index += 1 }
    if isJSONNumber(bytes[start..<index]) { return true }
    return ["true", "false", "null"].contains { bytes[start..<index].elementsEqual($0.utf8) }
  }

  private func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x2B || byte == 0x2D || byte == 0x2E
  }

  private func skip(_ mark: Unicode.Scalar, _ text: Span<UInt8>, _ index: inout Int) -> Bool {
    guard index < text.count, text[index] == UInt8(ascii: mark) else { return false }
    index += 1
    return true
  }

  private func skipSpace(_ text: Span<UInt8>, _ index: inout Int) {
    while index < text.count, isXMLSpace(text[index]) { index += 1 }
  }
}
