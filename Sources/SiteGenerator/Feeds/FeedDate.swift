/// A date as the feeds write it, on the clocks of the site's zone.
extension Instant {
  /// `Sun, 22 Nov 2026 19:40:20 +0100` (RFC 822 with the four-digit year of RFC 2822, 3.3).
  func rfc822(in zone: Zone) -> String {
    // Validators know whole and half hours alone, and an offset has no seconds.
    let wall = zone.offset(at: self) % 1800 == 0 ? zone.wallTime(at: self) : Zone.utc.wallTime(at: self)
    let date = wall.date
    let names = (FeedDate.weekdays[date.weekday], FeedDate.months[date.month - 1])
    return "\(names.0), \(padded(date.day)) \(names.1) \(paddedYear(date)) \(clock(wall)) \(offset(wall, colon: ""))"
  }

  /// `2026-11-22T19:40:20+01:00` (RFC 3339, 5.6).
  func rfc3339(in zone: Zone) -> String {
    let wall = zone.offset(at: self) % 60 == 0 ? zone.wallTime(at: self) : Zone.utc.wallTime(at: self)
    let end = wall.offset == 0 ? "Z" : offset(wall, colon: ":")
    return "\(written(wall.date))T\(clock(wall))\(end)"
  }

  /// `2026-11-22`, as the clocks of the zone show it.
  func day(in zone: Zone) -> String { written(zone.wallTime(at: self).date) }
}

private enum FeedDate {
  static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}

private func written(_ date: CivilDate) -> String { "\(paddedYear(date))-\(padded(date.month))-\(padded(date.day))" }

private func clock(_ wall: WallTime) -> String {
  "\(padded(wall.hour)):\(padded(wall.minute)):\(padded(wall.second))"
}

private func offset(_ wall: WallTime, colon: String) -> String {
  let minutes = abs(wall.offset) / 60
  return "\(wall.offset < 0 ? "-" : "+")\(padded(minutes / 60))\(colon)\(padded(minutes % 60))"
}

private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

private func paddedYear(_ date: CivilDate) -> String {
  let year = String(max(0, date.year))
  return String(repeating: "0", count: max(0, 4 - year.utf8.count)) + year
}
