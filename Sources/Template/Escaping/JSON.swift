/// Values as JSON (RFC 8259). `<`, `>`, `&`, `'`, U+2028 and U+2029 are escaped as well, so that the result can stand
/// in a `script` whatever it holds.
func appendJSON(_ value: Value, to output: inout [UInt8], depth: Int = 0) throws(Complaint) {
  guard depth < 64, output.count < 16 * Limits.text else {
    throw Complaint("this is nested too deep to be written as JSON")
  }
  switch value {
  case .none: output.append(contentsOf: "null".utf8)
  case .boolean(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
  case .integer(let value): output.append(contentsOf: String(value).utf8)
  case .number(let value): output.append(contentsOf: value.description.utf8)
  case .text(let text): appendJSONText(text.utf8, to: &output)
  case .html(let html):
    if html.language == .json { output.append(contentsOf: html.bytes) } else { appendJSONText(html.bytes, to: &output) }
  case .list(let list):
    output.append(UInt8(ascii: "["))
    for index in 0..<list.count {
      if index > 0 { output.append(contentsOf: ", ".utf8) }
      try appendJSON(list[index], to: &output, depth: depth + 1)
    }
    output.append(UInt8(ascii: "]"))
  case .mapping(let mapping):
    output.append(UInt8(ascii: "{"))
    for (index, pair) in mapping.pairs.enumerated() {
      if index > 0 { output.append(contentsOf: ", ".utf8) }
      appendJSONText(pair.key.utf8, to: &output)
      output.append(contentsOf: ": ".utf8)
      try appendJSON(pair.value, to: &output, depth: depth + 1)
    }
    output.append(UInt8(ascii: "}"))
  case .instant: throw Complaint("an instant has no JSON of its own", hint: "rfc3339 makes it text")
  case .record:
    throw Complaint("a record has no JSON of its own", hint: "name one of its fields")
  }
}

private func appendJSONText(_ text: some Collection<UInt8>, to output: inout [UInt8]) {
  output.append(UInt8(ascii: "\""))
  var last: (UInt8, UInt8) = (0, 0)
  for byte in text {
    switch byte {
    case UInt8(ascii: "\""): output.append(contentsOf: "\\\"".utf8)
    case UInt8(ascii: "\\"): output.append(contentsOf: "\\\\".utf8)
    case 0x0A: output.append(contentsOf: "\\n".utf8)
    case 0x0D: output.append(contentsOf: "\\r".utf8)
    case 0x09: output.append(contentsOf: "\\t".utf8)
    case 0..<0x20, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "'"), 0x7F:
      output.append(contentsOf: "\\u00".utf8)
      output.append(hexadecimal(byte >> 4))
      output.append(hexadecimal(byte & 15))
    case 0xA8, 0xA9:
      // U+2028 and U+2029 are E2 80 A8 and E2 80 A9.
      if last == (0xE2, 0x80) {
        output.removeLast(2)
        output.append(contentsOf: byte == 0xA8 ? "\\u2028".utf8 : "\\u2029".utf8)
      } else {
        output.append(byte)
      }
    default: output.append(byte)
    }
    last = (last.1, byte)
  }
  output.append(UInt8(ascii: "\""))
}

private func hexadecimal(_ digit: UInt8) -> UInt8 {
  digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
}
