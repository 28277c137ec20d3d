import DefaultTheme
import Foundation
import SiteGenerator

@testable import PreviewServer

/// A site in memory, and a real server on a port of its own.
final class PreviewFixture {
  static let settings = "title: Harbour\nbase-url: https://harbour.example/\n"
  static let article = "---\ntitle: The bridge\ndate: 2026-11-01\n---\n\nIt opens.\n"

  let site = PreviewSite()
  let writer: SnapshotWriter
  let task: Task<Void, any Error>
  let client: Client

  init(patience: Duration = .seconds(600)) async throws {
    let (port, task) = try await PreviewServer(site, patience: patience).listen(port: 0)
    self.task = task
    client = Client(port: port)
    writer = SnapshotWriter(folders: [FileManager.default.temporaryDirectory.path]) { Instant(seconds: 1_800_000_000) }
  }

  deinit { task.cancel() }

  /// Builds a site from files by their path below Content.
  static func build(
    _ files: [String: String], into sink: some OutputSink, drafts: Bool = false, future: Bool = false
  ) async throws -> BuildReport {
    let all = ["site.yml": settings, "world/bridge.md": article].merging(files) { $1 }
    let content = MemoryFolder(name: "Content", all.mapValues { Array($0.utf8) })
    let now = Instant(seconds: 1_796_000_000)
    return try await SiteGenerator.build(
      BuildInputs(
        content: content, templates: nil, theme: DefaultTheme.files,
        selection: Selection(now: now, drafts: drafts, future: future)), into: sink)
  }

  /// Builds a site and shows it.
  @discardableResult
  func show(
    _ files: [String: String] = [:], drafts: Bool = false, future: Bool = false, isStyleOnly: Bool = false
  ) async throws -> SiteSnapshot {
    let report = try await Self.build(files, into: writer, drafts: drafts, future: future)
    let snapshot = writer.finish(report)
    site.show(snapshot, isStyleOnly: isStyleOnly)
    return snapshot
  }
}

/// What a build makes, in memory.
final class CollectedOutput: OutputSink {
  var files: [String: [UInt8]] = [:]

  func write(_ path: OutputPath, _ bytes: [UInt8], hash: ContentHash, fingerprint: ContentHash?, as stage: OutputStage)
  {
    files[path.text] = bytes
  }

  func copy(_ sourceFile: String, to path: OutputPath, fingerprint: ContentHash?, as stage: OutputStage) {
    files[path.text] = FileManager.default.contents(atPath: sourceFile).map { Array($0) }
  }
}
