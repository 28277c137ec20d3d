internal import Diagnostics

/// The files that a damaged list does not name any more: perhaps pages of deleted stories, perhaps someone else's.
///
/// They are not touched, but the manifest remembers them, so that every build says so until they are gone.
extension OutputFolder {
  /// Those that stand there still and are no part of this build; after damage, every file that no list names.
  func nextLeftovers() throws(Diagnostic) -> [OutputPath] {
    guard isDamaged, let folder else {
      var remaining = [OutputPath]()
      for path in leftovers.sorted() where try remains(path) { remaining.append(path) }
      return remaining
    }
    let entries: [OutputTree.Entry]
    do { entries = try OutputTree.entries(below: "", in: folder, passingOver: true, fileSystem) } catch {
      throw .outputDisk(error, "read the output folder", name)
    }
    // What no build could have written has a name that is no path of ours, or is no file.
    let files = entries.compactMap { entry in
      entry.kind == .file && entry.path.utf8.first != UInt8(ascii: ".") ? try? OutputPath(entry.path) : nil
    }
    let ours = Set(records.map { key($0.path.text) })
    return files.filter { !ours.contains(key($0.text)) }.sorted()
  }

  /// Whether a leftover is still a file, behind no link, and no file of this build.
  private func remains(_ path: OutputPath) throws(Diagnostic) -> Bool {
    if number(of: path) != nil { return false }
    for folder in Self.folders(above: path.folder).reversed() {
      guard try status(folder)?.kind == .folder else { return false }
    }
    return try status(path.text)?.kind == .file
  }

  func warnAboutLeftovers(_ leftovers: [OutputPath], in summary: inout WriteSummary) {
    if leftovers.isEmpty { return }
    let first = leftovers.prefix(5).map(\.text)
    summary.warnings.append(.outputLeftover(name, files: first, count: leftovers.count))
  }
}
