import Diagnostics
import Testing

@testable import SiteGenerator

/// A build that fails, or is killed, at each of its system calls in turn.
@Suite struct OutputFaultTests {
  /// Lists and feeds name pages, one a line, so that a test can see whether they are there.
  static let old = TestSite(
    """
    -- assets/theme-1.css asset
    body {}
    -- world/bridge/index.html article
    The bridge
    -- world/vote/index.html article
    The vote
    -- sport/final/index.html article
    The final
    -- world/index.html list
    world/bridge/index.html
    world/vote/index.html
    -- sport/index.html list
    sport/final/index.html
    -- index.html list
    world/bridge/index.html
    sport/final/index.html
    -- rss.xml feed
    world/bridge/index.html
    world/vote/index.html
    sport/final/index.html
    -- sport/rss.xml feed
    sport/final/index.html
    """)

  /// One changed, one new in an old folder, one in a new folder, a whole section gone, a new list in a new folder.
  static let new = TestSite(
    """
    -- rss.xml feed
    world/bridge/index.html
    world/storm/index.html
    culture/opera/index.html
    -- tags/harbour/rss.xml feed
    world/bridge/index.html
    -- tags/harbour/index.html list
    world/bridge/index.html
    -- index.html list
    world/storm/index.html
    culture/opera/index.html
    -- world/index.html list
    world/bridge/index.html
    world/storm/index.html
    -- culture/page/2/index.html list
    culture/opera/index.html
    -- culture/opera/index.html article
    The opera
    -- culture/opera/stage.svg asset
    <svg/>
    -- world/storm/index.html article
    The storm
    -- world/bridge/index.html article
    The bridge, corrected
    -- assets/theme-2.css asset
    body { color: black }
    """)

  /// Files where folders were, and folders where files were.
  static let turned = TestSite(
    """
    -- world article
    A page that is called world
    -- index.html/index.html article
    Strange
    -- sport/final/index.html/more/index.html article
    Stranger
    -- rss.xml feed
    world
    """)

  static let foreign = ["world/mine.txt": "Mine\n", "uploads/": "", "uploads/a.bin": "1234\n", ".gitkeep": ""]

