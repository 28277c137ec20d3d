import Diagnostics
import Foundation
import Synchronization
import Testing

@testable import SiteGenerator

/// Builds of one process, in which mostly texts change, against clean builds.
@Suite struct TextRevisionTests {
  @Test(arguments: [UInt64](101...108))
  func anEditGivesWhatACleanBuildGives(seed: UInt64) async throws {
    let disk = try DiskSite("revised-\(seed)")
    defer { disk.remove() }
    let cache = BuildCache(folder: disk.cache, program: "test", isLasting: true)
    let builds = try await compareEdits(seed, disk) { cache }
    #expect(builds.count(where: \.isRevised) > 5, "seed \(seed)")
  }

  /// The same with a process for each build, which knows of the others what stands on the disk.
  @Test(arguments: [UInt64](201...208))
  func anEditSinceTheLastProcessGivesWhatACleanBuildGives(seed: UInt64) async throws {
    let disk = try DiskSite("edited-\(seed)")
    defer { disk.remove() }
    let builds = try await compareEdits(seed, disk) { BuildCache(folder: disk.cache, program: "test") }
    // In every third site a page shows the time.
    #expect(builds.count(where: \.isCompared) > 5 || seed.isMultiple(of: 3), "seed \(seed)")
  }

  /// Builds a site again after each of forty random edits, most of them of texts, and compares with clean builds.
  ///
  /// - Parameter cache: The one for the next build.
  private func compareEdits(_ seed: UInt64, _ disk: DiskSite, _ cache: () -> BuildCache) async throws -> [Second] {
    var edits = RandomEdits(seed: seed)
    let ledger = seed.isMultiple(of: 2) ? try await edits.site.build().report?.ledger?.bytes : nil
    var builds: [Second] = []
    for step in 0..<40 {
      let edit = step % 5 == 4 ? edits.next() : edits.nextText()
      var site = edits.site
      site.files["Content/ledger.tsv"] = ledger
      let clean = try? await site.build()
      let second = try? await build(site, cache(), into: disk.output)
      #expect((clean == nil) == (second == nil), "seed \(seed), step \(step): \(edit)")
      guard let clean, let second else { continue }
      builds.append(second)
      #expect(second.messages == messages(clean.report), "seed \(seed), step \(step): \(edit)")
      #expect(try tree(disk.output) == clean.files, "seed \(seed), step \(step): \(edit)")
    }
    return builds
  }

  /// What a build learns from an edit stands beside what the one before knew, and counts as long as nobody has touched it.
  @Test func anEditIsWrittenBesideTheIndex() async throws {
    let disk = try DiskSite("beside")
    defer { disk.remove() }
    func bytes(_ name: String) -> [UInt8]? {
      (try? Data(contentsOf: URL(filePath: "\(disk.cache)/\(name)"))).map(Array.init)
    }
    func next(_ site: SiteFixture) async throws -> Second {
      let clean = try await site.build()
      let second = try await build(site, BuildCache(folder: disk.cache, program: "test"), into: disk.output)
      #expect(try tree(disk.output) == clean.files)
      return second
    }
    var site = SiteFixture("-- Content/one.md --\n---\ntitle: One\n---\n\nText.\n")
    for number in 0..<20 {
      site.files["Content/news/n\(number).md"] = Array(
        "---\ntitle: N \(number)\ndate: 2026-10-\(padded(number + 1, 2))\n---\n\nText.\n".utf8)
    }
    _ = try await next(site)
    let index = bytes("index")
    #expect(bytes("index-edits") == nil)
    for number in 0..<3 {
      site.files["Content/news/n\(number).md"]? += Array("More.\n".utf8)
      #expect(try await next(site).isCompared)
      #expect(bytes("index") == index && bytes("index-edits") != nil)
    }
    let file = URL(filePath: "\(disk.cache)/index-edits")
    var damaged = try Data(contentsOf: file)
    damaged[damaged.count / 2] ^= 1
    try damaged.write(to: file)
    site.files["Content/news/n1.md"]? += Array("And more.\n".utf8)
    #expect(try await !next(site).isCompared)
    #expect(bytes("index") != index && bytes("index-edits") == nil)
  }

