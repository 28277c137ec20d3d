/// The text with its character references as characters: numeric ones, and the named ones that prose uses.
func resolvingEntities(_ text: String) -> String {
  guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
  var result: [UInt8] = []
  let bytes = Array(text.utf8)
  var index = 0
  while index < bytes.count {
    if bytes[index] == UInt8(ascii: "&"),
      let end = bytes[index...].prefix(12).firstIndex(of: UInt8(ascii: ";")),
      let scalar = entity(bytes[(index + 1)..<end])
    {
      result += Array(String(Character(scalar)).utf8)
      index = end + 1
    } else {
      result.append(bytes[index])
      index += 1
    }
  }
  return String(decoding: result, as: UTF8.self)
}

private func entity(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
  let text = String(decoding: name, as: UTF8.self)
  guard name.first == UInt8(ascii: "#") else { return named[text] }
  let isHexadecimal = name.dropFirst().first.map { $0 | 0x20 == UInt8(ascii: "x") } ?? false
  let digits = text.dropFirst(isHexadecimal ? 2 : 1)
  guard digits.utf8.allSatisfy({ isDigit($0) || (isHexadecimal && isLetter($0)) }) else { return nil }
  return UInt32(digits, radix: isHexadecimal ? 16 : 10).flatMap { $0 == 0 ? nil : Unicode.Scalar($0) }
}

private let named: [String: Unicode.Scalar] = [
  "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "shy": "\u{AD}", "copy": "©",
  "reg": "®", "trade": "™", "hellip": "…", "mdash": "—", "ndash": "–", "lsquo": "‘", "rsquo": "’", "ldquo": "“",
  "rdquo": "”", "sbquo": "‚", "bdquo": "„", "laquo": "«", "raquo": "»", "bull": "•", "middot": "·", "times": "×",
  "deg": "°", "euro": "€", "pound": "£", "sect": "§", "para": "¶", "eacute": "é", "egrave": "è", "agrave": "à",
  "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß", "ccedil": "ç",
  "ntilde": "ñ", "aring": "å", "oslash": "ø",
]
