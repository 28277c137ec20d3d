import Foundation
import Testing

@testable import PreviewServer
@testable import SiteGenerator

/// What is kept from one build to the next.
@Suite struct SnapshotWriterTests {
  private let report = BuildReport(warnings: [], articles: 0, pages: 0, feeds: 0)

  private func writer() -> SnapshotWriter {
    SnapshotWriter(folders: ["/nowhere/at/all", FileManager.default.temporaryDirectory.path]) { Instant(seconds: 1000) }
  }

  private func snapshot(_ writer: SnapshotWriter, _ files: [String: [UInt8]]) throws -> SiteSnapshot {
    for (path, bytes) in files {
      try writer.write(OutputPath(path), bytes, hash: ContentHash(bytes), fingerprint: nil, as: .asset)
    }
    return writer.finish(report)
  }

  @Test func anOldSiteStaysWhatItWas() throws {
    let writer = writer()
    let first = try snapshot(writer, ["a": [1], "b": [2], "c": [3]])
    let second = try snapshot(writer, ["a": [1], "b": [4], "d": [5]])
    #expect(try first.files.mapValues { try $0.bytes.readAll() } == ["a": [1], "b": [2], "c": [3]])
    #expect(try second.files.mapValues { try $0.bytes.readAll() } == ["a": [1], "b": [4], "d": [5]])
    #expect(second.changes(since: first) == 3)
    #expect(second.files.mapValues(\.modified.seconds) == ["a": 1000, "b": 1001, "d": 1000])
  }

  @Test func whatAFailedBuildMadeIsForgotten() throws {
    let writer = writer()
    _ = try snapshot(writer, ["a": [1]])
    try writer.write(OutputPath("b"), [2], hash: ContentHash([2]), fingerprint: nil, as: .asset)
    writer.abandon()
    #expect(try snapshot(writer, ["a": [1]]).files.keys.sorted() == ["a"])
  }

  @Test func whatWasMadeOfTheSameIsKept() throws {
    let writer = writer()
    let (old, new) = (ContentHash([7]), ContentHash([8]))
    #expect(try !writer.keep(OutputPath("a"), fingerprint: old, as: .asset))
    try writer.write(OutputPath("a"), [1], hash: ContentHash([1]), fingerprint: old, as: .asset)
    _ = writer.finish(report)
    #expect(try !writer.keep(OutputPath("a"), fingerprint: new, as: .asset))
    #expect(try writer.keep(OutputPath("a"), fingerprint: old, as: .asset))
    #expect(try writer.finish(report).files["a"]?.bytes.readAll() == [1])
    // A build that failed leaves what the last good one made.
    try writer.write(OutputPath("a"), [2], hash: ContentHash([2]), fingerprint: new, as: .asset)
    writer.abandon()
    #expect(try writer.keep(OutputPath("a"), fingerprint: old, as: .asset))
  }

  @Test func roomThatNobodyUsesIsGivenBack() throws {
    let writer = writer()
    let small: [UInt8] = [1, 2, 3]
    let first = try snapshot(writer, ["small": small, "large": [UInt8](repeating: 0, count: 20 << 20)])
    var last = first
    for round in UInt8(1)...5 {
      last = try snapshot(writer, ["small": small, "large": [UInt8](repeating: round, count: 20 << 20)])
    }
    let store = try #require(last.files["large"]?.bytes.store)
    #expect(store.count < 80 << 20)
    #expect(last.files["small"]?.bytes.store === store)
    #expect(try last.files["small"]?.bytes.readAll() == small)
    #expect(try last.files["large"]?.bytes.read(0..<2) == [5, 5])
    #expect(try first.files["large"]?.bytes.read(0..<2) == [0, 0])
  }

  /// A copy that stays as it is keeps nothing of a store that has been given up.
  @Test func anOldStoreIsGivenBackAlthoughACopyStaysTheSame() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sitegen-copy-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = folder.appending(path: "logo.png")
    try Data([1, 2, 3]).write(to: source)
    let writer = writer()
    weak var first: ByteStore?
    var last: SiteSnapshot?
    for round in UInt8(0)...5 {
      try writer.copy(source.path, to: OutputPath("logo.png"), fingerprint: nil, as: .asset)
      last = try snapshot(writer, ["large": [UInt8](repeating: round, count: 20 << 20)])
      if round == 0 { first = last?.files["logo.png"]?.bytes.store }
    }
    #expect(first == nil)
    #expect(try last?.files["logo.png"]?.bytes.readAll() == [1, 2, 3])
  }

  @Test func aFileIsCopiedAgainWhenItChanged() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sitegen-copy-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = folder.appending(path: "film.mp4")
    let writer = writer()
    func copied() throws -> SiteSnapshot {
      try writer.copy(source.path, to: OutputPath("film.mp4"), fingerprint: nil, as: .asset)
      return writer.finish(report)
    }
    let film = [UInt8](repeating: 7, count: 3 << 20)
    try Data(film).write(to: source)
    let first = try copied()
    #expect(try first.files["film.mp4"]?.bytes.readAll() == film)
    #expect(first.files["film.mp4"]?.hash == ContentHash(film))
    #expect(try copied().files["film.mp4"]?.bytes.offset == first.files["film.mp4"]?.bytes.offset)
    try Data([8]).write(to: source)
    #expect(try copied().files["film.mp4"]?.bytes.readAll() == [8])
    try FileManager.default.removeItem(at: source)
    #expect(throws: (any Error).self) { try copied() }
    try FileManager.default.createSymbolicLink(at: source, withDestinationURL: URL(filePath: "/etc/passwd"))
    #expect(throws: (any Error).self) { try copied() }
  }
}
