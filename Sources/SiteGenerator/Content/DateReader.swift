/// Reads the dates that people and other generators write: RFC 3339, `2026-10-11`, `2026-10-11 18:30[:05][ +01:00]`.
struct DateReader: Sendable {
  let zone: Zone

  enum Problem: Error, Equatable {
    case notADate
    case noSuchDay(String)
    case noSuchTime(String)
  }

  struct Reading: Equatable {
    let instant: Instant
    /// How the local time was taken when a clock change skips or doubles it.
    var special: Zone.Reading = .usual
    var isDayOnly = false
  }

  func read(_ text: String) throws(Problem) -> Reading {
    var scanner = DigitScanner(text)
    guard let year = scanner.number(4), scanner.skip("-"), let month = scanner.number(2), scanner.skip("-"),
      let day = scanner.number(2)
    else { throw .notADate }
    guard let date = CivilDate(year: year, month: month, day: day) else { throw .noSuchDay(text) }
    if scanner.isAtEnd {
      let result = zone.instant(date, secondOfDay: 0)
      // Midnight that a clock change skips is an ordinary day: it begins an hour later.
      return Reading(instant: result.instant, isDayOnly: true)
    }
    guard scanner.skip("T") || scanner.skip("t") || scanner.skip(" ") else { throw .notADate }
    let second = try time(&scanner, text)
    if let offset = try offset(&scanner, text) {
      return Reading(instant: WallTime(date: date, secondOfDay: second, offset: offset).instant)
    }
    let result = zone.instant(date, secondOfDay: second)
    return Reading(instant: result.instant, special: result.reading)
  }

  private func time(_ scanner: inout DigitScanner, _ text: String) throws(Problem) -> Int {
    guard let hour = scanner.number(2), scanner.skip(":"), let minute = scanner.number(2) else { throw .notADate }
    var second = 0
    if scanner.skip(":") {
      guard let value = scanner.number(2) else { throw .notADate }
      second = value
      if scanner.skip(".") { scanner.skipDigits() }
    }
    guard hour < 24, minute < 60, second < 61 else { throw .noSuchTime(text) }
    // A leap second is the second before it: the site's instants have none.
    return hour * 3600 + minute * 60 + min(second, 59)
  }

  /// Nil when the text ends before an offset.
  private func offset(_ scanner: inout DigitScanner, _ text: String) throws(Problem) -> Int? {
    _ = scanner.skip(" ")
    if scanner.isAtEnd { return nil }
    if scanner.skip("Z") || scanner.skip("z") || scanner.skip("UTC") {
      guard scanner.isAtEnd else { throw .notADate }
      return 0
    }
    let isWest = scanner.skip("-")
    guard isWest || scanner.skip("+"), let hours = scanner.number(2) else { throw .notADate }
    _ = scanner.skip(":")
    guard let minutes = scanner.number(2), scanner.isAtEnd else { throw .notADate }
    guard hours < 24, minutes < 60 else { throw .noSuchTime(text) }
    return (hours * 3600 + minutes * 60) * (isWest ? -1 : 1)
  }
}

/// Reads digits and marks from the front of a text, byte by byte.
struct DigitScanner {
  private let bytes: [UInt8]
  private(set) var index = 0

  init(_ text: String) {
    let all = Array(text.utf8)
    let start = all.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? all.count
    let end = (all.lastIndex { $0 != 0x20 && $0 != 0x09 } ?? start - 1) + 1
    bytes = Array(all[start..<max(start, end)])
  }

  var isAtEnd: Bool { index == bytes.count }

  /// Exactly `width` digits.
  mutating func number(_ width: Int) -> Int? {
    guard index + width <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[index..<(index + width)] {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    index += width
    return value
  }

  mutating func skip(_ mark: String) -> Bool {
    guard bytes[index...].starts(with: mark.utf8) else { return false }
    index += mark.utf8.count
    return true
  }

  mutating func skipDigits() {
    while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
  }
}
