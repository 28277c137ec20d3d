/// What stands between the quotes of a literal, with the escapes of Python resolved; nil when one is malformed.
func decodedText(_ bytes: ArraySlice<UInt8>) -> String? {
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count)
  var index = bytes.startIndex
  while index < bytes.endIndex {
    let byte = bytes[index]
    index += 1
    if byte == 0x0D {
      result.append(0x0A)
      if index < bytes.endIndex, bytes[index] == 0x0A { index += 1 }
    } else if byte == UInt8(ascii: "\\"), index < bytes.endIndex {
      guard appendEscape(bytes, &index, to: &result) else { return nil }
    } else {
      result.append(byte)
    }
  }
  return String(decoding: result, as: UTF8.self)
}

/// Python's escapes: <https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences>.
private func appendEscape(_ bytes: ArraySlice<UInt8>, _ index: inout Int, to result: inout [UInt8]) -> Bool {
  let letter = bytes[index]
  index += 1
  switch letter {
  case 0x0A: break
  case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): result.append(letter)
  case UInt8(ascii: "n"): result.append(0x0A)
  case UInt8(ascii: "t"): result.append(0x09)
  case UInt8(ascii: "r"): result.append(0x0D)
  case UInt8(ascii: "a"): result.append(0x07)
  case UInt8(ascii: "b"): result.append(0x08)
  case UInt8(ascii: "f"): result.append(0x0C)
  case UInt8(ascii: "v"): result.append(0x0B)
  case UInt8(ascii: "x"): return appendScalar(bytes, &index, digits: 2, radix: 16, to: &result)
  case UInt8(ascii: "u"): return appendScalar(bytes, &index, digits: 4, radix: 16, to: &result)
  case UInt8(ascii: "U"): return appendScalar(bytes, &index, digits: 8, radix: 16, to: &result)
  case UInt8(ascii: "0")...UInt8(ascii: "7"):
    index -= 1
    let octal = bytes[index...].prefix(3).prefix { $0 >= 0x30 && $0 <= 0x37 }
    return appendScalar(bytes, &index, digits: octal.count, radix: 8, to: &result)
  default: result += [UInt8(ascii: "\\"), letter]
  }
  return true
}

private func appendScalar(
  _ bytes: ArraySlice<UInt8>, _ index: inout Int, digits: Int, radix: Int, to result: inout [UInt8]
) -> Bool {
  guard index + digits <= bytes.endIndex else { return false }
  let text = String(decoding: bytes[index..<index + digits], as: UTF8.self)
  guard !text.utf8.contains(UInt8(ascii: "+")), !text.utf8.contains(UInt8(ascii: "-")) else { return false }
  guard let value = UInt32(text, radix: radix), let scalar = Unicode.Scalar(value) else { return false }
  index += digits
  result += Array(String(Character(scalar)).utf8)
  return true
}
