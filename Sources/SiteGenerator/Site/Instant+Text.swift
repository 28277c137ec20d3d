/// An instant as machines read it, on the clocks of the site's zone.
extension Instant {
  /// `Sun, 22 Nov 2026 19:40:20 +0100` (RFC 822 with the four-digit year of RFC 2822, 3.3).
  func rfc822(in zone: Zone) -> String {
    // Validators know whole and half hours alone, and an offset has no seconds.
    let wall = zone.offset(at: self) % 1800 == 0 ? zone.wallTime(at: self) : Zone.utc.wallTime(at: self)
    let date = wall.date
    var text = DateText()
    text.append(DateText.weekdays[date.weekday])
    text.append(", ")
    text.append(date.day, digits: 2)
    text.append(" " as Unicode.Scalar)
    text.append(DateText.months[date.month - 1])
    text.append(" " as Unicode.Scalar)
    text.append(date.year, digits: 4)
    text.append(" " as Unicode.Scalar)
    text.append(clock: wall)
    text.append(" " as Unicode.Scalar)
    text.append(offset: wall, separator: "")
    return text.text
  }

  /// `2026-11-22T19:40:20+01:00` (RFC 3339, 5.6).
  func rfc3339(in zone: Zone) -> String {
    let wall = zone.offset(at: self) % 60 == 0 ? zone.wallTime(at: self) : Zone.utc.wallTime(at: self)
    var text = DateText()
    text.append(day: wall.date)
    text.append("T" as Unicode.Scalar)
    text.append(clock: wall)
    if wall.offset == 0 { text.append("Z") } else { text.append(offset: wall, separator: ":") }
    return text.text
  }

  /// `2026-11-22`, as the clocks of the zone show it.
  func day(in zone: Zone) -> String {
    var text = DateText()
    text.append(day: zone.wallTime(at: self).date)
    return text.text
  }
}

private struct DateText {
  static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  private var bytes: [UInt8] = []
  var text: String { String(decoding: bytes, as: UTF8.self) }

  init() { bytes.reserveCapacity(32) }

  mutating func append(_ text: String) { bytes.append(text) }

  mutating func append(_ byte: Unicode.Scalar) { bytes.append(UInt8(ascii: byte)) }

  /// - Parameter digits: 2 or 4.
  mutating func append(_ number: Int, digits: Int) {
    let most = digits == 2 ? 99 : 9999
    let number = min(max(0, number), most)
    if digits == 4 { append(number / 100, digits: 2) }
    bytes.append(UInt8(truncatingIfNeeded: 48 + number / 10 % 10))
    bytes.append(UInt8(truncatingIfNeeded: 48 + number % 10))
  }

  mutating func append(day date: CivilDate) {
    append(date.year, digits: 4)
    append("-" as Unicode.Scalar)
    append(date.month, digits: 2)
    append("-" as Unicode.Scalar)
    append(date.day, digits: 2)
  }

  mutating func append(clock wall: WallTime) {
    append(wall.hour, digits: 2)
    append(":" as Unicode.Scalar)
    append(wall.minute, digits: 2)
    append(":" as Unicode.Scalar)
    append(wall.second, digits: 2)
  }

  mutating func append(offset wall: WallTime, separator: String) {
    let minutes = abs(wall.offset) / 60
    append(wall.offset < 0 ? "-" : "+" as Unicode.Scalar)
    append(minutes / 60, digits: 2)
    append(separator)
    append(minutes % 60, digits: 2)
  }
}
