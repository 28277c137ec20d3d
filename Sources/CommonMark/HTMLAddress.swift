/// An address in an attribute of HTML.
public struct HTMLAddress: Sendable, Hashable {
  /// Its bytes, without quotes and white space around it; entities are not resolved (see `decodedAttribute`).
  public let range: Range<Int>
  /// The attribute, lower case: `href`. An attribute that lists addresses (`srcset`) comes once for each.
  public let attribute: String
  /// The element, lower case: `img`.
  public let element: String
  /// False where the author left out the quotes: what is put there must hold no white space, and not be empty.
  public let isQuoted: Bool
}

/// Calls `body` for every address in HTML, in order.
public func forEachAddress(in html: ArraySlice<UInt8>, _ body: (HTMLAddress) -> Void) {
  var scanner = HTMLScanner(html)
  var element = ""
  while let event = scanner.next() {
    switch event {
    case .open(let name): element = lowerCasedName(html[name])
    case .close: element = ""
    case .attribute(let name, let value, let isQuoted):
      guard !value.isEmpty, !element.isEmpty else { continue }
      forEachAddress(in: html, attribute: name, value: value, isQuoted: isQuoted, element: element, body)
    case .comment, .end: continue
    }
  }
}

/// Calls `body` for every address in HTML, in order.
public func forEachAddress(in html: [UInt8], _ body: (HTMLAddress) -> Void) {
  forEachAddress(in: html[...], body)
}

/// Calls `body` for every address in one attribute.
func forEachAddress(
  in html: ArraySlice<UInt8>, attribute: Range<Int>, value: Range<Int>, isQuoted: Bool, element: String,
  _ body: (HTMLAddress) -> Void
) {
  // No name of an attribute with addresses is longer than that.
  guard attribute.count <= 12 else { return }
  let name = lowerCasedName(html[attribute])
  switch name {
  case "href", "src", "poster", "cite", "action", "formaction", "background", "longdesc", "xlink:href": break
  case "data": guard element == "object" else { return }
  case "srcset", "imagesrcset":
    forEachCandidate(in: html[value]) { range in
      body(HTMLAddress(range: range, attribute: name, element: element, isQuoted: isQuoted))
    }
    return
  default: return
  }
  var range = value
  while let first = html[range].first, isSpace(first) { range = range.lowerBound + 1..<range.upperBound }
  while let last = html[range].last, isSpace(last) { range = range.lowerBound..<range.upperBound - 1 }
  if !range.isEmpty { body(HTMLAddress(range: range, attribute: name, element: element, isQuoted: isQuoted)) }
}

/// Finds the addresses of a `srcset` (HTML, 4.8.4.2.2).
private func forEachCandidate(in value: ArraySlice<UInt8>, _ body: (Range<Int>) -> Void) {
  let comma = UInt8(ascii: ",")
  var index = value.startIndex
  while index < value.endIndex {
    while index < value.endIndex, isSpace(value[index]) || value[index] == comma { index += 1 }
    let start = index
    while index < value.endIndex, !isSpace(value[index]) { index += 1 }
    var end = index
    while end > start, value[end - 1] == comma { end -= 1 }
    if end > start { body(start..<end) }
    guard end == index else { continue }
    var depth = 0
    while index < value.endIndex, value[index] != comma || depth > 0 {
      if value[index] == UInt8(ascii: "(") { depth += 1 }
      if value[index] == UInt8(ascii: ")") { depth -= 1 }
      index += 1
    }
  }
}

private func lowerCasedName(_ bytes: ArraySlice<UInt8>) -> String {
  String(decoding: bytes.map(lowerCased), as: UTF8.self)
}

/// The text of an attribute: numeric entities and the names of XML are resolved, other names stay as they are.
public func decodedAttribute(_ bytes: ArraySlice<UInt8>) -> String {
  guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
  var text: [UInt8] = []
  var index = bytes.startIndex
  while index < bytes.endIndex {
    if bytes[index] == UInt8(ascii: "&"), let (scalar, end) = entity(in: bytes, at: index) {
      text.append(contentsOf: UTF8.encode(scalar) ?? .init())
      index = end
    } else {
      text.append(bytes[index])
      index += 1
    }
  }
  return String(decoding: text, as: UTF8.self)
}

/// The character that the entity at `index` stands for, and where it ends.
private func entity(in bytes: ArraySlice<UInt8>, at index: Int) -> (Unicode.Scalar, Int)? {
  guard let end = bytes[index...].prefix(12).firstIndex(of: UInt8(ascii: ";")) else { return nil }
  let name = String(decoding: bytes[index + 1..<end], as: UTF8.self)
  let value: UInt32?
  switch name {
  case "amp": value = 0x26
  case "lt": value = 0x3C
  case "gt": value = 0x3E
  case "quot": value = 0x22
  case "apos": value = 0x27
  case _ where name.hasPrefix("#x") || name.hasPrefix("#X"): value = UInt32(name.dropFirst(2), radix: 16)
  case _ where name.hasPrefix("#"): value = UInt32(name.dropFirst(1))
  default: value = nil
  }
  guard let value else { return nil }
  return (value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}", end + 1)
}
