import Bytes

/// What one look at every byte of a text tells: which of the slower ways it needs at all.
struct SourceSurvey {
  /// Whether there is something that must not be published: invalid UTF-8, or a character that XML 1.0 forbids.
  private(set) var holdsForbidden = false
  /// Whether there is a control character of U+0080 to U+009F.
  private(set) var holdsC1Control = false
  /// Whether there is a numeric entity, which may stand for such a character.
  private(set) var hasNumericEntity = false
  /// Whether there is a `<!--`.
  private(set) var hasComment = false
  private(set) var hasPipe = false
  /// Whether there is a `[^`.
  private(set) var hasFootnote = false
  /// Whether there is a `::`.
  private(set) var hasBox = false
  private(set) var hasTilde = false
  /// How many `![` there are.
  private(set) var pictures = 0
  /// Whether there is a `://`, a `www` or an `@`.
  private(set) var mayHoldAutolink = false
  /// Whether a character is escaped that an extension would read as its own.
  private(set) var hasEscape = false
  /// Whether there is a `{{`, a `{%`, a `{:` or a `{.`.
  private(set) var mayHoldTemplateTag = false
  /// Whether the author set quotation marks or dashes himself.
  private(set) var hasTypography = false
  /// Whether a line begins with `<<` or `>>`.
  private(set) var mayHoldConflict = false

  /// Whether something may come out that must not be published.
  var needsCleaning: Bool { holdsForbidden || hasNumericEntity }

  init(_ source: ArraySlice<UInt8>) {
    unsafe source.withUnsafeBufferPointer { bytes in unsafe look(at: bytes) }
  }

  private mutating func look(at bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < bytes.count {
      index = unsafe skipPlain(bytes, index)
      guard index < bytes.count else { return }
      let byte = unsafe bytes[index]
      if byte >= 0x80 {
        index += unsafe lookAtScalar(bytes, index)
        continue
      }
      let previous = index > 0 ? unsafe bytes[index - 1] : 0
      index += 1
      let next = index < bytes.count ? unsafe bytes[index] : 0
      switch byte {
      case UInt8(ascii: "|"): hasPipe = true
      case UInt8(ascii: "^"): if previous == UInt8(ascii: "[") { hasFootnote = true }
      case UInt8(ascii: ":"):
        if next == byte { hasBox = true }
        if next == UInt8(ascii: "/") { mayHoldAutolink = true }
      case UInt8(ascii: "."): if previous == UInt8(ascii: "w") { mayHoldAutolink = true }
      case UInt8(ascii: "@"): mayHoldAutolink = true
      case UInt8(ascii: "~"): hasTilde = true
      case UInt8(ascii: "<"), UInt8(ascii: ">"):
        if next == byte, previous == 0x0A || previous == 0x0D || previous == 0 { mayHoldConflict = true }
      case UInt8(ascii: "!"):
        if previous == UInt8(ascii: "<") { hasComment = true }
        if next == UInt8(ascii: "[") { pictures += 1 }
      case UInt8(ascii: "{"):
        if next == byte || next == UInt8(ascii: "%") || next == UInt8(ascii: ":") || next == UInt8(ascii: ".") {
          mayHoldTemplateTag = true
        }
      case UInt8(ascii: "\\"): if isExtensionMark(next) { hasEscape = true }
      case UInt8(ascii: "&"): if next == UInt8(ascii: "#") { hasNumericEntity = true }
      case 0x00..<0x20: if byte != 0x09, byte != 0x0A, byte != 0x0D { holdsForbidden = true }
      default: break
      }
    }
  }

  /// The index of the next byte that is worth a look.
  private func skipPlain(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var index = start
    while index < bytes.count {
      if unsafe bytes.hasPlainEight(at: index) {
        index += 8
        continue
      }
      let byte = unsafe bytes[index]
      let word = byte & 0x40 == 0 ? SourceSurvey.marks.low : SourceSurvey.marks.high
      guard byte < 0x80, (word &>> UInt64(byte & 0x3F)) & 1 == 0 else { break }
      index += 1
    }
    return index
  }

  /// A bit for each byte of ASCII that is worth a look: controls but LF, `!`, `&`, `.`, `:`, `<`, `>`; `@`, `\`, `^`, `{`, `|`,
  /// `~`.
  private static let marks: (low: UInt64, high: UInt64) = (0x5400_4042_FFFF_FBFF, 0x5800_0000_5000_0001)

