import Diagnostics
import Testing

@testable import SiteGenerator

/// A list of files that is damaged is never believed, and what it does not name is never overwritten.
@Suite struct OutputDamageTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  let site = TestSite(
    """
    -- world/bridge/index.html article
    The bridge
    -- world/vote/index.html article
    The vote
    -- index.html list
    World
    """)

  let damaged = """
    @/Output/.sitegen/manifest: warning: the list of what sitegen wrote is damaged or of another version, so everything \
    is compared anew [output-manifest-damaged]

    """

  func unlisted(_ path: String) -> String {
    """
    @/Output/\(path): error: sitegen cannot tell whether it wrote this file, for its list was damaged, and the site has \
    to write here [output-foreign-file]
      hint: delete it, or the whole output folder if nothing but the site is in it

    """
  }

  func leftover(_ subject: String, _ names: String...) -> String {
    """
    @/Output: warning: \(subject) not part of the site, and may be of an earlier build: \
    \(names.map { "\"\($0)\"" }.joined(separator: ", ")) [output-leftover]
      hint: delete what no other program put there

    """
  }

  @Test func aFileThatNoListNamesIsNotOverwritten() throws {
    try folder.write("junk\n", to: "Output/.sitegen/manifest")
    try folder.write("Mine\n", to: "Output/index.html")
    for mode in [OutputFolder.Mode.write, .compare] {
      #expect(message(folder) { try site.build(folder, mode: mode) } == unlisted("index.html"))
      #expect(folder.tree() == ["index.html": "Mine\n"])
      #expect(folder.text("Output/.sitegen/manifest") == "junk\n")
    }
    #expect(folder.ownFiles == ["lock", "manifest"])
    // With the same bytes it becomes ours.
    try folder.write("World\n", to: "Output/index.html")
    #expect(shown(try site.build(folder).warnings, folder) == damaged)
    #expect(folder.tree() == site.tree)
    #expect(try TestSite([]).build(folder).removed.count == 3)
  }

  @Test func aFileThatNoListNamesGivesWayToNoFolder() throws {
    try folder.write("junk\n", to: "Output/.sitegen/manifest")
    try folder.write("Mine\n", to: "Output/world")
    #expect(message(folder) { try site.build(folder) } == unlisted("world"))
    #expect(folder.tree() == ["world": "Mine\n"])
  }

  @Test func aFolderWithFilesThatNoListNamesGivesWayToNoFile() throws {
    try folder.write("junk\n", to: "Output/.sitegen/manifest")
    try folder.write("Mine\n", to: "Output/index.html/mine.txt")
    #expect(message(folder) { try site.build(folder) } == unlisted("index.html/mine.txt"))
    #expect(folder.tree() == ["index.html/": "", "index.html/mine.txt": "Mine\n"])
  }

  @Test func aDamagedManifestIsARebuildThatNamesWhatIsLeft() throws {
    try site.build(folder)
    try folder.write("", to: "Output/.sitegen/manifest")
    try folder.write("Mine\n", to: "Output/mine.txt")
    try folder.write("", to: "Output/.gitkeep")
    // No build could have written these two.
    try folder.write("", to: "Output/what?.html")
    try folder.link("Output/link", to: "mine.txt")
    var changed = site
    changed.files.remove(at: 1)
    let rest = leftover("2 files here are", "mine.txt", "world/vote/index.html")
    let output = try OutputFolder.open(folder.output, protecting: [], lockWait: 5)
    try changed.stage(in: output)
    #expect(shown(try output.preview().warnings, folder) == rest + damaged)
    let summary = try output.commit()
    #expect(shown(summary.warnings, folder) == rest + damaged)
    #expect(summary.kept == 2)
    #expect(
      folder.tree()
        == changed.tree.merging([
          "mine.txt": "Mine\n", ".gitkeep": "", "what?.html": "", "link": "-> mine.txt", "world/vote/": "",
          "world/vote/index.html": "The vote\n",
        ]) { $1 })
  }

  /// Until they are gone, whatever else changes.
  @Test func leftoversAreNamedByEveryBuild() throws {
    try site.build(folder)
    try folder.write("", to: "Output/.sitegen/manifest")
    var changed = site
    changed.files.removeFirst(2)
    let both = leftover("2 files here are", "world/bridge/index.html", "world/vote/index.html")
    #expect(shown(try changed.build(folder).warnings, folder) == both + damaged)
    let manifest = folder.text("Output/.sitegen/manifest")
    for mode in [OutputFolder.Mode.write, .compare, .write] {
      #expect(shown(try changed.build(folder, mode: mode).warnings, folder) == both)
      #expect(folder.text("Output/.sitegen/manifest") == manifest)
    }
    changed.files[0].text = "Another\n"
    #expect(shown(try changed.build(folder).warnings, folder) == both)
    // A story that comes back as it was is ours again; one that has changed could overwrite anyone's file.
    changed.files.append(site.files[0])
    let vote = leftover("1 file here is", "world/vote/index.html")
    #expect(shown(try changed.build(folder).warnings, folder) == vote)
    changed.files.append(("world/vote/index.html", "The new vote\n", .article))
    #expect(message(folder) { try changed.build(folder) } == unlisted("world/vote/index.html"))
    changed.files.removeLast()
    // New files of others are no leftovers.
    try folder.write("Mine\n", to: "Output/mine.txt")
    #expect(shown(try changed.build(folder).warnings, folder) == vote)
    try folder.remove("Output/world/vote")
    #expect(try changed.build(folder).warnings.isEmpty)
    try folder.write("The vote\n", to: "Output/world/vote/index.html")
    #expect(try changed.build(folder).warnings.isEmpty)
  }

  /// A leftover that a link leads to is someone else's file.
  @Test func leftoversAreNotLookedForBehindLinks() throws {
    try folder.write("Old\n", to: "Output/world/old/index.html")
    try folder.write("junk\n", to: "Output/.sitegen/manifest")
    try TestSite([]).build(folder)
    #expect(try TestSite([]).build(folder).warnings.count == 1)
    try folder.write("Old\n", to: "elsewhere/old/index.html")
    try folder.remove("Output/world")
    try folder.link("Output/world", to: "../elsewhere")
    #expect(try TestSite([]).build(folder).warnings.isEmpty)
    #expect(folder.text("elsewhere/old/index.html") == "Old\n")
  }

  /// Every prefix, and a bit of every byte: the tree of a clean build, or, when the line of a file that differs is lost,
  /// an error and the tree as it was.
  @Test func anyDamageEndsInAGoodTree() throws {
    try site.build(folder)
    let bytes = Array(try #require(folder.text("Output/.sitegen/manifest")).utf8)
    let bridge = try OutputPath("world/bridge/index.html")
    var changed = site
    changed.files[0].text = "The new bridge\n"
    var refused = 0
    for index in bytes.indices {
      for damage in [Array(bytes[..<index]), bytes.enumerated().map { $0 == index ? $1 ^ 4 : $1 }] {
        try site.build(folder)
        try folder.write(String(decoding: damage, as: UTF8.self), to: "Output/.sitegen/manifest")
        guard Manifest(reading: damage).records.contains(where: { $0.path == bridge }) else {
          refused += 1
          #expect(message(folder) { try changed.build(folder) } == unlisted(bridge.text), "byte \(index)")
          #expect(folder.tree() == site.tree, "byte \(index)")
          continue
        }
        let summary = try changed.build(folder)
        #expect(folder.tree() == changed.tree, "byte \(index)")
        #expect(summary.warnings.map(\.id) == ["output-manifest-damaged"], "byte \(index)")
        try folder.remove("Output")
      }
    }
    #expect((100..<400).contains(refused), "\(refused) of \(2 * bytes.count)")
  }

  @Test func aListThatLostNothingButItsEndStillRemoves() throws {
    try site.build(folder)
    let text = try #require(folder.text("Output/.sitegen/manifest"))
    try folder.write(String(text.dropLast(5)), to: "Output/.sitegen/manifest")
    #expect(try TestSite([]).build(folder).removed.count == 3)
    #expect(folder.tree().isEmpty)
  }

  enum Obstacle: String, CaseIterable { case folder, link }

  func putObstacle(_ obstacle: Obstacle, at name: String) throws {
    switch obstacle {
    case .folder: try folder.write("Theirs\n", to: "Output/.sitegen/\(name)/theirs")
    case .link:
      try folder.write("Theirs\n", to: "theirs")
      try folder.link("Output/.sitegen/\(name)", to: "\(folder.path)/theirs")
    }
  }

  @Test(arguments: Obstacle.allCases)
  func aManifestThatIsNoFileIsDamaged(_ obstacle: Obstacle) throws {
    try site.build(folder)
    try folder.remove("Output/.sitegen/manifest")
    try putObstacle(obstacle, at: "manifest")
    var changed = site
    changed.files[0].text = "The new bridge\n"
    #expect(message(folder) { try changed.build(folder) } == unlisted("world/bridge/index.html"))
    changed.files.removeFirst()
    let text = """
      @/Output/.sitegen/manifest: warning: a \(obstacle == .folder ? "folder" : "symbolic link") stands where the list of \
      what sitegen wrote belongs, so everything is compared anew [output-manifest-damaged]
        hint: the build puts a new list in its place; if it cannot, delete it

      """
    let rest = leftover("1 file here is", "world/bridge/index.html")
    for mode in [OutputFolder.Mode.compare, .write] {
      #expect(shown(try changed.build(folder, mode: mode).warnings, folder) == rest + text)
      #expect(folder.tree() == site.tree)
    }
    #expect(folder.ownFiles == ["lock", "manifest"])
    if obstacle == .link { #expect(folder.text("theirs") == "Theirs\n") }
    #expect(shown(try changed.build(folder).warnings, folder) == rest)
  }

  /// Killed at any call while it takes the obstacle away, and built anew.
  @Test(arguments: Obstacle.allCases)
  func anObstacleAndAKilledBuildEndInAGoodTree(_ obstacle: Obstacle) throws {
    // Once with nothing to write but the list, and once with a page.
    for pages in [[], [("about/index.html", "About\n", OutputStage.article)]] {
      let changed = TestSite(site.files.dropFirst() + pages)
      for call in 1... {
        let system = FaultyFileSystem(.killed, at: call)
        try site.build(folder)
        try folder.remove("Output/.sitegen/manifest")
        try putObstacle(obstacle, at: "manifest")
        do { try changed.build(folder, fileSystem: system) } catch {}
        let warnings = try changed.build(folder).warnings.filter { $0.id != "output-manifest-damaged" }
        let note = "call \(call)"
        #expect(shown(warnings, folder) == leftover("1 file here is", "world/bridge/index.html"), "\(note)")
        #expect(
          folder.tree()
            == changed.tree.merging(["world/bridge/": "", "world/bridge/index.html": "The bridge\n"]) { $1 }, "\(note)")
        #expect(folder.ownFiles == ["lock", "manifest"], "\(note)")
        try folder.remove("Output")
        if obstacle == .link { try folder.remove("theirs") }
        if !system.isReached { break }
      }
    }
  }

  @Test(arguments: Obstacle.allCases)
  func aJournalThatIsNoFileIsAnError(_ obstacle: Obstacle) throws {
    try site.build(folder)
    try putObstacle(obstacle, at: "journal")
    #expect(
      message(folder) { try site.build(folder) } == """
        @/Output/.sitegen/journal: error: a \(obstacle == .folder ? "folder" : "symbolic link") that sitegen did not make \
        stands where it has to write [output-obstructed]
          hint: move it away, or delete it

        """)
    if obstacle == .link { #expect(folder.text("theirs") == "Theirs\n") }
  }
}
