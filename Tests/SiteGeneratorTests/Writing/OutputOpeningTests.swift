import Diagnostics
import Foundation
import Testing

@testable import SiteGenerator

/// Which folders are refused, and who may write.
@Suite struct OutputOpeningTests {
  let folder: TemporaryFolder
  let site = TestSite("-- index.html list\nWorld")

  init() throws {
    folder = try TemporaryFolder()
    try folder.makeFolder("site/Content/world")
    try folder.makeFolder("site/Templates")
  }

  func open(_ path: String, apart: [String] = [], outside: [String] = []) -> String {
    let protected = apart.map { ProtectedFolder.apart(folder.path + $0) } + outside.map { .outside(folder.path + $0) }
    return message(folder) {
      let output = try OutputFolder.open(path, protecting: protected, lockWait: 0)
      try site.stage(in: output)
      _ = try output.commit()
    }
  }

  func refusal(_ path: String, _ reason: String) -> String {
    """
    \(path): error: cannot write a site here: \(reason) [output-refused]
      hint: name a folder of its own with --output

    """
  }

  @Test func theRootAndTheHomeFolderAreRefused() throws {
    #expect(open("/") == refusal("/", "it is the root of the disk"))
    #expect(open("/usr/..") == refusal("/usr/..", "it is the root of the disk"))
    let home = try #require(SystemFileSystem().homeFolders().first)
    guard home != "/", FileManager.default.fileExists(atPath: home) else { return }
    #expect(open(home) == refusal(home, "it is the home folder"))
    #expect(open(home + "/.") == refusal(home + "/.", "it is the home folder"))
  }

  /// The environment may name another home than the list of users does.
  @Test func bothHomeFoldersAreRefused() throws {
    if let home = ProcessInfo.processInfo.environment["HOME"] {
      #expect(SystemFileSystem().homeFolders().contains(home))
    }
    try folder.makeFolder("homes/me/.cache")
    try folder.link("link", to: "homes/me")
    let system = FaultyFileSystem()
    func open(_ path: String, homes: [String]) -> String {
      system.homes = homes.map { $0.hasPrefix("/h") ? folder.path + $0 : $0 }
      return message(folder) {
        try OutputFolder.open(folder.path + path, protecting: [], lockWait: 0, fileSystem: system).abandon()
      }
    }
    let me = ["/nowhere/at/all", "/homes/me"]
    #expect(open("/homes/me", homes: me) == refusal("@/homes/me", "it is the home folder"))
    #expect(open("/link", homes: me) == refusal("@/link", "it is the home folder"))
    #expect(open("/homes", homes: me) == refusal("@/homes", "it holds the home folder"))
    #expect(open("/homes/me", homes: me.reversed()) == refusal("@/homes/me", "it is the home folder"))
    #expect(open("/homes/me/site", homes: me) == "nothing was thrown")
    // A variable may hold anything, and such a one protects nothing.
    for odd in ["", "/", "relative/../../nowhere", "/homes/none/../x", "a\0b"] {
      #expect(open("/homes/other", homes: [odd]) == "nothing was thrown", "\(odd)")
    }
  }

