import Diagnostics
import Foundation

@testable import SiteGenerator

/// A site in a folder of its own: Content, Output and the cache between builds.
struct DiskSite {
  let folder: String
  /// Whether what a build adds to the ledger is not written.
  var isFrozen = true
  var output: String { folder + "/Output" }
  var cache: String { folder + "/.sitegen" }

  init(_ name: String) throws {
    folder = FileManager.default.temporaryDirectory.path + "/sitegen-second-\(name)-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  /// Builds on top of what is there; what Output holds then.
  ///
  /// - Parameter isOnDisk: Whether the sources are files, with times and inodes, or values that only their bytes tell.
  func build(_ site: SiteFixture, isOnDisk: Bool, program: String = "test") async throws -> [String: [UInt8]] {
    _ = try await write(site, isOnDisk: isOnDisk, program: program)
    return try tree(output)
  }

  /// Builds on top of what is there, and counts the files that were made for it, and the pages among them.
  func write(
    _ site: SiteFixture, isOnDisk: Bool, program: String = "test"
  ) async throws -> Written {
    let cache = BuildCache(folder: cache, program: program)
    var inputs = site.inputs
    inputs.cache = cache
    inputs.isFrozen = isFrozen
    inputs.savesLater = true
    if isOnDisk {
      try put(site)
      inputs.content = DiskFolder(name: "Content", path: folder + "/Content")
    }
    let sink = CountingOutput(try OutputFolder.open(output, protecting: []))
    let report = try await SiteGenerator.build(inputs, into: sink)
    let written = Written(
      summary: try sink.folder.commit(), rendered: sink.rendered, pages: sink.pages, warnings: report.warnings,
      ledger: report.ledger?.bytes, isRepeated: sink.isRepeated)
    try report.ledger?.write(in: folder + "/Content")
    await cache.remember(report, as: sink.folder.state)
    return written
  }

  /// Builds again, as often as it takes until there is nothing to do: a process that another test has just started holds
  /// the lock of a cache for the moment between its fork and its exec, and without the lock nothing is known.
  func repeated(_ site: SiteFixture, isOnDisk: Bool) async throws -> Written {
    var written = try await write(site, isOnDisk: isOnDisk)
    for _ in 0..<20 where !written.isRepeated {
      try await Task.sleep(for: .milliseconds(20))
      written = try await write(site, isOnDisk: isOnDisk)
    }
    return written
  }

  /// What a build did.
  struct Written {
    var summary: WriteSummary
    var rendered: Int
    var pages: Int
    var warnings: [Diagnostic]
    var ledger: [UInt8]?
    /// Whether there was nothing to do.
    var isRepeated: Bool
  }

  /// Writes the files that differ, and removes those that are gone.
  private func put(_ site: SiteFixture) throws {
    let root = folder + "/Content"
    let wanted = site.files.filter { $0.key.hasPrefix("Content/") }
    for (path, bytes) in wanted {
      let url = URL(fileURLWithPath: "\(folder)/\(path)")
      if let old = try? Data(contentsOf: url), Array(old) == bytes { continue }
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url)
    }
    let present = FileManager.default.fileExists(atPath: root) ? try tree(root) : [:]
    for path in present.keys where wanted["Content/\(path)"] == nil {
      try FileManager.default.removeItem(atPath: "\(root)/\(path)")
    }
  }
}

/// Every file below a folder, by path.
func tree(_ folder: String) throws -> [String: [UInt8]] {
  var files: [String: [UInt8]] = [:]
  for path in try FileManager.default.subpathsOfDirectory(atPath: folder) where !path.hasPrefix(".sitegen") {
    let url = URL(fileURLWithPath: "\(folder)/\(path)")
    guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
    files[path] = Array(try Data(contentsOf: url))
  }
  return files
}

/// Counts what is made, and hands it on.
private final class CountingOutput: OutputSink {
  let folder: OutputFolder
  private(set) var rendered = 0
  private(set) var pages = 0
  private(set) var isRepeated = false

  init(_ folder: OutputFolder) { self.folder = folder }

  var keepsFiles: Bool { true }

  func keepAll(_ state: ContentHash) throws(Diagnostic) -> Bool {
    isRepeated = try folder.keepAll(state)
    return isRepeated
  }

  var state: ContentHash? { folder.state }
  func keep(_ path: OutputPath, isKnown: Bool, as stage: OutputStage) throws(Diagnostic) -> Bool {
    try folder.keep(path, isKnown: isKnown, as: stage)
  }

  func keep(_ path: OutputPath, fingerprint: ContentHash, as stage: OutputStage) throws(Diagnostic) -> Bool {
    try folder.keep(path, fingerprint: fingerprint, as: stage)
  }

  func write(
    _ path: OutputPath, _ bytes: [UInt8], hash: ContentHash, fingerprint: ContentHash?, as stage: OutputStage
  ) throws(Diagnostic) {
    rendered += 1
    if fingerprint != nil { pages += 1 }
    try folder.write(path, bytes, hash: hash, fingerprint: fingerprint, as: stage)
  }

  func copy(
    _ sourceFile: String, to path: OutputPath, fingerprint: ContentHash?, as stage: OutputStage
  ) throws(Diagnostic) {
    try folder.copy(sourceFile, to: path, fingerprint: fingerprint, as: stage)
  }
}
