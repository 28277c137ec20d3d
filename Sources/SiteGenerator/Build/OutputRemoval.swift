internal import Diagnostics

/// What has to go before the new files can be put in their places: a file where a folder comes to stand, or the
/// reverse.
struct OutputObstacles {
  var files: [String] = []
  /// The deepest first.
  var folders: [String] = []
}

/// The files of the last build that this one does not make.
extension OutputFolder {
  enum Removal { case file(FileStatus), gone, behindLink }

  func filesThatGiveWay() throws(Diagnostic) -> OutputObstacles {
    var obstacles = OutputObstacles()
    for number in staging.filesInTheWay { obstacles.files.append(records[number].path.text) }
    for path in staging.foldersInTheWay { try empty(path, into: &obstacles) }
    return obstacles
  }

  /// A folder gives way to a file when nothing is in it but what this build removes.
  private func empty(_ path: OutputPath, into obstacles: inout OutputObstacles) throws(Diagnostic) {
    guard let folder else { return }
    let entries: [OutputTree.Entry]
    do { entries = try OutputTree.entries(below: path.text, in: folder, fileSystem) } catch {
      throw .outputDisk(error, "read this folder", shown(path))
    }
    var files = [String]()
    for entry in entries where entry.kind != .folder {
      guard entry.kind == .file, let file = try? OutputPath(entry.path) else {
        throw .outputForeignFile("\(name)/\(entry.path)")
      }
      guard let number = number(of: file) else { throw foreignFile(file) }
      if records[number].state != .leaving { throw clash(path) }
      files.append(entry.path)
    }
    if files.isEmpty, !isRecovering { throw .outputObstructed(shown(path), by: "a folder") }
    obstacles.files += files
    obstacles.folders += entries.reversed().filter { $0.kind == .folder }.map(\.path) + [path.text]
  }

  /// Where a file stands that has to go; never behind a link, for what is there is not ours.
  func removal(of record: OutputRecord) throws(Diagnostic) -> Removal {
    guard case .present = try stateIgnoringLinks(of: record.path.folder) else {
      return isBehindLink(record.path.folder) ? .behindLink : .gone
    }
    guard let status = try status(record.path.text), status.kind == .file else { return .gone }
    return .file(status)
  }

  /// Like `state(of:)`, where a folder that may not be entered is as good as none.
  func stateIgnoringLinks(of folder: String) throws(Diagnostic) -> Staging.Folder {
    do { return try state(of: folder) } catch {
      if ["output-symlink", "output-obstructed", "output-clash"].contains(error.id) { return .absent }
      throw error
    }
  }

  private func isBehindLink(_ folder: String) -> Bool {
    Self.folders(above: folder).contains { path in (try? status(path))?.kind == .link }
  }

  /// Removes what this build does not make, then the folders that have become empty; the paths of the files.
  func removeLeaving(_ change: inout OutputChange, _ obstacles: OutputObstacles) throws(Diagnostic) -> [OutputPath] {
    // Feeds before what they name.
    let leaving = OutputStage.allCases.reversed().flatMap { stage in
      records.indices.filter { records[$0].state == .leaving && records[$0].stage == stage }
    }
    if leaving.isEmpty { return [] }
    let present = Set(records.lazy.filter { $0.state != .leaving }.compactMap(\.stamp?.inode))
    let early = Set(obstacles.files)
    var removed = [OutputPath]()
    var folders = Set<String>()
    for number in leaving {
      let path = records[number].path
      folders.insert(path.folder)
      if early.contains(path.text) {
        removed.append(path)
        continue
      }
      switch try removal(of: records[number]) {
      case .behindLink:
        folders.remove(path.folder)
        warnings.append(.outputBehindLink(shown(path)))
      case .gone: break
      // The same file by another name, on a file system that does not mind case.
      case .file(let status) where present.contains(status.stamp.inode): break
      case .file(let status):
        try warnIfEdited(number, status)
        try change.remove(path.text)
        removed.append(path)
      }
    }
    try change.prune(folders, keeping: foreignFolders)
    return removed
  }

  private func warnIfEdited(_ number: Int, _ status: FileStatus) throws(Diagnostic) {
    if isRecovering || records[number].isProved(by: status.stamp) { return }
    let path = records[number].path
    if try contents(path.text)?.hash != records[number].hash {
      warnings.append(.outputEdited(shown(path), removed: true))
    }
  }
}
