import DefaultTheme
import Diagnostics
import Foundation
import Testing

@testable import SiteGenerator

/// Builds on top of an old Output and an old cache, against clean builds.
@Suite struct SecondBuildTests {
  /// Random edits of every kind, one after the other: what is kept, and what is made, is what a clean build makes.
  @Test(arguments: [UInt64](1...10))
  func anyEditGivesWhatACleanBuildGives(seed: UInt64) async throws {
    let site = try DiskSite("edits-\(seed)")
    defer { site.remove() }
    var edits = RandomEdits(seed: seed)
    var (built, repeated) = (0, 0)
    var failure = ""
    for step in 0..<32 {
      let edit = edits.next()
      let clean = await Outcome(edits.site)
      let second = await Outcome(site, edits.site, isOnDisk: seed.isMultiple(of: 2), program: edits.program)
      #expect(second.messages == clean.messages, "seed \(seed), step \(step): \(edit)")
      // What a build that fails leaves is the site of the one before.
      guard clean.files != nil else {
        failure = clean.messages
        continue
      }
      built += 1
      if second.isRepeated { repeated += 1 }
      #expect(second.differences(from: clean) == [], "seed \(seed), step \(step): \(edit)")
    }
    #expect(built >= 24, "seed \(seed): \(failure)")
    // In every third site a page shows the time.
    #expect(repeated > 0 || seed.isMultiple(of: 3), "seed \(seed)")
  }

  @Test func whatHasNotChangedIsKept() async throws {
    let site = try DiskSite("kept")
    defer { site.remove() }
    var fixture = RandomSite(seed: 5).fixture
    fixture.theme = DefaultTheme.files
    let first = try await site.write(fixture, isOnDisk: false)
    #expect(first.rendered > 30)
    let second = try await site.repeated(fixture, isOnDisk: false)
    #expect(second.summary.wrote == 0 && second.summary.removed.isEmpty)
    #expect(second.isRepeated && second.summary.kept == first.summary.wrote)
    // Of the same bytes with other times every file is read; redirects and what is made with the plan are made again.
    fixture.files["Content/_data/comments/nobody/notes.txt"] = []
    let third = try await site.write(fixture, isOnDisk: false)
    #expect(!third.isRepeated && third.summary.wrote == 0 && third.pages == 0)
  }

  /// A word in the text of one story concerns its own page and the lists and feeds that carry it, and nothing else.
  @Test func oneWordConcernsFewPages() async throws {
    let site = try DiskSite("word")
    defer { site.remove() }
    var fixture = RandomSite(seed: 6).fixture
    for number in 0..<40 {
      fixture.files["Content/news/other\(number).md"] = Array(
        "---\ntitle: Other \(number)\ndate: 2025-01-\(padded(number % 28 + 1, 2))\ntags: [quiet \(number % 4)]\n---\n\nText.\n"
          .utf8)
    }
    _ = try await site.write(fixture, isOnDisk: false)
    fixture.files["Content/news/other7.md"]? += Array("More.\n".utf8)
    let second = try await site.write(fixture, isOnDisk: false)
    let all = try await fixture.build().report?.pages ?? 0
    #expect(second.pages > 1)
    #expect(second.pages < all / 2, "\(second.pages) of \(all)")
  }

  /// Another article of the day changes the order of the tags and the instant of the newest story. Of these the theme
  /// shows, on every page, that there are tags, and the day.
  @Test func anotherArticleOfTheDayConcernsFewPages() async throws {
    let site = try DiskSite("added")
    defer { site.remove() }
    var fixture = RandomSite(seed: 7).fixture
    fixture.theme = DefaultTheme.files
    func add(_ number: Int, _ date: String, tag: String) {
      fixture.files["Content/news/other\(number).md"] = Array(
        "---\ntitle: Other \(number)\ndate: \(date)\ntags: [\(tag)]\n---\n\nText.\n".utf8)
    }
    for number in 0..<120 {
      add(number, "2025-0\(number % 4 + 1)-\(padded(number % 28 + 1, 2))", tag: "t\(number % 4)")
    }
    add(200, "2026-11-20T06:00:00Z", tag: "t1")
    _ = try await site.write(fixture, isOnDisk: false)
    add(201, "2026-11-20T06:30:00Z", tag: "t3")
    let second = try await site.write(fixture, isOnDisk: false)
    let all = try await fixture.build().report?.pages ?? 0
    #expect(second.pages > 1)
    #expect(second.pages < all / 3, "\(second.pages) of \(all)")
  }
}

/// What a build said and made.
private struct Outcome {
  var files: [String: [UInt8]]?
  var messages = ""
  /// Whether nothing had to be made for it.
  var isRepeated = false

  init(_ fixture: SiteFixture) async {
    do throws(BuildFailure) {
      let output = try await fixture.build()
      files = output.files
      messages = DiagnosticFormatter().format(output.report?.warnings ?? [])
    } catch {
      messages = DiagnosticFormatter().format(error.diagnostics)
    }
  }

  init(_ site: DiskSite, _ fixture: SiteFixture, isOnDisk: Bool, program: String) async {
    do {
      let written = try await site.write(fixture, isOnDisk: isOnDisk, program: program)
      isRepeated = written.isRepeated
      messages = DiagnosticFormatter().format(written.warnings)
      files = try tree(site.output)
    } catch let failure as BuildFailure {
      messages = DiagnosticFormatter().format(failure.diagnostics)
    } catch {
      messages = "\(error)"
    }
  }

