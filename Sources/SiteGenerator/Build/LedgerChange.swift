public import Diagnostics

/// What a build at the desk adds to `Content/ledger.tsv`, once the site is published.
public struct LedgerChange: Sendable {
  /// Articles that are new in it, or of which it says something else now.
  public let articles: Int
  let bytes: [UInt8]
  /// Of the file as it is to be.
  var hash: ContentHash { ContentHash(bytes) }
  /// The file that was read; nil when there was none.
  private let original: ContentHash?

  /// Nil when nothing is new.
  init?(from old: Ledger, to new: Ledger) {
    let changed =
      zip(old.lines, new.lines).count { $0 != $1 } + new.lines.count - old.lines.count + old.mergedLines
    guard changed > 0 else { return nil }
    articles = changed
    bytes = new.bytes
    original = old.file
  }

  /// Writes the file whole or not at all. What somebody else changed in the meantime is not overwritten.
  ///
  /// - Parameter folder: `Content`, as it is opened and as messages name it.
  public func write(in folder: String) throws(Diagnostic) { try write(in: folder, SystemFileSystem()) }

  func write(in folder: String, _ fileSystem: any FileSystem) throws(Diagnostic) {
    let path = "\(folder)/\(Ledger.fileName)"
    let isUnchanged: Bool
    do {
      let descriptor = try fileSystem.openFolder(folder)
      defer { try? fileSystem.close(descriptor) }
      isUnchanged = try standing(in: descriptor, fileSystem) == original
      if isUnchanged { try replace(in: descriptor, fileSystem) }
    } catch {
      throw .ledgerNotWritten(path, error.reason)
    }
    if !isUnchanged { throw .ledgerChangedMeanwhile(path) }
  }

  private func standing(in folder: Int32, _ fileSystem: any FileSystem) throws(SystemError) -> ContentHash? {
    guard let status = try fileSystem.status(Ledger.fileName, in: folder) else { return nil }
    return try fileSystem.with(try fileSystem.open(Ledger.fileName, in: folder)) { (file: Int32) throws(SystemError) in
      ContentHash(try fileSystem.readAll(file, expected: status.stamp.size))
    }
  }

  private func replace(in folder: Int32, _ fileSystem: any FileSystem) throws(SystemError) {
    // A name that begins with a dot is nothing of Content, should this be killed before it is renamed.
    let draft = ".\(Ledger.fileName).new"
    try? fileSystem.removeFile(draft, in: folder)
    do {
      try fileSystem.with(try fileSystem.create(draft, in: folder)) { (file: Int32) throws(SystemError) in
        try fileSystem.writeAll(bytes.span, to: file)
        // Should the power fail after the renaming, the file would be empty otherwise, and with it every feed id gone.
        try fileSystem.synchronize(file)
      }
      if let status = try fileSystem.status(Ledger.fileName, in: folder) {
        try fileSystem.setPermissions(status.permissions, of: draft, in: folder)
      }
      try fileSystem.rename(draft, to: Ledger.fileName, in: folder)
    } catch {
      try? fileSystem.removeFile(draft, in: folder)
      throw error
    }
  }
}
