import Foundation
import Synchronization
import Testing

@testable import PreviewServer

/// The watch, on a real disk, with the system's events and without.
@Suite(.timeLimit(.minutes(5))) struct FolderWatchTests {
  /// A site's folder, a watch over it, and what the watch has told.
  private final class Watched {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sitegen-watch-\(UUID().uuidString)")
    let watch: FolderWatch
    private(set) var told = FolderChanges()

    init(polling: Bool, limit: Int = .max) throws {
      for name in ["Content/world", "Templates", "Output"] {
        try FileManager.default.createDirectory(at: folder.appending(path: name), withIntermediateDirectories: true)
      }
      watch = FolderWatch(site: folder.path, folders: ["Content", "Templates"], prefersPolling: polling, limit: limit) {
      }
      #if os(Linux)
        #expect(watch.method == (polling ? .polling : .events))
      #endif
    }

    deinit {
      watch.stop()
      try? FileManager.default.removeItem(at: folder)
    }

    func write(_ text: String, to path: String) throws {
      try Data(text.utf8).write(to: folder.appending(path: path))
    }

    /// Waits until a change of this path was told, or that more changed than is named.
    func hears(of path: String) async throws {
      while !told.paths.contains(path), !told.isIncomplete {
        try await Task.sleep(for: .milliseconds(10))
        told.add(watch.take())
      }
      told = FolderChanges()
    }
  }

  @Test(arguments: [false, true]) func itTellsOfFilesAndFolders(polling: Bool) async throws {
    let site = try Watched(polling: polling)
    let manager = FileManager.default
    try site.write("one", to: "Content/world/a.md")
    try await site.hears(of: "Content/world/a.md")
    try site.write("two, longer", to: "Content/world/a.md")
    try await site.hears(of: "Content/world/a.md")
    // An editor that writes beside the file, and puts that in its place.
    try site.write("three, longer still", to: "Content/world/.a.md.tmp")
    try manager.removeItem(at: site.folder.appending(path: "Content/world/a.md"))
    try manager.moveItem(
      at: site.folder.appending(path: "Content/world/.a.md.tmp"), to: site.folder.appending(path: "Content/world/a.md"))
    try await site.hears(of: "Content/world/a.md")
    // A folder that is made, filled, renamed, and filled again.
    let (deep, new) = (site.folder.appending(path: "Content/deep/er"), site.folder.appending(path: "Content/new"))
    try manager.createDirectory(at: deep, withIntermediateDirectories: true)
    try site.write("four", to: "Content/deep/er/b.md")
    try await site.hears(of: "Content/deep/er/b.md")
    try manager.moveItem(at: deep.deletingLastPathComponent(), to: new)
    try await site.hears(of: "Content/new/er/b.md")
    try site.write("five, longer", to: "Content/new/er/b.md")
    try await site.hears(of: "Content/new/er/b.md")
    try manager.removeItem(at: site.folder.appending(path: "Content/world/a.md"))
    try await site.hears(of: "Content/world/a.md")
    // A root that goes and comes back.
    try manager.removeItem(at: site.folder.appending(path: "Templates"))
    try manager.createDirectory(at: site.folder.appending(path: "Templates"), withIntermediateDirectories: true)
    try site.write("six", to: "Templates/base.html")
    try await site.hears(of: "Templates/base.html")
  }

  #if os(Linux)
    /// Whether this process watches a folder, as the kernel says (proc(5), `/proc/pid/fdinfo`).
    private func isWatched(_ folder: URL) throws -> Bool {
      let number = try FileManager.default.attributesOfItem(atPath: folder.path)[.systemFileNumber] as? NSNumber
      let mark = " ino:\(String(try #require(number).uint64Value, radix: 16)) "
      return try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fdinfo").contains { name in
        let text = (try? String(contentsOfFile: "/proc/self/fdinfo/\(name)", encoding: .utf8)) ?? ""
        return text.contains("inotify wd:") && text.contains(mark)
      }
    }

    @Test func aWatchThatIsStoppedIsGivenBack() async throws {
      let site = try Watched(polling: false)
      try #require(try isWatched(site.folder))
      site.watch.stop()
      let started = ContinuousClock.now
      while try isWatched(site.folder), ContinuousClock.now - started < .seconds(60) {
        try await Task.sleep(for: .milliseconds(10))
      }
      #expect(try !isWatched(site.folder))
    }

    /// Site, Content, world and Templates are four; a fifth folder is more than the system tells of.
    @Test func itLooksForItselfWhenTheSystemTellsNoMore() async throws {
      let site = try Watched(polling: false, limit: 4)
      try FileManager.default.createDirectory(
        at: site.folder.appending(path: "Content/new"), withIntermediateDirectories: true)
      try await site.hears(of: "Content/new")
      #expect(site.watch.method == .polling)
      try site.write("one", to: "Content/new/a.md")
      try await site.hears(of: "Content/new/a.md")
      try site.write("two, longer", to: "Content/world/b.md")
      try await site.hears(of: "Content/world/b.md")
    }
  #endif

  @Test(arguments: [false, true]) func itSaysNothingOfWhatIsNotTheSites(polling: Bool) async throws {
    let site = try Watched(polling: polling)
    for path in ["Output/index.html", "Content/.a.swp", "Content/world/a.md~", "Content/world/#a.md#", "notes.txt"] {
      try site.write("x", to: path)
    }
    // A marker that comes after all of these.
    try site.write("x", to: "Content/world/marker.md")
    var told = FolderChanges()
    while told.isEmpty {
      try await Task.sleep(for: .milliseconds(10))
      told.add(site.watch.take())
    }
    #expect(told.paths == ["Content/world/marker.md"])
    #expect(!told.isIncomplete)
  }

  @Test func aNameThatComesAndGoesIsNotTold() {
    var changes = FolderChanges()
    changes.made = ["a"]
    changes.paths = ["a"]
    changes.remove("a")
    #expect(changes.isEmpty)
    changes.remove("b")
    #expect(changes.paths == ["b"])
  }
}
