import Testing

@testable import SiteGenerator

@Suite struct FeedDateTests {
  @Test(arguments: [
    (0, "UTC", "Thu, 01 Jan 1970 00:00:00 +0000", "1970-01-01T00:00:00Z"),
    (951_782_400, "UTC", "Tue, 29 Feb 2000 00:00:00 +0000", "2000-02-29T00:00:00Z"),
    (1_792_886_400, "Europe/Berlin", "Sun, 25 Oct 2026 02:00:00 +0200", "2026-10-25T02:00:00+02:00"),
    (1_792_890_000, "Europe/Berlin", "Sun, 25 Oct 2026 02:00:00 +0100", "2026-10-25T02:00:00+01:00"),
    (1_795_000_000, "America/St_Johns", "Wed, 18 Nov 2026 07:36:40 -0330", "2026-11-18T07:36:40-03:30"),
    // Validators do not know a quarter of an hour: RFC 822 in UTC then.
    (1_795_000_000, "Asia/Kathmandu", "Wed, 18 Nov 2026 11:06:40 +0000", "2026-11-18T16:51:40+05:45"),
    // Before 1900 clocks went by the sun, to the second: neither format can say that.
    // But a day without a time stays that day.
    (-2_208_986_595, "Europe/Lisbon", "Mon, 01 Jan 1900 00:36:45 +0000", "1900-01-01T00:00:00-00:37"),
    (-3_000_000_000, "Europe/Amsterdam", "Mon, 07 Dec 1874 18:40:00 +0000", "1874-12-07T18:40:00Z"),
  ])
  func datesAreWritten(_ seconds: Int, _ name: String, _ rfc822: String, _ rfc3339: String) throws {
    let zone = try #require(Zone(identifier: name))
    #expect(Instant(seconds: seconds).rfc822(in: zone) == rfc822)
    #expect(Instant(seconds: seconds).rfc3339(in: zone) == rfc3339)
  }

  @Test func weekdaysFollowEachOther() {
    let names = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    for day in 0..<800 {
      let text = Instant(seconds: day * 86_400 * 31).rfc822(in: .utc)
      #expect(text.hasPrefix(names[day * 31 % 7] + ", "))
    }
  }

  @Test func yearsHaveFourDigits() {
    #expect(Instant(seconds: -62_135_596_800).rfc3339(in: .utc) == "0001-01-01T00:00:00Z")
  }
}
