import Bytes

/// An instant as machines read it, on the clocks of the site's zone.
extension Instant {
  /// `Sun, 22 Nov 2026 19:40:20 +0100` (RFC 822 with the four-digit year of RFC 2822, 3.3).
  func rfc822(in zone: Zone) -> String {
    // Validators know whole and half hours alone, and an offset has no seconds.
    let wall = zone.offset(at: self) % 1800 == 0 ? zone.wallTime(at: self) : Zone.utc.wallTime(at: self)
    return text { bytes in
      bytes.append(rfc822: wall)
      bytes.append(offset: wall, separator: "")
    }
  }

  /// `Sun, 22 Nov 2026 18:40:20 GMT` (RFC 9110, 5.6.7).
  package var httpDate: String {
    text { bytes in
      bytes.append(rfc822: Zone.utc.wallTime(at: self))
      bytes.append("GMT" as StaticString)
    }
  }

  /// `2026-11-22T19:40:20+01:00` (RFC 3339, 5.6).
  func rfc3339(in zone: Zone) -> String { text { $0.append(rfc3339: self, in: zone) } }

  /// `2026-11-22`, as the clocks of the zone show it.
  func day(in zone: Zone) -> String { text { $0.append(day: zone.wallTime(at: self).date) } }

  private func text(_ write: (inout [UInt8]) -> Void) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32)
    write(&bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

private let weekdays: [StaticString] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
private let months: [StaticString] = [
  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
]

extension Zone {
  /// With an offset of whole minutes, which is all that can be written: where clocks went by the sun, in UTC. A day
  /// without a time is still that day: nobody means the seconds of its midnight.
  fileprivate func wallTimeOfMinutes(at instant: Instant) -> WallTime {
    let wall = wallTime(at: instant)
    guard wall.offset % 60 != 0 else { return wall }
    guard wall.secondOfDay == 0 else { return Zone.utc.wallTime(at: instant) }
    let minutes = (wall.offset + (wall.offset < 0 ? -30 : 30)) / 60
    return WallTime(date: wall.date, secondOfDay: 0, offset: minutes * 60)
  }
}

extension [UInt8] {
  /// Appends what `Instant.rfc3339` is: nothing in it needs escaping anywhere.
  mutating func append(rfc3339 instant: Instant, in zone: Zone) {
    let wall = zone.wallTimeOfMinutes(at: instant)
    append(day: wall.date)
    append(UInt8(ascii: "T"))
    append(clock: wall)
    if wall.offset == 0 { append(UInt8(ascii: "Z")) } else { append(offset: wall, separator: ":") }
  }

  /// All but the zone, with the space before it.
  fileprivate mutating func append(rfc822 wall: WallTime) {
    let date = wall.date
    append(weekdays[date.weekday])
    append(", " as StaticString)
    append(date.day, digits: 2)
    append(UInt8(ascii: " "))
    append(months[date.month - 1])
    append(UInt8(ascii: " "))
    append(date.year, digits: 4)
    append(UInt8(ascii: " "))
    append(clock: wall)
    append(UInt8(ascii: " "))
  }

  /// - Parameter digits: 2 or 4.
  fileprivate mutating func append(_ number: Int, digits: Int) {
    let most = digits == 2 ? 99 : 9999
    let number = Swift.min(Swift.max(0, number), most)
    if digits == 4 { append(number / 100, digits: 2) }
    append(UInt8(truncatingIfNeeded: 48 + number / 10 % 10))
    append(UInt8(truncatingIfNeeded: 48 + number % 10))
  }

  fileprivate mutating func append(day date: CivilDate) {
    append(date.year, digits: 4)
    append(UInt8(ascii: "-"))
    append(date.month, digits: 2)
    append(UInt8(ascii: "-"))
    append(date.day, digits: 2)
  }

  fileprivate mutating func append(clock wall: WallTime) {
    append(wall.hour, digits: 2)
    append(UInt8(ascii: ":"))
    append(wall.minute, digits: 2)
    append(UInt8(ascii: ":"))
    append(wall.second, digits: 2)
  }

  fileprivate mutating func append(offset wall: WallTime, separator: StaticString) {
    let minutes = abs(wall.offset) / 60
    append(wall.offset < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
    append(minutes / 60, digits: 2)
    append(separator)
    append(minutes % 60, digits: 2)
  }
}
