import Diagnostics
import Foundation
import Testing

@testable import SiteGenerator

/// Disks that are full, folders that may not be written, users with a strict `umask`, and large sites.
@Suite struct OutputDiskTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  static func pages(_ count: Int, size: Int = 6000, note: String = "") -> TestSite {
    TestSite(
      (0..<count).map { number in
        let line = "\(note) page \(number) of \(count)\n"
        return (
          "s\(number % 6)/p\(number)/index.html", String(repeating: line, count: size / line.utf8.count), .article
        )
      } + [("index.html", "\(note) \(count)\n", .list), ("rss.xml", "\(note) \(count)\n", .feed)])
  }

  @Test func fewFilesAreOpenAtATime() throws {
    let system = FaultyFileSystem()
    try Self.pages(300, size: 5000).build(folder, fileSystem: system)
    #expect(folder.tree() == Self.pages(300, size: 5000).tree)
    try folder.write("Source\n", to: "source.txt")
    let output = try OutputFolder.open(folder.output, protecting: [], lockWait: 0, fileSystem: system)
    try output.stageCopy(of: folder.path + "/source.txt", to: OutputPath("source.txt"), as: .asset)
    #expect(try output.commit().removed.count == 302)
    #expect(folder.tree() == ["source.txt": "Source\n"])
    #expect(system.open.isEmpty)
    // Output, lock, source and target.
    #expect(system.mostOpen == 4)
  }

  @Test func permissionsDoNotDependOnTheUmask() throws {
    let system = FaultyFileSystem()
    system.mask = 0o077
    let site = TestSite([("a/b/index.html", "1\n", .article), ("a/b/rss.xml", "2\n", .feed), ("c.html", "3\n", .list)])
    try site.build(folder, fileSystem: system)
    for (path, permissions) in [
      ("a", 0o755), ("a/b", 0o755), ("a/b/index.html", 0o644), ("a/b/rss.xml", 0o644), ("c.html", 0o644),
    ] {
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder.output)/\(path)")
      #expect(attributes[.posixPermissions] as? Int == permissions, "\(path)")
    }
    #expect(try site.build(folder).kept == 3)
  }

  @Test func whatIsStagedIsClosedToOthers() throws {
    let output = try OutputFolder.open(folder.output, protecting: [], lockWait: 0)
    try output.stage(OutputPath("a/index.html"), [1], as: .article)
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.output + "/.sitegen/staging")
    #expect(attributes[.posixPermissions] as? Int == 0o700)
    output.abandon()
  }

  /// Found before anything has changed, though it is the last of the files.
  @Test(arguments: ["s1", "."])
  func aFolderThatMayNotBeWrittenStopsTheBuild(_ name: String) throws {
    let old = Self.pages(12, note: "old")
    try old.build(folder)
    let system = FaultyFileSystem()
    system.readOnlyFolders = [name]
    var new = Self.pages(12, note: "new")
    new.files.append(("s1/new.txt", "New\n", .feed))
    let shown = name == "." ? "@/Output" : "@/Output/s1"
    #expect(
      message(folder) { try new.build(folder, fileSystem: system) } == """
        \(shown): error: cannot write into this folder: Permission denied (faccessat) [output-unwritable]
          hint: check who owns the folder and whether it may be written

        """)
    #expect(folder.tree() == old.tree)
    #expect(folder.ownFiles == ["lock", "manifest"])
  }

  @Test(.enabled(if: SmallDisk.isPossible, "a disk of 1 MB can be mounted by root only"))
  func aFullDiskChangesNothing() throws {
    let disk = try SmallDisk(at: folder.output)
    let old = Self.pages(30, note: "old")
    try old.build(folder)
    // Ever fewer pages, until they fit: the last that fail do so on the list of files, the first on a page.
    for count in (40...130).reversed() {
      let new = Self.pages(count, note: "new")
      let error = message(folder) { try new.build(folder) }
      if error == "nothing was thrown" {
        #expect(count < 120)
        #expect(folder.tree() == new.tree)
        break
      }
      #expect(error.contains("No space left on device"), "\(count) pages")
      #expect(error.hasSuffix("[output-full]\n  hint: make room on the disk, and build again\n"), "\(count) pages")
      #expect(folder.tree() == old.tree, "\(count) pages")
      #expect(folder.ownFiles == ["lock", "manifest"], "\(count) pages")
    }
    disk.unmount()
  }

  /// Random sites one after the other, some of them killed: what stands there is always that of a clean build.
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func anySequenceOfBuildsEndsInACleanTree(seed: UInt64) throws {
    var random = Seeded(seed: seed)
    for step in 0..<60 {
      let site = randomSite(&random)
      if Int.random(in: 0..<3, using: &random) == 0 {
        let system = FaultyFileSystem(.killed, at: Int.random(in: 1..<120, using: &random))
        do { try site.build(folder, fileSystem: system) } catch {}
      }
      if Int.random(in: 0..<4, using: &random) == 0, let file = folder.tree().keys.filter({ $0.hasSuffix("l") }).min() {
        try folder.write("edited\n", to: "Output/\(file)")
      }
      if Int.random(in: 0..<6, using: &random) == 0 {
        let site = randomSite(&random)
        #expect(try site.build(folder, mode: .compare).wrote <= site.files.count)
      }
      try site.build(folder)
      #expect(folder.tree() == site.tree, "seed \(seed), step \(step)")
      let stamps = try folder.stamps()
      #expect(try site.build(folder).kept == site.files.count, "seed \(seed), step \(step)")
      #expect(try folder.stamps() == stamps, "seed \(seed), step \(step)")
    }
  }

  private func randomSite(_ random: inout Seeded) -> TestSite {
    let names = ["a", "b", "index.html", "C"]
    var site = TestSite([])
    for _ in 0..<Int.random(in: 0..<14, using: &random) {
      let depth = Int.random(in: 1...3, using: &random)
      let path = (0..<depth).compactMap { _ in names.randomElement(using: &random) }.joined(separator: "/")
      // No path twice, and none within another.
      guard
        !site.files.contains(where: { ($0.path + "/").hasPrefix(path + "/") || (path + "/").hasPrefix($0.path + "/") })
      else { continue }
      let stage = OutputStage.allCases.randomElement(using: &random) ?? .article
      site.files.append((path, "\(path) \(Int.random(in: 0..<3, using: &random))\n", stage))
    }
    return site
  }
}

/// A file system in memory with room for 1 MB.
private struct SmallDisk {
  let path: String

  /// Tried once: it takes root, and a system that lets it.
  static let isPossible: Bool = {
    guard geteuid() == 0, let folder = try? TemporaryFolder(), let disk = try? SmallDisk(at: folder.output) else {
      return false
    }
    disk.unmount()
    return true
  }()

  init(at path: String) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard Self.run("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", path]) else {
      throw CocoaError(.featureUnsupported)
    }
    self.path = path
  }

  func unmount() { _ = Self.run("umount", [path]) }

  private static func run(_ command: String, _ arguments: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [command] + arguments
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
