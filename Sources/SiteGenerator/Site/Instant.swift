/// A point in time, to the second.
public struct Instant: Hashable, Comparable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
  public let seconds: Int

  /// - Parameter seconds: Since 1970-01-01T00:00:00Z, without leap seconds.
  public init(seconds: Int) { self.seconds = seconds }

  /// Whether the first one is before the second.
  public static func < (a: Instant, b: Instant) -> Bool { a.seconds < b.seconds }
  /// So many seconds later.
  public static func + (instant: Instant, seconds: Int) -> Instant { Instant(seconds: instant.seconds + seconds) }
  /// Seconds from the second instant to the first.
  public static func - (a: Instant, b: Instant) -> Int { a.seconds - b.seconds }

  /// Seconds of the instants that dates can name: those of the years 1 to 9999 (RFC 3339, 1).
  public static let years = -62_135_596_800...253_402_300_799

  static let hour = 3600
  static let day = 86_400
}
