import Diagnostics
import Foundation
import Testing

@testable import SiteGenerator

/// Builds of one process, in which mostly texts change, against clean builds.
@Suite struct TextRevisionTests {
  @Test(arguments: [UInt64](1...8))
  func anEditGivesWhatACleanBuildGives(seed: UInt64) async throws {
    let disk = try DiskSite("revised-\(seed)")
    defer { disk.remove() }
    let cache = BuildCache(folder: disk.cache, program: "test", isLasting: true)
    var edits = RandomEdits(seed: 100 + seed)
    let ledger = seed.isMultiple(of: 2) ? try await edits.site.build().report?.ledger?.bytes : nil
    var revised = 0
    for step in 0..<40 {
      let edit = step % 5 == 4 ? edits.next() : edits.nextText()
      var site = edits.site
      site.files["Content/ledger.tsv"] = ledger
      let clean = try? await site.build()
      let second = try? await build(site, cache, into: disk.output)
      #expect((clean == nil) == (second == nil), "seed \(seed), step \(step): \(edit)")
      guard let clean, let second else { continue }
      if second.isRevised { revised += 1 }
      #expect(second.messages == messages(clean.report), "seed \(seed), step \(step): \(edit)")
      #expect(try tree(disk.output) == clean.files, "seed \(seed), step \(step): \(edit)")
    }
    #expect(revised > 5, "seed \(seed)")
  }

  /// The same with a process for each build, which knows of the others what stands on the disk.
  @Test(arguments: [UInt64](1...8))
  func anEditSinceTheLastProcessGivesWhatACleanBuildGives(seed: UInt64) async throws {
    let disk = try DiskSite("edited-\(seed)")
    defer { disk.remove() }
    var edits = RandomEdits(seed: 200 + seed)
    let ledger = seed.isMultiple(of: 2) ? try await edits.site.build().report?.ledger?.bytes : nil
    var revised = 0
    for step in 0..<40 {
      let edit = step % 5 == 4 ? edits.next() : edits.nextText()
      var site = edits.site
      site.files["Content/ledger.tsv"] = ledger
      let clean = try? await site.build()
      let cache = BuildCache(folder: disk.cache, program: "test")
      let second = try? await build(site, cache, into: disk.output)
      #expect((clean == nil) == (second == nil), "seed \(seed), step \(step): \(edit)")
      guard let clean, let second else { continue }
      if second.isCompared { revised += 1 }
      #expect(second.messages == messages(clean.report), "seed \(seed), step \(step): \(edit)")
      #expect(try tree(disk.output) == clean.files, "seed \(seed), step \(step): \(edit)")
    }
    // In every third site a page shows the time.
    #expect(revised > 5 || (200 + seed).isMultiple(of: 3), "seed \(seed)")
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

  private func messages(_ report: BuildReport?) -> [String] {
    (report?.warnings ?? []).map { DiagnosticFormatter().format([$0]) }.sorted()
  }

  private func build(
    _ site: SiteFixture, _ cache: BuildCache, into folder: String
  ) async throws -> (messages: [String], isRevised: Bool, isCompared: Bool) {
    let output = try OutputFolder.open(folder, protecting: [])
    var inputs = site.inputs
    inputs.content = StampedFolder(folder: site.folder("Content"))
    inputs.cache = cache
    inputs.elapsed = { .zero }
    // A ledger that is not written afterwards is to be tried again.
    inputs.isFrozen = !cache.isLasting
    let report = try await SiteGenerator.build(inputs, into: output)
    _ = try output.commit()
    cache.remember(report, as: output.state)
    let planned = report.steps.first { $0.name == "plan" }?.count
    let compared = report.steps.first { $0.name == "compare" }?.count ?? 0
    return (messages(report), planned == nil, planned.map { compared > 0 && compared < $0 } ?? false)
  }
}

/// Files that were written long ago, each version of them another file.
private struct StampedFolder: FolderReader {
  let folder: MemoryFolder
  var name: String { folder.name }

  func files() -> [FileEntry] {
    folder.files().map { entry in
      let bytes = (try? folder.read(entry.path)) ?? []
      let stamp = SourceStamp(size: entry.size, modified: 1, changed: 1, inode: ContentHash(bytes).low)
      return FileEntry(path: entry.path, size: entry.size, stamp: stamp)
    }
  }

  func read(_ path: String) throws(Diagnostic) -> [UInt8] { try folder.read(path) }
  func read(_ path: String, first count: Int) throws(Diagnostic) -> [UInt8] { try folder.read(path, first: count) }
  func location(of path: String) -> String? { nil }
}
