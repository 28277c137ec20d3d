import Diagnostics
import Foundation
import Testing

@testable import SiteGenerator

/// The file itself: what is wrong in it, what merges make of it, how it is written.
@Suite struct LedgerFileTests {
  private func errors(_ lines: String) async -> String {
    var fixture = LedgerFixture()
    fixture.write("news/a.md", text: "Text.")
    fixture.ledger = LedgerFixture.heading + lines
    return await fixture.site.errors()
  }

  private let hint =
    "  hint: take the line back from the last commit; a line that is deleted is forgotten, and so is its feed id"

  @Test func linesThatAreWrongAreTold() async {
    #expect(
      await errors("x\t2026-11-20T00:00:00Z\n") == """
        Content/ledger.tsv:3:1: error: this line of the ledger has 2 of 6 columns [ledger-line]
          3 | x 2026-11-20T00:00:00Z
            | ^^^^^^^^^^^^^^^^^^^^^^
        \(hint)

        """)
    let day = "2026-11-20T00:00:00Z"
    for (line, problem) in [
      ("\t\(day)\t\(day)\t-\ta.md\t/a/", "has no id"),
      ("x\tyesterday\t\(day)\t-\ta.md\t/a/", "has \"yesterday\" where a date belongs"),
      ("x\t\(day)\t2026-02-30T00:00:00Z\t-\ta.md\t/a/", "has \"2026-02-30T00:00:00Z\" where a date belongs"),
      ("x\t\(day)\t\(day)\tffff\ta.md\t/a/", "has \"ffff\" where 16 digits or `-` belong"),
      ("x\t\(day)\t\(day)\t-\ta.md\t", "has no address"),
      ("x\t\(day)\t\(day)\t-\ta.md\t/a/ a", "has \"a\" where an address belongs"),
      ("x\t\(day)\t\(day)\t-\ta.md\t/../../etc/passwd", "has \"/../../etc/passwd\" where an address belongs"),
      ("x\t\(day)\t\(day)\t-\ta%FF.md\t/a/", "has a file whose %-escapes are not UTF-8"),
    ] {
      let text = await errors(line + "\n")
      #expect(text.contains("error: this line of the ledger \(problem) [ledger-line]\n"), "\(text)")
    }
  }

  @Test func conflictsThatGitLeftAreTold() async {
    let text = await errors(
      "<<<<<<< HEAD\nx\t2026-11-20T00:00:00Z\n=======\ny\n>>>>>>> flood\n")
    #expect(
      text == """
        Content/ledger.tsv:3:1: error: git could not merge the ledger and left its marks in it [ledger-conflict]
          3 | <<<<<<< HEAD
            | ^^^^^^^^^^^^
          hint: keep the lines of both sides and delete the marks; two lines of one article are made one by the next build

        """)
  }

  /// Both sides of a merge are kept, in whatever order, with Windows' line ends; comments stay.
  @Test func twoLinesOfOneArticleAreOne() async throws {
    var fixture = LedgerFixture()
    fixture.write("news/a.md", "slug: d\n", text: "Text.")
    fixture.ledger = """
      # Ours since 2026.\r
      id\t2026-11-20T00:00:00Z\t2026-11-20T00:00:00Z\t-\tnews/a.md\t/a/ /c/\r
      \r
      id\t2026-11-20T00:00:00Z\t2026-11-21T00:00:00Z\t-\tnews/a.md\t/a/ /b/
      """
    try await fixture.record()
    let text = fixture.ledger.split(separator: "\n").map(String.init)
    #expect(text.count == 4)
    #expect(text[2] == "# Ours since 2026.")
    #expect(text[3].hasPrefix("id\t2026-11-20T00:00:00Z\t2026-11-20T00:00:00Z\t"))
    #expect(text[3].hasSuffix("\tnews/a.md\t/c/ /a/ /b/ /news/d/"))
  }

  /// The next build writes them as one, even when nothing else is new.
  @Test func aMergeIsReasonToWrite() async throws {
    var fixture = LedgerFixture()
    fixture.write("news/a.md", text: "Text.")
    try await fixture.record()
    let written = fixture.ledger
    let line = try #require(written.split(separator: "\n").last)
    fixture.ledger = written + line + "\n"
    let output = try await fixture.record()
    #expect(output.report?.ledger?.articles == 1)
    #expect(fixture.ledger == written)
    #expect(try await fixture.record().report?.ledger == nil)
  }

  @Test(arguments: [UInt64](1...5))
  func whatIsWrittenIsRead(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var ledger = Ledger()
    for number in 0..<40 {
      let name = random.text(pieces: SeededGenerator.hostile, upTo: 6)
      let part = slug(name)
      let addresses = (0...Int.random(in: 0..<3, using: &random)).map { Address("/\(part)-\(number)/\($0)/") }
      let instant = Instant(seconds: Int.random(in: 0..<4_000_000_000, using: &random))
      ledger.lines.append(
        Ledger.Line(
          id: "id \(number) \(part)", published: instant, changed: instant + number, text: random.next(),
          source: "\(name).md", addresses: addresses))
    }
    let folder = MemoryFolder(name: "Content", ["ledger.tsv": ledger.bytes])
    let read = try LedgerReader.read(folder, ContentListing(folder))
    #expect(Set(read.lines) == Set(ledger.lines), "seed \(seed)")
    ledger.lines.shuffle(using: &random)
    #expect(read.bytes == ledger.bytes, "seed \(seed)")
  }

  private func change() async throws -> LedgerChange {
    var fixture = LedgerFixture()
    fixture.write("news/a.md", text: "Text.")
    return try #require(try await fixture.site.build().report?.ledger)
  }

  /// Whatever call fails, the file is as it was or as it should be, and nothing is left beside it.
  @Test func itIsWrittenWholeOrNotAtAll() async throws {
    let change = try await change()
    for failing in 1..<40 {
      for fault in [FaultyFileSystem.Fault.once(28), .killed] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sitegen-ledger-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let system = FaultyFileSystem(fault, at: failing)
        do { try change.write(in: folder.path, system) } catch {
          #expect(error.id == "ledger-not-written")
          #expect(error.severity == .warning)
        }
        let file = folder.appending(path: "ledger.tsv")
        if let bytes = try? Data(contentsOf: file) { #expect(Array(bytes) == change.bytes, "call \(failing)") }
        if case .once = fault {
          let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0 != "ledger.tsv" }
          #expect(left == [] || failing > 4, "call \(failing): \(left)")
        }
        // What a process that was killed has left does not stop the next.
        if !FileManager.default.fileExists(atPath: file.path) { try change.write(in: folder.path) }
        #expect(try Array(Data(contentsOf: file)) == change.bytes)
        if !system.isReached {
          // It was on the disk before it took the place of the other.
          #expect(system.synchronized == [0])
          #expect(system.renamed == ["ledger.tsv"])
          return
        }
      }
    }
    Issue.record("no end of calls")
  }

  @Test func whatSomebodyElseWroteIsKept() async throws {
    let change = try await change()
    let folder = FileManager.default.temporaryDirectory.appending(path: "sitegen-ledger-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("# theirs\n".utf8).write(to: folder.appending(path: "ledger.tsv"))
    #expect(throws: Diagnostic.ledgerChangedMeanwhile("\(folder.path)/ledger.tsv")) {
      try change.write(in: folder.path)
    }
    #expect(try Data(contentsOf: folder.appending(path: "ledger.tsv")) == Data("# theirs\n".utf8))
  }
}
