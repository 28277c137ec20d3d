package import Diagnostics
package import SiteGenerator

/// Takes the files of a build, and keeps those that did not change from one build to the next.
package final class SnapshotWriter: OutputSink {
  /// What a file was copied from, and what it was then. Not the stored file: that would keep all of an old store.
  private struct Copied {
    let source: String
    let stamp: SourceStamp
    let hash: ContentHash
  }

  /// How much of a file is in memory while it is copied, in bytes.
  private static let piece = 1 << 20
  /// Bytes that no file uses any more are given back when they are more than those in use, and more than this.
  private static let slack = 64 << 20

  private let folders: [String]
  private let clock: () -> Instant
  private var store: ByteStore?
  private var kept: [String: StoredFile] = [:]
  private var made: [String: StoredFile] = [:]
  /// By the path of the copy.
  private var copied: [String: Copied] = [:]
  /// What the files of the last build, and of this one, were made of.
  private var fingerprints: [String: ContentHash] = [:]
  private var newFingerprints: [String: ContentHash] = [:]

  /// - Parameters:
  ///   - folders: Where the bytes may be kept, the best one first.
  ///   - clock: Tells what time it is.
  package init(folders: [String], clock: @escaping () -> Instant) {
    self.folders = folders
    self.clock = clock
  }

  package var keepsFiles: Bool { true }

  package func begins(_ count: Int) {
    made.reserveCapacity(count)
    newFingerprints.reserveCapacity(count)
  }

  package func keep(_ path: OutputPath, fingerprint: ContentHash, as stage: OutputStage) throws(Diagnostic) -> Bool {
    guard fingerprints[path.text] == fingerprint, let file = kept[path.text] else { return false }
    made[path.text] = file
    newFingerprints[path.text] = fingerprint
    return true
  }

  package func write(
    _ path: OutputPath, _ bytes: [UInt8], hash: ContentHash, fingerprint: ContentHash?, as stage: OutputStage
  ) throws(Diagnostic) {
    newFingerprints[path.text] = fingerprint
    if let file = kept[path.text], file.hash == hash, file.size == bytes.count {
      made[path.text] = file
    } else {
      do throws(SystemCallError) { try add(bytes, hash, at: path.text, stage) } catch { throw .previewStorage(error) }
    }
  }

  package func copy(
    _ sourceFile: String, to path: OutputPath, fingerprint: ContentHash?, as stage: OutputStage
  ) throws(Diagnostic) {
    newFingerprints[path.text] = fingerprint
    if let known = copied[path.text], let file = kept[path.text], known.source == sourceFile,
      known.hash == file.hash, SourceStamp(path: sourceFile) == known.stamp
    {
      made[path.text] = file
      return
    }
    do throws(SystemCallError) {
      if let source = try openRegularFile(sourceFile) {
        defer { closeDescriptor(source.descriptor) }
        let file = try store(source.descriptor, at: path.text, stage)
        copied[path.text] = Copied(source: sourceFile, stamp: source.stamp, hash: file.hash)
        made[path.text] = file
        return
      }
    } catch {
      throw .previewCopy(sourceFile, error.reason)
    }
    throw .previewCopy(sourceFile, "it is neither a file nor a folder")
  }

  /// The site that has been made since the last call; the next build is compared with it.
  package func finish(_ report: BuildReport) -> SiteSnapshot {
    (kept, made) = (made, [:])
    (fingerprints, newFingerprints) = (newFingerprints, [:])
    copied = copied.filter { kept[$0.key] != nil }
    giveBack()
    let marks = report.unpublished.map { ($0.key.text, $0.value) }
    return SiteSnapshot(files: kept, basePath: report.basePath, marks: Dictionary(marks) { first, _ in first })
  }

  /// Forgets what a build that failed has made.
  package func abandon() {
    made = [:]
    newFingerprints = [:]
  }

  /// A file in one piece.
  private func add(
    _ bytes: [UInt8], _ hash: ContentHash, at path: String, _ stage: OutputStage
  ) throws(SystemCallError) {
    let range = try openStore().append(bytes)
    made[path] = StoredFile(bytes: range, hash: hash, modified: modified(path), isAsset: stage == .asset)
  }

  /// A file piece by piece: a film is not held in memory.
  private func store(_ source: Int32, at path: String, _ stage: OutputStage) throws(SystemCallError) -> StoredFile {
    let store = try openStore()
    var hasher = ContentHasher()
    var first: ByteStore.Range?
    var length = 0
    while true {
      let bytes = try readBytes(source, at: length, count: Self.piece)
      // Nothing else is appended meanwhile: the pieces stand side by side.
      if first == nil || !bytes.isEmpty {
        let range = try store.append(bytes)
        first = first ?? range
      }
      hasher.update(bytes)
      length += bytes.count
      if bytes.count < Self.piece { break }
    }
    let range = ByteStore.Range(store: store, offset: first?.offset ?? 0, count: length)
    let hash = hasher.finish()
    if let file = kept[path], file.hash == hash, file.size == length { return file }
    return StoredFile(bytes: range, hash: hash, modified: modified(path), isAsset: stage == .asset)
  }

  /// Later than before even when a file changes twice within a second: a browser asks by the second.
  private func modified(_ path: String) -> Instant {
    let now = clock()
    return kept[path].map { max(now, $0.modified + 1) } ?? now
  }

  private func openStore() throws(SystemCallError) -> ByteStore {
    if let store { return store }
    let opened = try ByteStore(in: folders)
    store = opened
    return opened
  }

  /// Moves what is in use to a new store when most of the old one is not; the system takes the old one away when the
  /// last answer from it has been sent. When that fails the old one stays in use.
  private func giveBack() {
    let used = kept.values.reduce(0) { $0 + $1.size }
    guard let old = store, old.count > 2 * used + Self.slack else { return }
    do throws(SystemCallError) {
      let new = try ByteStore(in: folders)
      var moved: [String: StoredFile] = [:]
      for (path, file) in kept {
        let range = try new.append(file.bytes.readAll())
        moved[path] = StoredFile(bytes: range, hash: file.hash, modified: file.modified, isAsset: file.isAsset)
      }
      (store, kept) = (new, moved)
    } catch {}
  }
}

extension Diagnostic {
  static func previewStorage(_ error: SystemCallError) -> Diagnostic {
    Diagnostic(
      id: "preview-storage", "the preview has no room for its files: \(error.reason)",
      hint: "it keeps them in .sitegen beside Content, or where TMPDIR says")
  }

  static func previewCopy(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(id: "preview-copy", "the file cannot be copied: \(reason)", at: Place(path: path))
  }
}