  func start(_ site: TestSite?, foreign: Bool = true) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try site?.build(folder)
    if site != nil { try folder.settle() }
    if foreign, site != nil {
      for (path, text) in Self.foreign where !path.hasSuffix("/") { try folder.write(text, to: "Output/\(path)") }
    }
    return folder
  }

  func expected(_ site: TestSite?, foreign: Bool = true) -> [String: String] {
    var tree = site?.tree ?? [:]
    guard foreign else { return tree }
    tree.merge(Self.foreign) { $1 }
    tree["world/"] = ""
    return tree
  }

  /// Every page that a list or feed names is there.
  func checkNames(_ tree: [String: String], _ note: Testing.Comment) {
    for (path, text) in tree
    where path.hasSuffix("rss.xml") || (path.hasSuffix("index.html") && text.contains("/index.html")) {
      for name in text.split(separator: "\n") where name.hasSuffix("index.html") || path.hasSuffix("rss.xml") {
        #expect(tree[String(name)] != nil, "\(path) names \(name), \(note)")
      }
    }
  }

  /// Kills the build at every call until it gets through; then builds once more what `next` says.
  func kill(from: TestSite?, to: TestSite, then next: TestSite, foreign: Bool, names: Bool) throws {
    let before = expected(from, foreign: foreign && from != nil)
    var wasBetween = false
    for call in 1... {
      let note = Comment(rawValue: "killed at call \(call)")
      let folder = try start(from, foreign: foreign)
      let system = FaultyFileSystem(.killed, at: call)
      do { try to.build(folder, fileSystem: system) } catch {}
      let tree = folder.tree()
      if tree != before { wasBetween = true }
      if system.renamed.filter({ !$0.hasPrefix(".sitegen") }).isEmpty, from != nil, names {
        #expect(tree == before, note)
      }
      if names { checkNames(tree, note) }
      let summary = try next.build(folder)
      #expect(folder.tree() == expected(next, foreign: foreign && from != nil), note)
      #expect(summary.warnings.isEmpty, note)
      #expect(folder.ownFiles == ["lock", "manifest"], note)
      #expect(try next.build(folder).wrote == 0, note)
      if !system.isReached { break }
    }
    #expect(wasBetween)
  }

  @Test func aChangeThatIsKilledIsCompleted() throws {
    try kill(from: Self.old, to: Self.new, then: Self.new, foreign: true, names: true)
  }

  @Test func aFirstBuildThatIsKilledIsCompleted() throws {
    try kill(from: nil, to: Self.new, then: Self.new, foreign: false, names: true)
  }

  @Test func aChangeThatIsKilledIsTakenBack() throws {
    try kill(from: Self.old, to: Self.new, then: Self.old, foreign: true, names: true)
  }

  @Test func aFirstBuildThatIsKilledGivesWayToAnother() throws {
    try kill(from: nil, to: Self.new, then: Self.old, foreign: false, names: true)
  }

  @Test func foldersAndFilesThatChangePlacesSurviveAKill() throws {
    try kill(from: Self.old, to: Self.turned, then: Self.turned, foreign: false, names: false)
    try kill(from: Self.turned, to: Self.old, then: Self.old, foreign: false, names: false)
    try kill(from: Self.old, to: Self.turned, then: Self.new, foreign: false, names: false)
  }

  /// Killed, and the next one killed as well.
  @Test func twoKillsInARowAreCompleted() throws {
    for first in stride(from: 1, to: 200, by: 13) {
      for second in stride(from: 1, to: 200, by: 17) {
        let folder = try start(Self.old)
        do { try Self.new.build(folder, fileSystem: FaultyFileSystem(.killed, at: first)) } catch {}
        do { try Self.old.build(folder, fileSystem: FaultyFileSystem(.killed, at: second)) } catch {}
        try Self.new.build(folder)
        #expect(folder.tree() == expected(Self.new), "killed at calls \(first) and \(second)")
      }
    }
  }

  /// The journal says what is ours: a file that someone puts beside it is not.
  @Test func aForeignFileStaysOneAfterAKill() throws {
    for call in 1... {
      let folder = try start(Self.old)
      let system = FaultyFileSystem(.killed, at: call)
      do { try Self.new.build(folder, fileSystem: system) } catch {}
      try folder.write("Mine\n", to: "Output/about/index.html")
      var larger = Self.new
      larger.files.append(("about/index.html", "About\n", .article))
      let text = message(folder) { try larger.build(folder) }
      #expect(text.hasPrefix("@/Output/about/index.html: error: sitegen did not write this file"), "call \(call)")
      #expect(folder.text("Output/about/index.html") == "Mine\n", "call \(call)")
      if !system.isReached { break }
    }
  }

  /// ENOSPC, EACCES, EIO: once, or from then on.
  @Test(arguments: [28, 13, 5] as [Int32], [false, true])
  func aCallThatFailsChangesNothingOrIsCompleted(code: Int32, stays: Bool) throws {
    for call in 1... {
      let note = Comment(rawValue: "call \(call) failed with \(code)")
      let folder = try start(Self.old)
      let system = FaultyFileSystem(stays ? .always(code) : .once(code), at: call)
      var failure: Diagnostic?
      do { try Self.new.build(folder, fileSystem: system) } catch { failure = try #require(error as? Diagnostic) }
      #expect(system.open.isEmpty, note)
      if let failure {
        #expect(failure.isDiskRefusal, note)
        #expect(failure.place != nil, note)
        if failure.notes.isEmpty { #expect(folder.tree() == expected(Self.old), note) }
      } else {
        #expect(folder.tree() == expected(Self.new), note)
      }
      checkNames(folder.tree(), note)
      let summary = try Self.new.build(folder)
      #expect(summary.warnings.isEmpty, note)
      #expect(folder.tree() == expected(Self.new), note)
      #expect(folder.ownFiles == ["lock", "manifest"], note)
      if !system.isReached { break }
    }
  }

  @Test func theMessageSaysWhatTheDiskRefused() throws {
    var messages = Set<String>()
    for call in 1... {
      let folder = try start(Self.old)
      let system = FaultyFileSystem(.always(28), at: call)
      let text = message(folder) { try Self.new.build(folder, fileSystem: system) }
      if text.contains("write this file") || text.contains("in its place") { messages.insert(text) }
      if !system.isReached { break }
    }
    #expect(
      messages.contains(
        """
        @/Output/world/storm/index.html: error: cannot write this file: No space left on device (write) [output-full]
          hint: make room on the disk, and build again

        """))
    #expect(
      messages.contains(
        """
        @/Output/index.html: error: cannot put this file in its place: No space left on device (renameat) [output-full]
          hint: make room on the disk, and build again
          note: the output folder is between two builds; the next build completes it

        """))
  }
}
