public import Diagnostics

extension OutputFolder {
  /// Opens `Output`, makes it where it is missing, and holds its lock until `commit()` or `abandon()`.
  ///
  /// - Parameters:
  ///   - path: `Output` itself may be a symbolic link; nothing in it may.
  ///   - protected: folders that it must keep away from, besides `/` and the home folder.
  ///   - lockWait: how many seconds to wait for another build that writes here.
  ///   - waiting: is told once who that is: `process 4711`.
  /// - Throws: `output-refused`, `output-foreign-folder`, `output-locked`, or that the disk refused.
  public static func open(
    _ path: String, protecting protected: [ProtectedFolder], mode: Mode = .write, lockWait: Int = 30,
    waiting: (String) -> Void = { _ in }
  ) throws(Diagnostic) -> OutputFolder {
    try open(
      path, protecting: protected, mode: mode, lockWait: lockWait, waiting: waiting, fileSystem: SystemFileSystem())
  }

  static func open(
    _ path: String, protecting protected: [ProtectedFolder], mode: Mode = .write, lockWait: Int = 30,
    waiting: (String) -> Void = { _ in }, fileSystem: any FileSystem
  ) throws(Diagnostic) -> OutputFolder {
    let location = try OutputLocation(path, fileSystem)
    try location.check(protected, fileSystem)
    var opening = Opening(name: path, fileSystem: fileSystem)
    guard mode == .write || location.missing.isEmpty else {
      return OutputFolder(
        name: path, mode: mode, fileSystem: fileSystem, folder: nil, lock: nil, state: OutputState())
    }
    do {
      try opening.openFolder(location)
      let state =
        mode == .write ? try opening.takeOver(lockWait: lockWait, waiting: waiting) : try opening.look()
      return OutputFolder(
        name: path, mode: mode, fileSystem: fileSystem, folder: opening.folder, lock: opening.lock, state: state)
    } catch {
      opening.close()
      throw error
    }
  }
}

/// The steps that lead to an `OutputFolder`, with what has to be undone when one fails.
private struct Opening {
  let name: String
  let fileSystem: any FileSystem
  var folder: Int32?
  var lock: OutputLock?

  mutating func openFolder(_ location: OutputLocation) throws(Diagnostic) {
    do {
      var path = location.existing
      for part in location.missing {
        path += "/" + part
        do { try fileSystem.makeFolder(absolute: path) } catch  where error.isPresent {}
      }
      folder = try fileSystem.openFolder(path)
    } catch {
      throw .outputDisk(error, "open the output folder", name)
    }
  }

  /// Nothing is made in a folder that is not ours; a lock file says that a build has been here, perhaps is.
  mutating func takeOver(lockWait: Int, waiting: (String) -> Void) throws(Diagnostic) -> OutputState {
    guard let folder else { return OutputState() }
    try checkOwnFolder(folder)
    if try !isPresent(OutputState.lock) {
      if try !isPresent(OutputState.manifest), try !isPresent(OutputState.journal) { try checkEmpty() }
      try makeOwnFolder(folder)
    }
    lock = try OutputLock(
      OutputState.lock, in: folder, shownAs: name, wait: lockWait, waiting: waiting, fileSystem)
    return try look()
  }

  func look() throws(Diagnostic) -> OutputState {
    guard let folder else { return OutputState() }
    try checkOwnFolder(folder)
    let state = try OutputState(in: folder, shownAs: name, fileSystem)
    if !state.isOurs { try checkEmpty() }
    return state
  }

  func close() {
    lock?.release(fileSystem)
    if let folder { try? fileSystem.close(folder) }
  }

  private func isPresent(_ path: String) throws(Diagnostic) -> Bool {
    guard let folder else { return false }
    do { return try fileSystem.status(path, in: folder) != nil } catch {
      throw .outputDisk(error, "look at this file", "\(name)/\(path)")
    }
  }

  /// Dotfiles do not count: `.gitkeep` and `.git` are in many an empty folder.
  private func checkEmpty() throws(Diagnostic) {
    guard let folder else { return }
    let found: FolderNames
    do { found = try fileSystem.list(".", in: folder) } catch {
      throw .outputDisk(error, "read the output folder", name)
    }
    let names = found.names + found.undecodable.map { UndecodableName($0).text }
    guard let example = names.filter({ $0.utf8.first != UInt8(ascii: ".") }).min() else { return }
    throw .outputForeignFolder(name, example: example)
  }

  private func makeOwnFolder(_ folder: Int32) throws(Diagnostic) {
    do { try fileSystem.makeFolder(OutputState.folder, in: folder) } catch {
      if error.isPresent { return }
      throw .outputDisk(error, "make this folder", "\(name)/\(OutputState.folder)")
    }
  }

  private func checkOwnFolder(_ folder: Int32) throws(Diagnostic) {
    let status: FileStatus?
    do { status = try fileSystem.status(OutputState.folder, in: folder) } catch {
      throw .outputDisk(error, "look at this folder", "\(name)/\(OutputState.folder)")
    }
    switch status?.kind {
    case nil, .folder: return
    case .link: throw .outputLink("\(name)/\(OutputState.folder)")
    default: throw .outputObstructed("\(name)/\(OutputState.folder)", by: "a file")
    }
  }
}