  func differences(from other: Outcome) -> [String] {
    let (mine, theirs) = (files ?? [:], other.files ?? [:])
    return Set(mine.keys).union(theirs.keys).filter { mine[$0] != theirs[$0] }.sorted()
  }
}

@Suite struct DamagedCacheTests {
  private let fixture = RandomSite(seed: 21).fixture

  /// A cache cut off anywhere, or with any bit turned, is not believed.
  @Test func damageIsNotBelieved() async throws {
    let site = try DiskSite("damage")
    defer { site.remove() }
    let clean = try await fixture.build().files
    _ = try await site.build(fixture, isOnDisk: true)
    var random = SeededGenerator(seed: 7)
    for name in try FileManager.default.contentsOfDirectory(atPath: site.cache) where name != "lock" {
      let path = "\(site.cache)/\(name)"
      let whole = try Data(contentsOf: URL(fileURLWithPath: path))
      for _ in 0..<12 {
        var damaged = whole
        if Bool.random(using: &random) {
          damaged = damaged.prefix(Int.random(in: 0..<whole.count, using: &random))
        } else {
          damaged[Int.random(in: 0..<whole.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        }
        try damaged.write(to: URL(fileURLWithPath: path))
        try FileManager.default.removeItem(atPath: site.output)
        #expect(try await site.build(fixture, isOnDisk: true) == clean, "\(name), seed 7")
        try? FileManager.default.removeItem(atPath: path)
        try whole.write(to: URL(fileURLWithPath: path))
      }
    }
  }

  @Test func aCacheOfAnotherVersionIsNotUsed() async throws {
    let site = try DiskSite("version")
    defer { site.remove() }
    _ = try await site.write(fixture, isOnDisk: false, program: "1")
    let same = try await site.write(fixture, isOnDisk: false, program: "1")
    #expect(same.pages == 0)
    let other = try await site.write(fixture, isOnDisk: false, program: "2")
    #expect(other.pages > 0)
    #expect(other.summary.wrote == 0)
  }

  @Test func eitherMayBeDeleted() async throws {
    let site = try DiskSite("deleted")
    defer { site.remove() }
    let clean = try await fixture.build().files
    for folder in [site.cache, site.output, site.cache] {
      _ = try await site.build(fixture, isOnDisk: true)
      try FileManager.default.removeItem(atPath: folder)
      #expect(try await site.build(fixture, isOnDisk: true) == clean)
    }
  }

  /// Of two builds at once one writes the cache; both are right.
  @Test func twoAtOnce() async throws {
    let site = try DiskSite("two")
    defer { site.remove() }
    let clean = try await fixture.build().files
    let first = BuildCache(folder: site.cache, program: "test")
    for number in 0..<3 {
      let second = BuildCache(folder: site.cache, program: "test")
      for (cache, name) in [(second, "a\(number)"), (first, "b\(number)")] {
        let output = try OutputFolder.open("\(site.folder)/\(name)", protecting: [])
        var inputs = fixture.inputs
        inputs.cache = cache
        _ = try await SiteGenerator.build(inputs, into: output)
        _ = try output.commit()
        #expect(try tree("\(site.folder)/\(name)") == clean)
      }
    }
  }

  /// Other bytes of the same size, written within the same moment and with the time set back, are seen.
  @Test func aFileWithTheSameSizeAndTimeIsReadAgain() async throws {
    let site = try DiskSite("stamp")
    defer { site.remove() }
    var changed = fixture
    let path = try #require(fixture.files.keys.filter { $0.hasSuffix(".md") }.min())
    _ = try await site.build(fixture, isOnDisk: true)
    changed.files[path] = changed.files[path]?.map { $0 == UInt8(ascii: "W") ? UInt8(ascii: "V") : $0 }
    #expect(changed.files[path] != fixture.files[path])
    let file = "\(site.folder)/\(path)"
    let time = try #require(try FileManager.default.attributesOfItem(atPath: file)[.modificationDate] as? Date)
    let handle = try #require(FileHandle(forWritingAtPath: file))
    try handle.write(contentsOf: Data(changed.files[path] ?? []))
    try handle.close()
    try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: file)
    #expect(try await site.build(changed, isOnDisk: true) == changed.build().files)
  }

  /// A process that builds again and again keeps what it has learnt, also where it may write nothing down.
  @Test(arguments: [true, false]) func oneCacheServesManyBuilds(mayWrite: Bool) async throws {
    let site = try DiskSite("lasting-\(mayWrite)")
    defer { site.remove() }
    let cache = BuildCache(folder: mayWrite ? site.cache : "/dev/null/none", program: "test", isLasting: true)
    var edits = RandomEdits(seed: 99)
    for step in 0..<20 {
      let edit = edits.next()
      let output = try OutputFolder.open(site.output, protecting: [])
      var inputs = edits.site.inputs
      inputs.cache = cache
      _ = try await SiteGenerator.build(inputs, into: output)
      _ = try output.commit()
      #expect(try await tree(site.output) == edits.site.build().files, "step \(step): \(edit)")
    }
  }

  @Test(arguments: [1, 2, 3, 8])
  func theNumberOfThreadsMakesNoDifference(jobs: Int) async throws {
    let site = try DiskSite("jobs-\(jobs)")
    defer { site.remove() }
    var fixture = fixture
    let clean = try await fixture.build().files
    fixture.jobs = jobs
    #expect(try await site.build(fixture, isOnDisk: true) == clean)
    #expect(try await site.build(fixture, isOnDisk: true) == clean)
  }
}
