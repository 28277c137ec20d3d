/// The instant that a text names: RFC 3339, a date, or seconds since 1970; without a zone in UTC. Nil for anything else, and
/// for what lies outside of the years 1 to 9999.
public func readInstant(_ text: String) -> Instant? {
  if let seconds = Int(text), text.utf8.count != 4 {
    return Instant.years.contains(seconds) ? Instant(seconds: seconds) : nil
  }
  return try? DateReader(zone: .utc).read(text).instant
}
