import Diagnostics

/// Refuses what toml++ takes for granted, before it is handed over: where its assertions do not hold, it ends the program,
/// and not with an error. Everything else that is wrong it tells itself.
///
/// It goes through keys, values, quoted text and comments as toml++ does. Behind the first mistake the two may part ways:
/// toml++ goes no further than that.
struct TOMLCheck {
  /// Bytes of a number or a date. toml++ looks ahead by 128 characters at most.
  private static let longestNumber = 100
  private static let noNothing = "text cannot hold the character U+0000"

  private let source: Source
  private let range: SourceRange
  private var index: Int
  /// The lists (`[`) and inline tables (`{`) that are open.
  private var open: [UInt8] = []
  /// Whether what follows is a value, and no key.
  private var isValue = false

  /// - Parameter range: Of the document.
  static func check(_ source: Source, _ range: SourceRange) throws(Diagnostic) {
    var check = TOMLCheck(source: source, range: range, index: range.lowerBound)
    // It is handed over as C reads text, which ends there.
    if let end = source.bytes[range].firstIndex(of: 0) { throw check.broken(noNothing, end) }
    while check.index < range.upperBound { try check.step() }
  }

  private init(source: Source, range: SourceRange, index: Int) {
    (self.source, self.range, self.index) = (source, range, index)
  }

  private func byte(at index: Int) -> UInt8? { index < range.upperBound ? source.bytes[index] : nil }

  private mutating func step() throws(Diagnostic) {
    let byte = source.bytes[index]
    switch byte {
    case 0x0A, 0x0D:
      if open.isEmpty { isValue = false }
    case UInt8(ascii: "#"): return skipComment()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return try skipText(byte)
    case UInt8(ascii: "="): isValue = true
    case UInt8(ascii: ","): isValue = open.last == UInt8(ascii: "[")
    case UInt8(ascii: "["):
      if open.isEmpty, !isValue { return try header() }
      open.append(byte)
      isValue = true
    case UInt8(ascii: "{"):
      open.append(byte)
      isValue = false
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      if byte == UInt8(ascii: "}"), open.last == UInt8(ascii: "[") {
        throw broken("a list ends with `]`, and not with `}`", index)
      }
      if !open.isEmpty { open.removeLast() }
    default:
      // Controls and spaces are no part of a word.
      if isValue, byte > 0x20 { return try word() }
    }
    index += 1
  }

  private mutating func skipComment() {
    while let byte = byte(at: index), byte != 0x0A, byte != 0x0D { index += 1 }
  }

  /// `[name]` or `[[name]]`, as far as the beginning of the name.
  private mutating func header() throws(Diagnostic) {
    let start = index
    skipMarkAndSpace()
    if byte(at: index) == UInt8(ascii: "[") { skipMarkAndSpace() }
    guard let byte = byte(at: index) else { return }
    guard isOfBareKey(byte) || "\"']".utf8.contains(byte) else {
      throw broken("the name of a table belongs behind `[`: [extra]", start)
    }
  }

  private mutating func skipMarkAndSpace() {
    index += 1
    while let byte = byte(at: index), byte == 0x20 || byte == 0x09 { index += 1 }
  }

  private func isOfBareKey(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }

  /// A value without quotes: a number, a date, a time, `true`, `inf`.
  private mutating func word() throws(Diagnostic) {
    let start = index
    while let byte = byte(at: index), !endsWord(byte) { index += 1 }
    let first = source.bytes[start]
    // Beyond ASCII there is white space that toml++ expects behind values alone.
    guard first < 0x80 else { throw broken("text belongs between quotes", start) }
    guard isDigit(first) || first == UInt8(ascii: "-") || first == UInt8(ascii: "+") else { return }
    guard index - start <= Self.longestNumber else { throw broken("a number or a date is not as long as this", start) }
    guard isDigit(first) else { return }
    for position in start..<index where source.bytes[position] | 0x20 == UInt8(ascii: "t") {
      guard isDigit(byte(at: position + 1)) else {
        throw broken("behind the T of a date belongs a time: 2026-10-11T08:00:00", start)
      }
    }
    // A date and its time may stand apart: of one digit the time is none.
    if byte(at: index) == 0x20, isDigit(byte(at: index + 1)), byte(at: index + 2).map(endsTime) ?? true {
      throw broken("a value is followed by another", index + 1)
    }
  }

  private func isDigit(_ byte: UInt8?) -> Bool { byte.map { $0 &- 0x30 < 10 } ?? false }

  private func endsWord(_ byte: UInt8) -> Bool { byte <= 0x20 || ",]}#".utf8.contains(byte) }

  /// Beyond ASCII there is white space too.
  private func endsTime(_ byte: UInt8) -> Bool { endsWord(byte) || byte >= 0x80 }

  /// A text between quotes, of one or three each; one quote is closed in its line. It may not hold U+0000: what is read
  /// with C ends there.
  private mutating func skipText(_ quote: UInt8) throws(Diagnostic) {
    let isLong = byte(at: index + 1) == quote && byte(at: index + 2) == quote
    index += isLong ? 3 : 1
    while let byte = byte(at: index) {
      switch byte {
      case quote:
        guard isLong else { return index += 1 }
        var end = index
        // The last two of five quotes belong to the text.
        while end < index + 5, self.byte(at: end) == quote { end += 1 }
        defer { index = end }
        if end - index >= 3 { return }
      case UInt8(ascii: "\\") where quote == UInt8(ascii: "\""):
        if isNothing(escapedAt: index + 1) { throw broken(Self.noNothing, index) }
        index += 2
      case 0x0A where !isLong, 0x0D where !isLong: return
      default: index += 1
      }
    }
  }

  /// `u0000` and `U00000000`.
  private func isNothing(escapedAt index: Int) -> Bool {
    let digits = byte(at: index) == UInt8(ascii: "u") ? 4 : byte(at: index) == UInt8(ascii: "U") ? 8 : 0
    return digits > 0 && (1...digits).allSatisfy { byte(at: index + $0) == UInt8(ascii: "0") }
  }

  private func broken(_ problem: String, _ index: Int) -> Diagnostic { .tomlBroken(problem, source.place(at: index)) }
}