  /// What is in the front matter, or beside the texts, is more than an edit of a text.
  @Test func onlyTextsAreRevised() async throws {
    let site = SiteFixture(
      """
      -- Content/news/one.md --
      ---
      title: One
      date: 2026-10-11
      tags: [harbour]
      ---

      Text.
      -- Content/news/two.md --
      ---
      title: Two
      date: 2026-10-12
      tags: [harbour]
      ---

      Text.
      """)
    func edit(_ path: String, _ old: String, _ new: String) -> SiteFixture {
      var edited = site
      let text = String(decoding: site.files[path] ?? [], as: UTF8.self)
      edited.files[path] = Array(text.replacing(old, with: new).utf8)
      #expect(edited.files[path] != site.files[path])
      return edited
    }
    let one = "Content/news/one.md"
    var later = site
    later.selection.now = SiteFixture.noon + 60
    var added = site
    added.files["Content/news/three.md"] = added.files[one]
    added.files["Content/news/three.md"]?.append(0x0A)
    var theme = site
    theme.theme["assets/style.css"]?.append(0x0A)
    let cases: [(SiteFixture, isRevised: Bool)] = [
      (site, true), (later, true), (edit(one, "Text.", "Other text."), true),
      (edit(one, "Text.", "See [two](two.md) and ![](p.png)."), false),
      (edit(one, "Text.", "See [two](two.md)."), true), (edit(one, "One", "1"), false),
      (edit(one, "harbour", "river"), false), (edit(one, "---\n\nText", "x: y\n---"), false),
      (edit("Content/site.yml", "Test", "Other"), false), (added, false), (theme, false),
    ]
    for (number, (changed, isRevised)) in cases.enumerated() {
      let disk = try DiskSite("texts")
      defer { disk.remove() }
      let cache = BuildCache(folder: disk.cache, program: "test", isLasting: true)
      #expect(try await !build(site, cache, into: disk.output).isRevised)
      let second = try? await build(changed, cache, into: disk.output)
      let clean = try? await changed.build()
      #expect(second?.isRevised ?? false == isRevised, "\(number)")
      #expect((second == nil) == (clean == nil), "\(number)")
      if let clean { #expect(try tree(disk.output) == clean.files, "\(number)") }
    }
  }

  /// A file that was written a moment ago is known by its bytes. When it is saved once more after these have been
  /// compared, and before it is read, more than the edit has changed.
  @Test func whatIsSavedBetweenTheProofAndTheReadingIsMade() async throws {
    var site = SiteFixture(
      """
      -- Content/town/new.md --
      ---
      {title: New, date: 2026-10-11}
      ---
      First words.
      -- Content/news/old.md --
      ---
      {title: Old, date: 2026-10-12}
      ---
      Text.
      """)
    // A page that shows nothing of the other article.
    site.theme["article.html"] = Array(
      "{% extends \"base.html\" %}{% block main %}{{ article.content }}{% endblock %}".utf8)
    func edited(_ path: String, _ old: String, _ new: String, _ site: SiteFixture) -> SiteFixture {
      var edited = site
      edited.files[path] = Array(String(decoding: site.files[path] ?? [], as: UTF8.self).replacing(old, with: new).utf8)
      return edited
    }
    let second = edited("Content/news/old.md", "Text.", "Other text.", site)
    let third = edited("Content/town/new.md", "First", "Second", second)
    // How often the new file is read before it is saved again: by the proof alone, and by nobody.
    for reads in [1, 0] {
      let disk = try DiskSite("race-\(reads)")
      defer { disk.remove() }
      let before = RacingFolder(StampedFolder(folder: site.folder("Content"), new: "town/new.md"))
      let cache = { BuildCache(folder: disk.cache, program: "test") }
      _ = try await build(site, cache(), into: disk.output, reading: before)
      let during = RacingFolder(
        StampedFolder(folder: second.folder("Content"), new: "town/new.md"), "town/new.md", reads: reads,
        then: third.files["Content/town/new.md"] ?? [])
      let made = try await build(second, cache(), into: disk.output, reading: during)
      #expect(!made.isCompared)
      #expect(during.reads.withLock { $0 } > reads)
      #expect(try await tree(disk.output) == third.build().files)
    }
    // Without that the edit is all there is to do: the test above is one of what it says.
    let disk = try DiskSite("no-race")
    defer { disk.remove() }
    for (site, isCompared) in [(site, false), (second, true)] {
      let folder = RacingFolder(StampedFolder(folder: site.folder("Content"), new: "town/new.md"))
      let cache = BuildCache(folder: disk.cache, program: "test")
      let made = try await build(site, cache, into: disk.output, reading: folder)
      #expect(made.isCompared == isCompared)
    }
  }

  /// What all pages share is known by its bytes. Which branches it takes may decide whether it can be.
  @Test(arguments: [true, false])
  func whatPagesShareMayComeToDependOnMore(isLasting: Bool) async throws {
    var site = SiteFixture(
      """
      -- Content/_data/notice.yml --
      text: Long
      -- Content/news/one.md --
      ---
      {title: One, date: 2026-10-11}
      ---
      Short.
      """)
    site.theme["tags.html"] = Array(
      """
      {% for one in site.articles %}{% if one.words > 3 %}{{ data.notice.text }}{% endif %}{% endfor %}
      """.utf8)
    let disk = try DiskSite("shared-\(isLasting)")
    defer { disk.remove() }
    let one = BuildCache(folder: disk.cache, program: "test", isLasting: true)
    for text in ["Short.", "Not as short as it was.", "Short.", "Another long one it is."] {
      site.files["Content/news/one.md"] = Array("---\n{title: One, date: 2026-10-11}\n---\n\(text)\n".utf8)
      let cache = isLasting ? one : BuildCache(folder: disk.cache, program: "test")
      _ = try await build(site, cache, into: disk.output)
      #expect(try await tree(disk.output) == site.build().files, "\(text)")
    }
  }

  private func messages(_ report: BuildReport?) -> [String] {
    (report?.warnings ?? []).map { DiagnosticFormatter().format([$0]) }.sorted()
  }

  private typealias Second = (messages: [String], isRevised: Bool, isCompared: Bool)

  private func build(
    _ site: SiteFixture, _ cache: BuildCache, into folder: String, reading content: (any FolderReader)? = nil
  ) async throws -> Second {
    let output = try OutputFolder.open(folder, protecting: [])
    var inputs = site.inputs
    inputs.content = content ?? StampedFolder(folder: site.folder("Content"))
    inputs.cache = cache
    inputs.elapsed = { .zero }
    // A ledger that is not written afterwards is to be tried again.
    inputs.isFrozen = !cache.isLasting
    let report = try await SiteGenerator.build(inputs, into: output)
    _ = try output.commit()
    await cache.remember(report, as: output.state)
    let planned = report.steps.first { $0.name == "plan" }?.count
    let compared = report.steps.first { $0.name == "compare" }?.count ?? 0
    return (messages(report), planned == nil, planned.map { compared > 0 && compared < $0 } ?? false)
  }
}

/// A folder in which a file is saved while it is being read.
private final class RacingFolder: FolderReader {
  private let folder: StampedFolder
  private let path: String
  private let limit: Int
  private let later: [UInt8]
  /// How often the file has been read.
  let reads = Mutex(0)

