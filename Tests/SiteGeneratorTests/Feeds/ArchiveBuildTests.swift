import Testing

@testable import SiteGenerator

/// Archives (RFC 5005) as a build writes them.
@Suite struct ArchiveBuildTests {
  private func fixture(_ archives: String) -> SiteFixture {
    var fixture = SiteFixture(
      "-- Content/site.yml --\ntitle: T\nbase-url: https://example.org/\nfeeds: {items: 2\(archives)}\n")
    for month in 7...11 {
      fixture.files["Content/news/m\(month).md"] = Array(
        "---\ntitle: M\(month)\ndate: 2026-\(padded(month, 2))-05\ntags: [x]\n---\n\nText \(month).\n".utf8)
    }
    return fixture
  }

  private func archives(_ output: MemoryOutput) -> [String] {
    output.files.keys.filter { $0.contains("atom-2026") }.sorted()
  }

  @Test func theyAreASetting() async throws {
    #expect(archives(try await fixture("").build()) == [])
    let months = ["atom-2026-07.xml", "atom-2026-08.xml", "atom-2026-09.xml"]
    #expect(archives(try await fixture(", archives: site").build()) == months)
    let all = archives(try await fixture(", archives: all").build())
    #expect(all == (months + months.map { "news/\($0)" } + months.map { "tags/x/\($0)" }).sorted())
  }

  @Test func theyHangTogetherAndStay() async throws {
    var fixture = fixture(", archives: site, hub: 'https://hub.example/'")
    let output = try await fixture.build()
    #expect(links("atom.xml", output) == ["self", "alternate", "prev-archive", "hub"])
    #expect(links("atom-2026-09.xml", output) == ["self", "alternate", "current", "prev-archive"])
    #expect(links("atom-2026-07.xml", output) == ["self", "alternate", "current"])
    #expect(output.text("rss-2026-08.xml")?.contains("Text 8.") == true)
    #expect(output.text("feeds.opml")?.contains("2026-08") == false)
    fixture.files["Content/news/new.md"] = Array("---\ntitle: New\ndate: 2026-11-21\n---\n\nText.\n".utf8)
    let later = try await fixture.build()
    for (path, bytes) in output.files where path.contains("-2026-") { #expect(later.files[path] == bytes, "\(path)") }
    #expect(archives(later) == (7...10).map { "atom-2026-\(padded($0, 2)).xml" })
  }

  private func links(_ path: String, _ output: MemoryOutput) -> [String] {
    (try? StrictXML.parse(output.files[path] ?? []))?.all("link").compactMap { $0.attributes["rel"] } ?? []
  }
}
