/// Dates as feeds, sitemaps and structured data have to write them, read strictly.
enum FeedDate {
  /// `2026-11-22T19:40:20+01:00` (RFC 3339, 5.6): with seconds and a zone; nil for anything else.
  static func rfc3339(_ text: String) -> Instant? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes[4] == dash, bytes[7] == dash, bytes[10] == UInt8(ascii: "T") else { return nil }
    guard let date = day(bytes[0..<10]), let second = clock(bytes[11..<19]) else { return nil }
    var zone = bytes[19...]
    if zone.first == UInt8(ascii: ".") {
      let digits = zone.dropFirst().prefix { isDigit($0) }
      guard !digits.isEmpty else { return nil }
      zone = zone[digits.endIndex...]
    }
    if zone.elementsEqual("Z".utf8) { return instant(date, second, 0) }
    guard zone.count == 6, zone[zone.startIndex + 3] == colon else { return nil }
    guard let offset = offset(zone.prefix(3) + zone.suffix(2)) else { return nil }
    return instant(date, second, offset)
  }

  /// `2026-11-22`, or an instant: what a sitemap takes (W3C's note on dates).
  static func w3c(_ text: String) -> Instant? {
    if text.utf8.count == 10 { return day(Array(text.utf8)[...]).map { instant($0, 0, 0) } }
    return rfc3339(text)
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
    guard let second = clock(Array(parts[4].utf8)[...]) else { return nil }
    if parts[5] == "GMT" || parts[5] == "UT" || parts[5] == "Z" { return instant(date, second, 0) }
    return offset(Array(parts[5].utf8)[...]).map { instant(date, second, $0) }
  }

  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  private static let dash = UInt8(ascii: "-")
  private static let colon = UInt8(ascii: ":")

  private static func instant(_ date: CivilDate, _ second: Int, _ offset: Int) -> Instant {
    Instant(seconds: date.daysSince1970 * Instant.day + second - offset)
  }

  private static func day(_ bytes: ArraySlice<UInt8>) -> CivilDate? {
    let start = bytes.startIndex
    guard bytes[start + 4] == dash, bytes[start + 7] == dash, let year = number(bytes[start..<(start + 4)]) else {
      return nil
    }
    guard let month = number(bytes[(start + 5)..<(start + 7)]), let day = number(bytes[(start + 8)...]) else {
      return nil
    }
    return CivilDate(year: year, month: month, day: day)
  }

  /// Seconds since midnight of `19:40:20`; a leap second is the one before it.
  private static func clock(_ bytes: ArraySlice<UInt8>) -> Int? {
    let parts = bytes.split(separator: colon, omittingEmptySubsequences: false)
    guard parts.count == 3, parts.allSatisfy({ $0.count == 2 }) else { return nil }
    guard let hour = number(parts[0]), let minute = number(parts[1]), let second = number(parts[2]) else { return nil }
    guard hour < 24, minute < 60, second <= 60 else { return nil }
    return hour * 3600 + minute * 60 + min(second, 59)
  }

  /// Seconds east of UTC of `+0100`.
  private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count == 5, let sign = bytes.first, sign == dash || sign == UInt8(ascii: "+") else { return nil }
    guard let hours = number(bytes.dropFirst().prefix(2)), let minutes = number(bytes.suffix(2)) else { return nil }
    guard hours < 24, minutes < 60 else { return nil }
    return (hours * 3600 + minutes * 60) * (sign == dash ? -1 : 1)
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard !bytes.isEmpty, bytes.allSatisfy(isDigit) else { return nil }
    return bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