  /// - Parameters:
  ///   - reads: How often the file is read as it was.
  ///   - later: As it is from then on.
  init(_ folder: StampedFolder, _ path: String = "", reads: Int = 0, then later: [UInt8] = []) {
    (self.folder, self.path, limit, self.later) = (folder, path, reads, later)
  }

  var name: String { folder.name }
  func files() -> [FileEntry] { folder.files() }

  func read(_ path: String) throws(Diagnostic) -> [UInt8] {
    guard path == self.path else { return try folder.read(path) }
    let isLater = reads.withLock { reads in
      defer { reads += 1 }
      return reads >= limit
    }
    return isLater ? later : try folder.read(path)
  }

  func read(_ path: String, first count: Int) throws(Diagnostic) -> [UInt8] { Array(try read(path).prefix(count)) }
  func location(of path: String) -> String? { nil }
}

/// Files that were written long ago, each version of them another file.
private struct StampedFolder: FolderReader {
  let folder: MemoryFolder
  /// A file that is newer than any clock: its times prove nothing.
  var new: String?
  var name: String { folder.name }

  func files() -> [FileEntry] {
    folder.files().map { entry in
      let bytes = (try? folder.read(entry.path)) ?? []
      let isNew = entry.path == new
      let time: Int64 = isNew ? .max / 2 : 1
      let stamp = SourceStamp(
        size: entry.size, modified: time, changed: time, inode: isNew ? 1 : ContentHash(bytes).low)
      return FileEntry(path: entry.path, size: entry.size, stamp: stamp)
    }
  }

  func read(_ path: String) throws(Diagnostic) -> [UInt8] { try folder.read(path) }
  func read(_ path: String, first count: Int) throws(Diagnostic) -> [UInt8] { try folder.read(path, first: count) }
  func location(of path: String) -> String? { nil }
}
