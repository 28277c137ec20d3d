import Foundation

/// A time zone of the IANA database, as a table of its offsets that is cheap to ask.
///
/// Foundation is asked once, when the zone is made: asking it for each date of 10,000 articles took longer than
/// rendering them.
struct Zone: Sendable {
  let identifier: String
  /// The first instant of each period and its offset in seconds east of UTC, ascending.
  private let starts: [Int]
  private let offsets: [Int]

  static let utc = Zone(offset: 0, identifier: "UTC")

  /// Nil when there is no zone of that name.
  init?(identifier: String) {
    guard !identifier.isEmpty, let zone = TimeZone(identifier: identifier) else { return nil }
    self.identifier = identifier
    (starts, offsets) = Zone.table(of: zone)
  }

  private init(offset: Int, identifier: String) {
    self.identifier = identifier
    (starts, offsets) = ([.min], [offset])
  }

  /// Stands for its table, which governments change.
  var hash: ContentHash {
    var hasher = ContentHasher()
    for number in starts + offsets { hasher.update(UInt64(bitPattern: Int64(number))) }
    return hasher.finish()
  }

  /// Seconds east of UTC at an instant.
  func offset(at instant: Instant) -> Int {
    offsets[period(at: instant.seconds)]
  }

  /// What the clocks in this zone show at an instant.
  func wallTime(at instant: Instant) -> WallTime {
    let offset = offset(at: instant)
    let local = instant.seconds + offset
    let days = local >= 0 ? local / Instant.day : (local - Instant.day + 1) / Instant.day
    return WallTime(
      date: CivilDate(daysSince1970: days), secondOfDay: local - days * Instant.day, offset: offset)
  }

  /// What a local time means when a clock change makes it special.
  enum Reading { case usual, skipped, doubled }

  /// The instant at which the clocks of this zone show a local time.
  ///
  /// A time that a clock change skips is read with the offset before the change (so it moves forward by the gap);
  /// of a time that comes twice the first is taken.
  func instant(_ date: CivilDate, secondOfDay: Int) -> (instant: Instant, reading: Reading) {
    let local = date.daysSince1970 * Instant.day + secondOfDay
    let before = offset(at: Instant(seconds: local - Instant.day))
    let after = offset(at: Instant(seconds: local + Instant.day))
    let candidates = before == after ? [before] : [before, after]
    let fitting = candidates.filter { offset(at: Instant(seconds: local - $0)) == $0 }
    let taken = fitting.max() ?? before
    let reading: Reading = fitting.isEmpty ? .skipped : fitting.count > 1 ? .doubled : .usual
    return (Instant(seconds: local - taken), reading)
  }

  private func period(at seconds: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= seconds { low = middle } else { high = middle }
    }
    return low
  }

  /// The offsets from 1900 to 2100; before and after that the first and last stay.
  private static func table(of zone: TimeZone) -> ([Int], [Int]) {
    let first = CivilDate(daysSince1970: -25_567).daysSince1970 * Instant.day
    let last = 130 * 365 * Instant.day
    var starts = [Int.min]
    var offsets = [zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(first)))]
    // Zones change their offset at most a few times a year: a step of 15 days finds every period that lasts longer.
    let step = 15 * Instant.day
    var from = first
    while from < last {
      let to = from + step
      let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(to)))
      if offset != offsets[offsets.count - 1] {
        starts.append(change(in: zone, from: from, to: to, old: offsets[offsets.count - 1]))
        offsets.append(offset)
      }
      from = to
    }
    return (starts, offsets)
  }

  /// The first second at which the old offset no longer holds, by halving.
  private static func change(in zone: TimeZone, from: Int, to: Int, old: Int) -> Int {
    var low = from
    var high = to
    while high - low > 1 {
      let middle = (low + high) / 2
      let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(middle)))
      if offset == old { low = middle } else { high = middle }
    }
    return high
  }
}
