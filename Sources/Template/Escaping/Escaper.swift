import Bytes

/// Text as HTML and XML: `& < > " '` escaped, as Jinja writes them.
func appendEscaped(_ text: String, to output: inout [UInt8]) {
  output.append(utf8: text, escaping: escapedBytes, by: escape(of:))
}

private let escapedBytes = ByteSet { Array("&<>\"'".utf8).contains($0) }

private func escape(of byte: UInt8) -> StaticString {
  switch byte {
  case UInt8(ascii: "&"): "&amp;"
  case UInt8(ascii: "<"): "&lt;"
  case UInt8(ascii: ">"): "&gt;"
  case UInt8(ascii: "\""): "&#34;"
  default: "&#39;"
  }
}

private func appendEscaped(_ byte: UInt8, to output: inout [UInt8]) {
  if escapedBytes.contains(byte) { output.append(escape(of: byte)) } else { output.append(byte) }
}

/// The same without the characters that XML 1.0 forbids (2.2, production 2).
func appendXML(_ bytes: some Collection<UInt8>, to output: inout [UInt8]) {
  let bytes = Array(bytes)
  var index = 0
  while index < bytes.count {
    let byte = bytes[index]
    if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D {
      index += 1
    } else if byte == 0xEF, index + 2 < bytes.count, bytes[index + 1] == 0xBF, bytes[index + 2] >= 0xBE {
      // U+FFFE and U+FFFF.
      index += 3
    } else {
      appendEscaped(byte, to: &output)
      index += 1
    }
  }
}

/// HTML without its tags and comments, its entities left as they are: what may stand in an attribute.
///
/// What is a tag is decided as a browser does it: `<` and a letter, `/`, `!` or `?`; quotes hide `>`.
func wordsOfHTML(_ html: [UInt8]) -> [UInt8] {
  var result: [UInt8] = []
  result.reserveCapacity(html.count)
  var index = 0
  while index < html.count {
    if html[index] == UInt8(ascii: "<"), index + 1 < html.count, startsTag(html[index + 1]) {
      index = endOfTag(html, from: index)
    } else {
      switch html[index] {
      case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"):
        appendEscaped(html[index], to: &result)
      default: result.append(html[index])
      }
      index += 1
    }
  }
  return result
}

private func startsTag(_ byte: UInt8) -> Bool {
  isLetter(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
}

private func endOfTag(_ html: [UInt8], from start: Int) -> Int {
  if html[start...].starts(with: "<!--".utf8) {
    return firstRange(of: Array("-->".utf8), in: html[(start + 4)...])?.upperBound ?? html.count
  }
  var index = start + 1
  var quote: UInt8?
  while index < html.count {
    let byte = html[index]
    if let open = quote {
      if byte == open { quote = nil }
    } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
      quote = byte
    } else if byte == UInt8(ascii: ">") {
      return index + 1
    }
    index += 1
  }
  return html.count
}