  /// Looks at one scalar beyond ASCII and returns how many bytes it has.
  private mutating func lookAtScalar(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    let length = unsafe lengthOfScalar(UnsafeBufferPointer(rebasing: bytes[index...]))
    guard length > 0 else {
      holdsForbidden = true
      return 1
    }
    // U+2013…U+2026, and U+FFFE and U+FFFF.
    if unsafe bytes[index] == 0xE2, unsafe bytes[index + 1] == 0x80 { hasTypography = true }
    if unsafe bytes[index] == 0xC2, unsafe bytes[index + 1] < 0xA0 { holdsC1Control = true }
    if unsafe bytes[index] == 0xEF, unsafe bytes[index + 1] == 0xBF, unsafe bytes[index + 2] >= 0xBE {
      holdsForbidden = true
    }
    return length
  }
}

/// How many bytes the scalar at the beginning has (Unicode 15, table 3-7); 0 when they are not UTF-8.
func lengthOfScalar(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
  func follows(_ index: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
    guard index < bytes.count else { return false }
    return range.contains(unsafe bytes[index])
  }
  guard let first = unsafe bytes.first else { return 0 }
  switch first {
  case 0x00...0x7F: return 1
  case 0xC2...0xDF: return follows(1) ? 2 : 0
  case 0xE0: return follows(1, 0xA0...0xBF) && follows(2) ? 3 : 0
  case 0xED: return follows(1, 0x80...0x9F) && follows(2) ? 3 : 0
  case 0xE1...0xEF: return follows(1) && follows(2) ? 3 : 0
  case 0xF0: return follows(1, 0x90...0xBF) && follows(2) && follows(3) ? 4 : 0
  case 0xF1...0xF3: return follows(1) && follows(2) && follows(3) ? 4 : 0
  case 0xF4: return follows(1, 0x80...0x8F) && follows(2) && follows(3) ? 4 : 0
  default: return 0
  }
}

/// Whether an extension gives the character a meaning that a backslash before it takes away.
func isExtensionMark(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "~"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ":"),
    UInt8(ascii: "@"), UInt8(ascii: "!"), UInt8(ascii: "^"):
    return true
  default: return false
  }
}

/// Replaces what is not UTF-8 by U+FFFD and leaves out characters that XML 1.0 forbids, from `start` to the end; the first
/// character there that no text has by intent.
func clean(_ bytes: inout [UInt8], from start: Int) -> Unicode.Scalar? {
  let survey = SourceSurvey(bytes[start...])
  guard survey.holdsForbidden || survey.holdsC1Control else { return nil }
  let text = String(decoding: bytes[start...], as: UTF8.self)
  if survey.holdsForbidden {
    bytes.removeSubrange(start...)
    for scalar in text.unicodeScalars where isAllowedInXML(scalar) {
      bytes.append(contentsOf: UTF8.encode(scalar) ?? .init())
    }
  }
  return text.unicodeScalars.first(where: isControl)
}

/// XML 1.0, production 2 (`Char`).
func isAllowedInXML(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09, 0x0A, 0x0D, 0x20...0xFFFD, 0x10000...: true
  default: false
  }
}

extension Renderer {
  /// Tells of characters that no text has by intent: the first of each line, a hundred at most.
  mutating func reportForbiddenCharacters() {
    guard survey.holdsForbidden || survey.holdsC1Control else { return }
    var line = 1
    var lastLine = 0
    var count = 0
    var position = source.startIndex
    for scalar in String(decoding: source, as: UTF8.self).unicodeScalars {
      let length = UTF8.width(scalar)
      defer { position += length }
      if scalar == "\n" { line += 1 }
      guard line != lastLine, count < 100, isControl(scalar) else { continue }
      lastLine = line
      count += 1
      result.findings.append(
        Finding(kind: .controlCharacter(scalar), line: line, range: position..<position + length))
    }
  }

  /// Tells of a character that a reference such as `&#11;` has made, the first of each paragraph.
  mutating func reportReference(to scalar: Unicode.Scalar) {
    // Where such characters stand in the source as they are, those are told.
    guard !survey.holdsForbidden, !survey.holdsC1Control, lastReference != lines.lowerBound else { return }
    // Each is looked for in the whole text.
    guard toldReferences < 100 else { return }
    toldReferences += 1
    lastReference = lines.lowerBound
    find(.controlCharacter(scalar), text: writtenReference(to: scalar))
  }

  /// `&#11;` or `&#x0B;`, whichever the source has; empty when it has none.
  private func writtenReference(to scalar: Unicode.Scalar) -> String {
    for start in source.indices where source[start] == UInt8(ascii: "&") {
      guard let end = source[start...].prefix(12).firstIndex(of: UInt8(ascii: ";")) else { continue }
      let text = String(decoding: source[start...end], as: UTF8.self)
      let digits = text.dropFirst(2).dropLast()
      let value =
        digits.first.map { "xX".contains($0) } == true ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      if value == scalar.value { return text }
    }
    return ""
  }
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  !isAllowedInXML(scalar) || (0x80...0x9F).contains(scalar.value)
}