  @Test func theFoldersOfTheSiteAreRefused() {
    let content = ["/site/Content", "/site/Templates", "/site/none"]
    let root = folder.path
    func result(_ path: String) -> String { open(root + path, apart: content, outside: ["/site"]) }
    func expected(_ path: String, _ reason: String) -> String { refusal("@" + path, reason) }
    #expect(result("/site") == expected("/site", "it holds \"@/site/Content\""))
    #expect(result("/site/Content") == expected("/site/Content", "it is \"@/site/Content\""))
    #expect(result("/site/Content/") == expected("/site/Content/", "it is \"@/site/Content\""))
    #expect(result("/site/Content/world") == expected("/site/Content/world", "it lies in \"@/site/Content\""))
    #expect(result("/site/Content/new/er") == expected("/site/Content/new/er", "it lies in \"@/site/Content\""))
    #expect(
      result("/site/x/../Templates")
        == "@/site/x/../Templates: error: cannot find this folder: No such file or directory (realpath) [output-io]\n")
    #expect(
      result("/site/Content/../Templates") == expected("/site/Content/../Templates", "it is \"@/site/Templates\""))
    #expect(result("/site/none") == expected("/site/none", "it is \"@/site/none\""))
    #expect(result("") == expected("", "it holds \"@/site/Content\""))
    #expect(result("/site/Contents") == "nothing was thrown")
    #expect(result("/site/Output") == "nothing was thrown")
    #expect(open(root + "/site", outside: ["/site"]) == expected("/site", "it is \"@/site\""))
  }

  @Test func linksAreSeenThrough() throws {
    try folder.link("link", to: "site/Content")
    let result = open(folder.path + "/link/Output", apart: ["/site/Content"])
    #expect(result == refusal("@/link/Output", "it lies in \"@/site/Content\""))
    #expect(open(folder.path + "/site/Content", apart: ["/link"]) == refusal("@/site/Content", "it is \"@/link\""))
    // The output folder itself may be one.
    try folder.makeFolder("www")
    try folder.link("public", to: "www")
    #expect(open(folder.path + "/public", apart: ["/site/Content"]) == "nothing was thrown")
    #expect(folder.tree("www") == site.tree)
  }

  @Test func aFolderWithFilesAndNoManifestIsRefusedAndNotTouched() throws {
    try folder.write("Mine\n", to: "Output/notes/a.txt")
    try folder.write("Mine\n", to: "Output/b.txt")
    #expect(
      open(folder.output) == """
        @/Output: error: this folder holds files that sitegen did not write, such as "b.txt" [output-foreign-folder]
          hint: empty it, or name another folder with --output

        """)
    #expect(folder.tree() == ["notes/": "", "notes/a.txt": "Mine\n", "b.txt": "Mine\n"])
    #expect(!folder.exists("Output/.sitegen"))
  }

  @Test func aLockAloneDoesNotMakeAFolderOurs() throws {
    _ = try OutputFolder.open(folder.output, protecting: [], lockWait: 0)
    try folder.write("Mine\n", to: "Output/b.txt")
    #expect(open(folder.output).contains("[output-foreign-folder]"))
    #expect(throws: Diagnostic.self) { try OutputFolder.open(folder.output, protecting: [], mode: .compare) }
    #expect(folder.tree() == ["b.txt": "Mine\n"])
  }

  @Test func aFolderWithDotfilesAloneIsEmpty() throws {
    try folder.write("", to: "Output/.gitkeep")
    try folder.write("x", to: "Output/.git/HEAD")
    #expect(open(folder.output) == "nothing was thrown")
    #expect(folder.tree() == ["index.html": "World\n", ".gitkeep": "", ".git/": "", ".git/HEAD": "x"])
  }

  @Test func aFileIsNoFolder() throws {
    try folder.write("x", to: "Output")
    #expect(
      open(folder.output) == "@/Output: error: cannot open the output folder: Not a directory (open) [output-io]\n")
    #expect(open(folder.output + "/deeper").contains("error: cannot open the output folder: "))
    #expect(open("") == refusal("", "the name of the folder is empty"))
  }

  @Test func aNewFolderIsMadeWithThoseAboveIt() throws {
    #expect(open(folder.path + "/a/b/./c/Output/") == "nothing was thrown")
    #expect(folder.tree("a/b/c/Output") == site.tree)
  }

  @Test func oneBuildAtATime() throws {
    let first = try OutputFolder.open(folder.output, protecting: [], lockWait: 0, fileSystem: FaultyFileSystem())
    #expect(folder.text("Output/.sitegen/lock") == "process 4711\n")
    #expect(
      open(folder.output) == """
        @/Output: error: another build is writing here (process 4711) [output-locked]
          hint: wait until it has ended, or name another folder with --output

        """)
    do { _ = try OutputFolder.open(folder.output, protecting: [], lockWait: 0) } catch {
      #expect(error.isLocked)
      #expect(!error.isDiskRefusal)
    }
    first.abandon()
    #expect(folder.text("Output/.sitegen/lock") == "")
    #expect(open(folder.output) == "nothing was thrown")
  }

  @Test func aBuildThatWaitsGoesOnWhenTheOtherHasEnded() throws {
    let first = try OutputFolder.open(folder.output, protecting: [], lockWait: 0)
    var waited = [String]()
    var pauses = 0
    let system = FaultyFileSystem()
    system.whilePausing = {
      pauses += 1
      if pauses == 7 { first.abandon() }
    }
    let second = try OutputFolder.open(
      folder.output, protecting: [], lockWait: 1, waiting: { waited.append($0) }, fileSystem: system)
    #expect(waited == ["process \(getpid())"])
    #expect(pauses == 7)
    #expect(folder.text("Output/.sitegen/lock") == "process 4711\n")
    second.abandon()
  }

  @Test func aBuildWaitsNoLongerThanItIsTold() throws {
    let first = try OutputFolder.open(folder.output, protecting: [], lockWait: 0)
    var pauses = 0
    let system = FaultyFileSystem()
    system.whilePausing = { pauses += 1 }
    #expect(throws: Diagnostic.outputLocked(folder.output, holder: "process \(getpid())")) {
      try OutputFolder.open(folder.output, protecting: [], lockWait: 30, fileSystem: system)
    }
    #expect(pauses == 600)
    #expect(system.open.isEmpty)
    first.abandon()
  }

  /// The lock is no obstacle to looking.
  @Test func comparingNeedsNoLock() throws {
    #expect(open(folder.output) == "nothing was thrown")
    let first = try OutputFolder.open(folder.output, protecting: [], lockWait: 0)
    #expect(try site.build(folder, mode: .compare).kept == 1)
    first.abandon()
  }
}
