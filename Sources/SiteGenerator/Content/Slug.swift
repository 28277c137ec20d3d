import Foundation

/// The part of an address that a name gives: letters and digits of every language are kept, lower-cased (NFC); what
/// stands between them becomes one `-`. Empty when nothing is left.
///
///     slug("Größe & Maß — 2026!")   // größe-maß-2026
func slug(_ name: String) -> String {
  if let slug = asciiSlug(name) { return slug }
  let scalars = name.lowercased().precomposedStringWithCanonicalMapping.unicodeScalars
  var result = String.UnicodeScalarView()
  var isGap = false
  for scalar in scalars {
    if isKept(scalar) {
      // A mark alone is no letter: it needs one to stand on.
      if isMark(scalar), isGap || result.isEmpty { continue }
      if isGap, !result.isEmpty { result.append("-") }
      isGap = false
      result.append(scalar)
    } else if scalar != "'" && scalar != "\u{2019}" {
      // An apostrophe joins: "council's" is "councils".
      isGap = true
    }
  }
  return String(result)
}

/// The slug of a name that is all ASCII, which needs no tables of Unicode; nil for any other.
private func asciiSlug(_ name: String) -> String? {
  var result: [UInt8] = []
  var isGap = false
  for byte in name.utf8 {
    let lower = byte &- 0x41 < 26 ? byte | 0x20 : byte
    if lower >= 0x80 { return nil }
    if lower &- 0x30 < 10 || lower &- 0x61 < 26 {
      if isGap, !result.isEmpty { result.append(UInt8(ascii: "-")) }
      isGap = false
      result.append(lower)
    } else if lower != UInt8(ascii: "'") {
      isGap = true
    }
  }
  return String(decoding: result, as: UTF8.self)
}

private func isKept(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.value < 0x80 {
    return (0x30...0x39).contains(scalar.value) || (0x61...0x7A).contains(scalar.value)
  }
  switch scalar.properties.generalCategory {
  case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
    .nonspacingMark, .spacingMark:
    return true
  default:
    return false
  }
}

private func isMark(_ scalar: Unicode.Scalar) -> Bool {
  guard scalar.value >= 0x300 else { return false }
  let category = scalar.properties.generalCategory
  return category == .nonspacingMark || category == .spacingMark
}

/// The key of a name that people may write in other ways: its slug, or, where nothing of it is left (`😀`), the numbers of
/// its characters.
func slugKey(_ name: String) -> String {
  let key = slug(name)
  if key.isEmpty {
    let scalars = name.precomposedStringWithCanonicalMapping.unicodeScalars.filter { $0 != " " }
    return scalars.map { "u" + String($0.value, radix: 16) }.joined(separator: "-")
  }
  // Windows keeps names such as `con` for itself.
  return (try? OutputPath(key)) == nil && key.utf8.count < 200 ? key + "-" : key
}
