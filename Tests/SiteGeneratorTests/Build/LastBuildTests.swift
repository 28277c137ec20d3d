import Diagnostics
import Foundation
import Testing

@testable import SiteGenerator

/// Builds for which there is nothing to do, and those for which it only looks so.
@Suite struct LastBuildTests {
  private let fixture = SiteFixture(
    """
    -- Content/site.yml --
    title: A test
    base-url: https://example.org/
    time-zone: Europe/Berlin
    -- Content/a.md --
    ---
    title: About
    ---

    Text.
    -- Content/news/one.md --
    ---
    title: A bridge
    date: 2026-10-11
    tags: [Harbour, harbour-]
    ---

    ![](p.png)
    -- Content/news/p.png --
    A picture
    -- Content/_data/comments/one/c.yml --
    name: Ana
    date: 2026-11-22T13:30:00Z
    message: Well said.
    """)

  /// Builds a site twice, with a change between.
  private func second(
    _ fixture: SiteFixture, isOnDisk: Bool = true, isRepeated: Bool = false,
    _ change: (DiskSite, inout SiteFixture) throws -> Void
  ) async throws -> (built: DiskSite.Written, isWhole: Bool) {
    let site = try DiskSite("last")
    defer { site.remove() }
    let first = try await site.write(fixture, isOnDisk: isOnDisk)
    #expect(!first.isRepeated)
    let again = try await site.repeated(fixture, isOnDisk: isOnDisk)
    #expect(again.isRepeated && again.warnings == first.warnings && !again.warnings.isEmpty)
    #expect(again.summary.kept == first.summary.wrote && again.summary.wrote == 0)
    var changed = fixture
    try change(site, &changed)
    let built =
      isRepeated
      ? try await site.repeated(changed, isOnDisk: isOnDisk) : try await site.write(changed, isOnDisk: isOnDisk)
    return (built, try await tree(site.output) == changed.build().files)
  }

  @Test func nothingIsMadeAndEverythingIsSaidAgain() async throws {
    let found = try await second(fixture, isRepeated: true) { _, _ in }
    #expect(found.built.isRepeated && found.isWhole)
  }

  /// What the ledger remembers now is said once; where it is only read, by every build.
  @Test(arguments: [false, true]) func whatIsSaidOnceIsNotRepeated(isFrozen: Bool) async throws {
    var site = try DiskSite("once")
    defer { site.remove() }
    site.isFrozen = false
    var fixture = LedgerFixture()
    fixture.write("news/a.md", text: "The bridge is open.")
    let ledger = try await site.write(fixture.site, isOnDisk: true).ledger
    fixture.site.files["Content/ledger.tsv"] = try #require(ledger)
    fixture.write("news/a.md", text: "The bridge is closed.")
    site.isFrozen = isFrozen
    let changed = try await site.write(fixture.site, isOnDisk: true)
    #expect(changed.warnings.map(\.id) == ["text-changed"])
    if let ledger = changed.ledger { fixture.site.files["Content/ledger.tsv"] = ledger }
    let again = try await site.repeated(fixture.site, isOnDisk: true)
    #expect(again.isRepeated)
    #expect(again.warnings == (isFrozen ? changed.warnings : []))
  }

  @Test(arguments: ["site.yml", "news/one.md", "news/p.png", "_data/comments/one/c.yml"])
  func aFileOfTheSameSizeIsSeen(path: String) async throws {
    let found = try await second(fixture) { _, fixture in
      fixture.files["Content/\(path)"] = fixture.files["Content/\(path)"]?.map { $0 == 0x41 ? 0x42 : $0 }
    }
    #expect(!found.built.isRepeated && found.isWhole)
  }

  @Test func aFileMoreOrLessIsSeen() async throws {
    let more = try await second(fixture) { _, fixture in fixture.files["Content/_static/robots.txt"] = [0x41] }
    #expect(!more.built.isRepeated && more.isWhole)
    let less = try await second(fixture) { _, fixture in fixture.files["Content/a.md"] = nil }
    #expect(!less.built.isRepeated && less.isWhole && less.built.summary.removed.map(\.text) == ["a/index.html"])
  }

  @Test func whatWasDoneToTheOutputIsMended() async throws {
    let gone = try await second(fixture) { site, _ in
      try FileManager.default.removeItem(atPath: site.output + "/news/one/index.html")
    }
    #expect(!gone.built.isRepeated && gone.isWhole && gone.built.summary.written.map(\.text) == ["news/one/index.html"])
    let edited = try await second(fixture) { site, _ in
      let url = URL(filePath: site.output + "/news/one/index.html")
      try Data(try Data(contentsOf: url).map { $0 == 0x61 ? 0x65 : $0 }).write(to: url)
    }
    #expect(!edited.built.isRepeated && edited.isWhole)
    #expect(edited.built.summary.warnings.map(\.id) == ["output-edited"])
  }

  @Test func anOutputThatAnotherBuildWroteIsNotTakenForOurs() async throws {
    let found = try await second(fixture) { site, _ in
      try FileManager.default.removeItem(atPath: site.output)
      try FileManager.default.createDirectory(atPath: site.output, withIntermediateDirectories: true)
    }
    #expect(!found.built.isRepeated && found.isWhole)
  }

  /// The comment is of half past two: a build before it repeats the last, one after it does not, nor one at an instant
  /// before the last.
  @Test(arguments: [(0, true), (5399, true), (5400, false), (86_400, false), (-1, false)])
  func theClockCounts(seconds: Int, isRepeated: Bool) async throws {
    let found = try await second(fixture, isRepeated: isRepeated) { _, fixture in
      fixture.selection.now = SiteFixture.noon + seconds
    }
    #expect(found.built.isRepeated == isRepeated && found.isWhole, "\(seconds)")
  }

  @Test func theNextCommentIsTold() async throws {
    let report = try await fixture.build().report
    #expect(report?.nextBuild?.instant == "2026-11-22T14:30:00+01:00")
    #expect(report?.nextBuild?.source == "Content/_data/comments/one/c.yml")
  }

  @Test func optionsCount() async throws {
    let changes: [(inout SiteFixture) -> Void] = [
      { $0.isPortable = true }, { $0.baseURL = "https://example.net/" }, { $0.selection.includesDrafts = true },
      { $0.theme["assets/style.css"]?.append(0x0A) }, { $0.pictureMaker = NoPictures() },
    ]
    for (number, change) in changes.enumerated() {
      let found = try await second(fixture, isOnDisk: false) { change(&$1) }
      #expect(!found.built.isRepeated && found.isWhole, "\(number)")
    }
  }

  /// A program that was missing may be there the next time, and time passes between any two builds.
  @Test func programsAndPagesThatShowTheTimeAreAskedAgain() async throws {
    var images = fixture
    images.files["Content/site.yml"]? += Array("images: {widths: [200]}\n".utf8)
    images.files["Content/news/p.png"] = PictureFixture.bytes("alpha.png")
    images.pictureMaker = NoPictures()
    var time = fixture
    time.theme["tags.html"] = Array("{{ now | date(\"yyyy\") }}".utf8)
    for fixture in [images, time] {
      let site = try DiskSite("asked")
      defer { site.remove() }
      let first = try await site.write(fixture, isOnDisk: true)
      let second = try await site.write(fixture, isOnDisk: true)
      #expect(!second.isRepeated && second.warnings == first.warnings && second.summary.wrote == 0)
    }
  }
}
