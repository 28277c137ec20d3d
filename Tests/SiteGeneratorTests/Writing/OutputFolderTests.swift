import Diagnostics
import Testing

@testable import SiteGenerator

@Suite struct OutputFolderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  let site = TestSite(
    """
    -- assets/theme.css asset
    body {}
    -- world/bridge/index.html article
    The bridge
    -- world/vote/index.html article
    The vote
    -- world/index.html list
    Bridge, vote
    -- index.html list
    World
    -- rss.xml feed
    <rss/>
    """)

  func paths(_ paths: [OutputPath]) -> [String] { paths.map(\.text).sorted() }

  @Test func aFirstBuildWritesEverything() throws {
    let summary = try site.build(folder)
    #expect(folder.tree() == site.tree)
    #expect(summary.wrote == 6)
    #expect(summary.kept == 0)
    #expect(summary.removed.isEmpty)
    #expect(summary.warnings.isEmpty)
    #expect(folder.ownFiles == ["lock", "manifest"])
  }

  @Test func aSecondBuildWritesNothing() throws {
    try site.build(folder)
    let stamps = try folder.stamps()
    let manifest = folder.text("Output/.sitegen/manifest")
    let system = FaultyFileSystem()
    let summary = try site.build(folder, fileSystem: system)
    #expect(summary.wrote == 0)
    #expect(summary.kept == 6)
    #expect(try folder.stamps() == stamps)
    #expect(folder.text("Output/.sitegen/manifest") == manifest)
    #expect(system.renamed.isEmpty)
    #expect(system.open.isEmpty)
  }

  @Test func onlyWhatDiffersIsWritten() throws {
    try site.build(folder)
    let before = try folder.stamps()
    var changed = site
    changed.files[1].text = "The new bridge\n"
    let summary = try changed.build(folder)
    #expect(paths(summary.written) == ["world/bridge/index.html"])
    #expect(summary.kept == 5)
    #expect(folder.tree() == changed.tree)
    let after = try folder.stamps()
    #expect(before.filter { after[$0.key] != $0.value }.keys.sorted() == ["world/bridge/index.html"])
  }

  @Test func whatIsNoLongerMadeIsRemovedWithItsFolder() throws {
    try site.build(folder)
    var smaller = site
    smaller.files.removeAll { $0.path.hasPrefix("world/vote") || $0.path.hasPrefix("assets/") }
    let summary = try smaller.build(folder)
    #expect(paths(summary.removed) == ["assets/theme.css", "world/vote/index.html"])
    #expect(folder.tree() == smaller.tree)
    #expect(try TestSite([]).build(folder).removed.count == 4)
    #expect(folder.tree().isEmpty)
  }

  @Test func abandoningChangesNothing() throws {
    try site.build(folder)
    let stamps = try folder.stamps()
    let output = try OutputFolder.open(folder.output, protecting: [], lockWait: 0)
    try output.stage(OutputPath("world/new/index.html"), [1, 2, 3], as: .article)
    try output.stage(OutputPath("index.html"), [1, 2, 3], as: .list)
    #expect(folder.ownFiles == ["lock", "manifest", "staging"])
    output.abandon()
    output.abandon()
    #expect(try folder.stamps() == stamps)
    #expect(folder.ownFiles == ["lock", "manifest"])
    #expect(
      message(folder) { _ = try output.commit() } == """
        @/Output: error: this build has already ended [output-closed]

        """)
    #expect(try site.build(folder).kept == 6)
  }

  @Test func comparingWritesNothingAtAll() throws {
    #expect(try site.build(folder, mode: .compare).wrote == 6)
    #expect(!folder.exists("Output"))
    try site.build(folder)
    let manifest = folder.text("Output/.sitegen/manifest")
    var changed = site
    changed.files[1].text = "The new bridge\n"
    changed.files.removeAll { $0.path == "world/vote/index.html" }
    changed.files.append(("sport/index.html", "Sport\n", .list))
    let system = FaultyFileSystem()
    let summary = try changed.build(folder, mode: .compare, fileSystem: system)
    #expect(paths(summary.written) == ["sport/index.html", "world/bridge/index.html"])
    #expect(paths(summary.removed) == ["world/vote/index.html"])
    #expect(summary.kept == 4)
    #expect(folder.tree() == site.tree)
    #expect(folder.text("Output/.sitegen/manifest") == manifest)
    #expect(folder.ownFiles == ["lock", "manifest"])
    #expect(system.open.isEmpty)
  }

  @Test func thePreviewIsWhatTheCommitDoes() throws {
    try site.build(folder)
    var changed = site
    changed.files[1].text = "The new bridge\n"
    changed.files.removeAll { $0.path == "world/vote/index.html" }
    let output = try OutputFolder.open(folder.output, protecting: [], lockWait: 0)
    try changed.stage(in: output)
    let preview = try output.preview()
    #expect(folder.tree() == site.tree)
    #expect(try output.commit() == preview)
    #expect(folder.tree() == changed.tree)
  }

  @Test func filesAreRenamedInTheOrderOfTheirStages() throws {
    let unordered = TestSite(Array(site.files.reversed()))
    let system = FaultyFileSystem()
    try unordered.build(folder, fileSystem: system)
    // A list that came before the articles of its folder waits outside from then on.
    #expect(
      system.renamed.filter { !$0.hasPrefix(".sitegen/staging/") } == [
        ".sitegen/journal", "assets", "world", "index.html", "world/index.html", "rss.xml", ".sitegen/manifest",
      ])
  }

  @Test func aNewFolderOfListsComesAsAWholeAfterTheArticles() throws {
    let site = TestSite(
      """
      -- tags/harbour/index.html list
      world/bridge/index.html
      -- tags/harbour/page/2/index.html list
      world/bridge/index.html
      -- tags/harbour/rss.xml feed
      world/bridge/index.html
      -- world/bridge/index.html article
      The bridge
      -- world/index.html list
      world/bridge/index.html
      """)
    let system = FaultyFileSystem()
    try site.build(folder, fileSystem: system)
    #expect(
      system.renamed == [
        ".sitegen/journal", "world", "tags", "world/index.html", "tags/harbour/rss.xml", ".sitegen/manifest",
      ])
    #expect(folder.tree() == site.tree)
  }

  @Test func aFileThatWasEditedIsWrittenAgainWithAWarning() throws {
    try site.build(folder)
    try folder.write("Mine\n", to: "Output/index.html")
    try folder.write("Mine\n", to: "Output/world/vote/index.html")
    var smaller = site
    smaller.files.removeAll { $0.path == "world/vote/index.html" }
    let summary = try smaller.build(folder)
    #expect(folder.tree() == smaller.tree)
    #expect(
      shown(summary.warnings, folder) == """
        @/Output/index.html: warning: this file was changed by hand; the change is lost, for the build writes the file \
        [output-edited]
          hint: change the article or the template that it is made from
        @/Output/world/vote/index.html: warning: this file was changed by hand; the change is lost, for the build removes the \
        file [output-edited]
          hint: change the article or the template that it is made from

        """)
    #expect(try smaller.build(folder).warnings.isEmpty)
  }

  @Test func aFileThatWasTouchedButNotChangedIsKept() throws {
    try site.build(folder)
    try folder.write("World\n", to: "Output/index.html")
    let stamps = try folder.stamps()
    let summary = try site.build(folder)
    #expect(summary.kept == 6)
    #expect(summary.warnings.isEmpty)
    #expect(try folder.stamps() == stamps)
  }

  @Test func aFileThatWasDeletedIsWrittenAgain() throws {
    try site.build(folder)
    try folder.remove("Output/world")
    let summary = try site.build(folder)
    #expect(summary.wrote == 3)
    #expect(folder.tree() == site.tree)
  }

  @Test func aFingerprintSparesTheRendering() throws {
    let path = try OutputPath("world/bridge/index.html")
    let fingerprint = ContentHash([1])
    func open() throws -> OutputFolder { try OutputFolder.open(folder.output, protecting: [], lockWait: 0) }
    var output = try open()
    #expect(try !output.keep(path, fingerprint: fingerprint, as: .article))
    try output.stage(path, Array("Text".utf8), as: .article, fingerprint: fingerprint)
    #expect(try output.commit().wrote == 1)

    output = try open()
    #expect(try !output.keep(path, fingerprint: ContentHash([2]), as: .article))
    #expect(try output.keep(path, fingerprint: fingerprint, as: .article))
    #expect(try output.commit().kept == 1)

    // Edited with the same size, then put back: only the bytes count.
    try folder.write("Mine", to: "Output/world/bridge/index.html")
    output = try open()
    #expect(try !output.keep(path, fingerprint: fingerprint, as: .article))
    output.abandon()
    try folder.write("Text", to: "Output/world/bridge/index.html")
    output = try open()
    #expect(try output.keep(path, fingerprint: fingerprint, as: .article))
    #expect(try output.commit().kept == 1)

    try folder.remove("Output/world/bridge/index.html")
    output = try open()
    #expect(try !output.keep(path, fingerprint: fingerprint, as: .article))
  }

  @Test func aFileIsCopiedWithoutBeingHeld() throws {
    let large = String(repeating: "0123456789abcde\n", count: 50_000)
    try folder.write(large, to: "static/large.txt")
    func build(_ to: String = "files/large.txt") throws -> WriteSummary {
      let output = try OutputFolder.open(folder.output, protecting: [], lockWait: 0)
      try output.stageCopy(of: folder.path + "/static/large.txt", to: OutputPath(to), as: .asset)
      return try output.commit()
    }
    #expect(try build().wrote == 1)
    #expect(folder.text("Output/files/large.txt") == large)
    #expect(try build().kept == 1)
    // The same size: only the bytes tell.
    try folder.write(String(large.reversed()), to: "static/large.txt")
    #expect(try build().wrote == 1)
    #expect(folder.text("Output/files/large.txt") == String(large.reversed()))
    try folder.write("short", to: "static/large.txt")
    #expect(try build().wrote == 1)
    #expect(folder.text("Output/files/large.txt") == "short")
    let moved = try build("other.txt")
    #expect(moved.wrote == 1)
    #expect(folder.tree() == ["other.txt": "short"])
  }

  @Test func aSourceThatCannotBeReadIsNamed() throws {
    let output = try OutputFolder.open(folder.output, protecting: [], lockWait: 0)
    let path = try OutputPath("a.txt")
    #expect(
      message(folder) { try output.stageCopy(of: folder.path + "/none", to: path, as: .asset) } == """
        @/none: error: cannot read this file: No such file or directory (open) [output-source]

        """)
    #expect(
      message(folder) { try output.stageCopy(of: folder.path, to: path, as: .asset) } == """
        @: error: this is not a regular file [output-source]

        """)
  }
}
