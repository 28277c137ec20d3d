import Bytes

/// Where text is escaped for: each has rules of its own.
///
/// All of them take bytes that `plainLine` or `plainText` has cleaned, and walk bytes.
enum Escaping: Sendable {
  /// Plain text in an XML element: numeric references, because readers and validators take `&lt;` before a letter for
  /// HTML that was escaped once too little.
  case xmlText
  /// HTML in an XML element (RSS `description`, Atom `type="html"`).
  case xmlHTML
  /// A double-quoted attribute of XML or HTML.
  case attribute
  /// Text in HTML.
  case html
  /// A string of JSON (RFC 8259, 7).
  case json
  /// A string of JSON within a `script` of HTML: nothing in it can end the script or begin a comment.
  case scriptJSON
}

extension [UInt8] {
  /// Appends text that needs no escaping, such as names of elements.
  mutating func append(_ text: String) { append(utf8: text) }

  /// Appends two bytes: what stands between names and values is not worth a text.
  mutating func append(_ first: UInt8, _ second: UInt8) {
    append(first)
    append(second)
  }

  /// Appends a number in decimal digits.
  mutating func append(decimal number: Int) {
    if (0..<10).contains(number) { append(UInt8(truncatingIfNeeded: 0x30 + number)) } else { append(String(number)) }
  }

  /// Appends bytes with what their place gives a meaning to escaped.
  mutating func append(_ bytes: [UInt8], escapedFor place: Escaping) {
    append(bytes[...], escapedFor: place)
  }

  mutating func append(_ bytes: ArraySlice<UInt8>, escapedFor place: Escaping) {
    var start = bytes.startIndex
    var index = start
    while let next = place.firstSpecial(in: bytes, from: index) {
      index = next + 1
      guard let escape = place.escape(of: bytes[next], in: bytes, at: next) else { continue }
      append(contentsOf: bytes[start..<next])
      append(escape.text)
      start = next + escape.length
    }
    append(contentsOf: bytes[start...])
  }

  /// Appends text of one line, cleaned and escaped.
  mutating func append(line text: String, escapedFor place: Escaping) {
    let start = count
    append(text)
    // Nearly all names, dates and addresses are as they have to be: they are looked at where they will stand.
    guard contains(anyOf: suspiciousBytes, from: start) || first(from: start) == 0x20 || last == 0x20 else { return }
    removeLast(count - start)
    append(plainLine(text), escapedFor: place)
  }

  private func first(from start: Int) -> UInt8? { start < count ? self[start] : nil }

  /// Appends an absolute address, which has no white space and no letters but those of ASCII.
  mutating func append(_ base: BaseURL, _ address: Address, suffix: String = "", escapedFor place: Escaping) {
    let start = count
    append(base.origin)
    append(base.path)
    address.appendEncoded(to: &self)
    append(suffix)
    guard contains(anyOf: suspiciousBytes, from: start) else { return }
    let text = Array(self[start...])
    removeLast(text.count)
    append(text, escapedFor: place)
  }
}

extension [UInt8] {
  /// Appends where a link leads, as an absolute address.
  mutating func append(_ base: BaseURL, _ target: LinkTarget, escapedFor place: Escaping) {
    switch target {
    case .site(let address, let suffix):
      append(base, address, suffix: suffix.isEmpty ? "" : uri(suffix), escapedFor: place)
    case .url: append(line: base.absolute(target), escapedFor: place)
    }
  }
}

/// What may have to be cleaned or escaped somewhere.
private let suspiciousBytes = ByteSet { $0 < 0x20 || $0 >= 0x7F || Array("\"&<>\\".utf8).contains($0) }

extension Escaping {
  /// The index of the next byte that may need escaping.
  fileprivate func firstSpecial(in bytes: ArraySlice<UInt8>, from start: Int) -> Int? {
    let special = special
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      var index = start - bytes.startIndex
      while index < buffer.count {
        if unsafe buffer.hasPlainEight(at: index) {
          index += 8
          continue
        }
        let byte = unsafe buffer[index]
        // U+2028 and U+2029 begin with E2.
        guard byte < 64 ? special >> UInt64(byte) & 1 == 0 : byte != 0x5C && byte != 0xE2 else {
          return index + bytes.startIndex
        }
        index += 1
      }
      return nil
    }
  }

  /// Bit n is set when the byte n may need escaping; of those from 64 on, only JSON's `\\` and the beginning of U+2028.
  fileprivate var special: UInt64 {
    let markup: UInt64 = 1 << 0x22 | 1 << 0x26 | 1 << 0x3C | 1 << 0x3E
    switch self {
    case .xmlText, .xmlHTML: return markup & ~(1 << 0x22)
    case .attribute, .html: return markup
    case .json: return 0xFFFF_FFFF | 1 << 0x22
    case .scriptJSON: return 0xFFFF_FFFF | markup
    }
  }

  /// What stands for the byte at an index and how many bytes of the text it replaces; nil when the byte stands for
  /// itself.
  fileprivate func escape(of byte: UInt8, in bytes: ArraySlice<UInt8>, at index: Int) -> (text: String, length: Int)? {
    let text: String? =
      switch self {
      case .xmlText: Self.numeric(byte)
      // `>` must be escaped after `]]` alone (XML 1.0, 2.4), and HTML is full of it.
      case .xmlHTML: byte == 0x3E && (index == bytes.startIndex || bytes[index - 1] != 0x5D) ? nil : Self.named(byte)
      case .attribute, .html: Self.named(byte)
      case .json: Self.json(byte)
      case .scriptJSON: Self.json(byte) ?? Self.script(byte)
      }
    if let text { return (text, 1) }
    guard byte == 0xE2, self == .json || self == .scriptJSON, index + 2 < bytes.endIndex else { return nil }
    // Line and paragraph separators end a line of JavaScript before ES2019.
    guard bytes[index + 1] == 0x80, bytes[index + 2] & 0xFE == 0xA8 else { return nil }
    return (bytes[index + 2] == 0xA8 ? "\\u2028" : "\\u2029", 3)
  }

  private static func numeric(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&#x26;"
    case UInt8(ascii: "<"): "&#x3C;"
    case UInt8(ascii: ">"): "&#x3E;"
    default: nil
    }
  }

  private static func named(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    default: nil
    }
  }

  private static func json(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "\""): "\\\""
    case UInt8(ascii: "\\"): "\\\\"
    case 0x0A: "\\n"
    case 0x09: "\\t"
    case 0..<0x20: "\\u00" + (byte < 0x10 ? "0" : "1") + String(byte & 15, radix: 16)
    default: nil
    }
  }

  private static func script(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "<"): "\\u003c"
    case UInt8(ascii: ">"): "\\u003e"
    case UInt8(ascii: "&"): "\\u0026"
    default: nil
    }
  }
}
