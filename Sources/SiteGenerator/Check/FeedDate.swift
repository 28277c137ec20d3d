/// Dates as feeds, sitemaps, structured data and HTTP have to write them, read strictly.
package enum FeedDate {
  /// `2026-11-22T19:40:20+01:00` (RFC 3339, 5.6): with seconds and a zone; nil for anything else.
  static func rfc3339(_ text: String) -> Instant? { rfc3339(text.utf8) }

  static func rfc3339(_ text: some Collection<UInt8>) -> Instant? {
    guard text.count >= 20 else { return nil }
    var rest = text[...]
    guard let date = day(rest.prefix(10)) else { return nil }
    rest = rest.dropFirst(10)
    guard rest.popFirst() == UInt8(ascii: "T"), let second = clock(rest.prefix(8)) else { return nil }
    rest = rest.dropFirst(8)
    if rest.first == UInt8(ascii: ".") {
      let digits = rest.dropFirst().prefix { isDigit($0) }
      guard !digits.isEmpty else { return nil }
      rest = rest[digits.endIndex...]
    }
    if rest.elementsEqual("Z".utf8) { return instant(date, second, 0) }
    guard rest.count == 6, rest.dropFirst(3).first == colon else { return nil }
    return offset(rest.prefix(3), rest.dropFirst(4)).map { instant(date, second, $0) }
  }

  /// `2026-11-22`, or an instant: what a sitemap takes (W3C's note on dates).
  static func w3c(_ text: String) -> Instant? { w3c(text.utf8) }

  static func w3c(_ text: some Collection<UInt8>) -> Instant? {
    text.count == 10 ? day(text[...]).map { instant($0, 0, 0) } : rfc3339(text)
  }

  /// `Sun, 22 Nov 2026 19:40:20 +0100` (RFC 822 with the four-digit year of RFC 2822, 3.3). A weekday that is wrong
  /// makes a date that is none.
  static func rfc822(_ text: String) -> Instant? {
    let parts = text.split(separator: " ").map(String.init)
    guard parts.count == 6, parts[0].hasSuffix(","), parts[3].utf8.count == 4 else { return nil }
    guard let month = months.firstIndex(of: parts[2]), (1...2).contains(parts[1].utf8.count) else { return nil }
    guard let day = Int(parts[1]), let year = Int(parts[3]) else { return nil }
    guard let date = CivilDate(year: year, month: month + 1, day: day) else { return nil }
    guard weekdays[date.weekday] == parts[0].dropLast() else { return nil }
    guard let second = clock(parts[4].utf8) else { return nil }
    if parts[5] == "GMT" || parts[5] == "UT" || parts[5] == "Z" { return instant(date, second, 0) }
    return offset(parts[5].utf8.prefix(3), parts[5].utf8.dropFirst(3)).map { instant(date, second, $0) }
  }

  /// `Sun, 22 Nov 2026 18:40:20 GMT`, as HTTP is written today (RFC 9110, 5.6.7).
  package static func http(_ text: String) -> Instant? { text.hasSuffix(" GMT") ? rfc822(text) : nil }

  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  private static let dash = UInt8(ascii: "-")
  private static let colon = UInt8(ascii: ":")

  private static func instant(_ date: CivilDate, _ second: Int, _ offset: Int) -> Instant {
    Instant(seconds: date.daysSince1970 * Instant.day + second - offset)
  }

  /// `2026-11-22`
  private static func day(_ bytes: some Collection<UInt8>) -> CivilDate? {
    guard bytes.count == 10, let year = number(bytes.prefix(4)) else { return nil }
    var rest = bytes.dropFirst(4)
    guard rest.first == dash, let month = number(rest.dropFirst().prefix(2)) else { return nil }
    rest = rest.dropFirst(3)
    guard rest.first == dash, let day = number(rest.dropFirst()) else { return nil }
    return CivilDate(year: year, month: month, day: day)
  }

  /// Seconds since midnight of `19:40:20`; a leap second is the one before it.
  private static func clock(_ bytes: some Collection<UInt8>) -> Int? {
    guard bytes.count == 8, let hour = number(bytes.prefix(2)) else { return nil }
    var rest = bytes.dropFirst(2)
    guard rest.first == colon, let minute = number(rest.dropFirst().prefix(2)) else { return nil }
    rest = rest.dropFirst(3)
    guard rest.first == colon, let second = number(rest.dropFirst()) else { return nil }
    guard hour < 24, minute < 60, second <= 60 else { return nil }
    return hour * 3600 + minute * 60 + min(second, 59)
  }

  /// Seconds east of UTC of `+01` and `00`.
  private static func offset(_ bytes: some Collection<UInt8>, _ minutes: some Collection<UInt8>) -> Int? {
    guard bytes.count == 3, minutes.count == 2, let sign = bytes.first, sign == dash || sign == UInt8(ascii: "+") else {
      return nil
    }
    guard let hours = number(bytes.dropFirst()), let minutes = number(minutes) else { return nil }
    guard hours < 24, minutes < 60 else { return nil }
    return (hours * 3600 + minutes * 60) * (sign == dash ? -1 : 1)
  }

  private static func number(_ bytes: some Collection<UInt8>) -> Int? {
    var value = 0
    for byte in bytes {
      guard isDigit(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return bytes.isEmpty ? nil : value
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
