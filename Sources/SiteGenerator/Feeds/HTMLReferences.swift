/// Character references of an attribute, resolved as far as addresses need it: the five of XML, numbers, and those
/// names with which an address could be disguised.
///
/// Any other name stays as it stands; a browser would resolve it, but to a character that no scheme contains.
func withoutReferences(_ value: ArraySlice<UInt8>) -> [UInt8] {
  guard value.contains(UInt8(ascii: "&")) else { return Array(value) }
  var out: [UInt8] = []
  var index = value.startIndex
  while index < value.endIndex {
    if value[index] == UInt8(ascii: "&"), let reference = reference(in: value, at: index) {
      out.append(contentsOf: reference.text)
      index = reference.end
    } else {
      out.append(value[index])
      index += 1
    }
  }
  return out
}

private func reference(in value: ArraySlice<UInt8>, at start: Int) -> (text: [UInt8], end: Int)? {
  let next = start + 1
  guard next < value.endIndex else { return nil }
  if value[next] == UInt8(ascii: "#") { return number(in: value, at: next + 1) }
  for (name, text) in named where value[next...].starts(with: name.utf8) {
    return (Array(text.utf8), next + name.utf8.count)
  }
  return nil
}

private let named = [
  ("amp;", "&"), ("lt;", "<"), ("gt;", ">"), ("quot;", "\""), ("apos;", "'"), ("colon;", ":"), ("Tab;", "\t"),
  ("NewLine;", "\n"), ("sol;", "/"), ("num;", "#"), ("quest;", "?"), ("period;", "."), ("comma;", ","),
]

/// `&#58;` and `&#x3a;`; the semicolon may be missing.
private func number(in value: ArraySlice<UInt8>, at start: Int) -> (text: [UInt8], end: Int)? {
  var index = start
  let isHex = index < value.endIndex && value[index] | 0x20 == UInt8(ascii: "x")
  if isHex { index += 1 }
  let first = index
  var code: UInt32 = 0
  while index < value.endIndex, let digit = digit(value[index], isHex: isHex) {
    code = min(0x11_0000, code * (isHex ? 16 : 10) + digit)
    index += 1
  }
  guard index > first else { return nil }
  if index < value.endIndex, value[index] == UInt8(ascii: ";") { index += 1 }
  let scalar = Unicode.Scalar(code) ?? "\u{FFFD}"
  return (Array(String(Character(scalar)).utf8), index)
}

private func digit(_ byte: UInt8, isHex: Bool) -> UInt32? {
  switch byte {
  case 0x30...0x39: UInt32(byte - 0x30)
  case 0x41...0x46 where isHex: UInt32(byte - 0x37)
  case 0x61...0x66 where isHex: UInt32(byte - 0x57)
  default: nil
  }
}
