internal import Diagnostics

/// The calls that change what visitors see, in their order.
struct OutputChange {
  let name: String
  let folder: Int32
  let fileSystem: any FileSystem
  /// Whether anything has changed yet: only before can a build be taken back.
  private(set) var hasBegun = false

  init(name: String, folder: Int32, fileSystem: any FileSystem) {
    self.name = name
    self.folder = folder
    self.fileSystem = fileSystem
  }

  mutating func makeWay(_ obstacles: OutputObstacles) throws(Diagnostic) {
    for path in obstacles.files { try remove(path) }
    for path in obstacles.folders { try removeFolder(path) }
  }

  /// Within a stage the folders that are new as a whole come first, for files outside them may need them.
  mutating func place(_ staging: Staging) throws(Diagnostic) {
    for stage in OutputStage.allCases {
      for tree in staging.trees where tree.stage == stage { try rename(tree.staged, to: tree.target) }
      for move in staging.moves[stage.rawValue] { try rename(move.staged, to: move.target) }
    }
  }

  mutating func rename(_ staged: String, to target: String) throws(Diagnostic) {
    do { try fileSystem.rename(staged, to: target, in: folder) } catch {
      throw .outputDisk(error, "put this file in its place", "\(name)/\(target)")
    }
    hasBegun = true
  }

  mutating func remove(_ path: String) throws(Diagnostic) {
    do { try fileSystem.removeFile(path, in: folder) } catch {
      if error.isMissing { return }
      throw .outputDisk(error, "remove this file", "\(name)/\(path)")
    }
    hasBegun = true
  }

  private mutating func removeFolder(_ path: String) throws(Diagnostic) {
    do { try fileSystem.removeFolder(path, in: folder) } catch {
      if error.isMissing { return }
      throw .outputDisk(error, "remove this folder", "\(name)/\(path)")
    }
    hasBegun = true
  }

  /// Removes the folders that have become empty, the deepest first, and then those above them.
  func prune(_ folders: Set<String>, keeping foreign: Set<String>) throws(Diagnostic) {
    var byDepth: [Int: Set<String>] = [:]
    func add(_ path: String) {
      guard !path.isEmpty, !foreign.contains(path) else { return }
      byDepth[path.utf8.count { $0 == UInt8(ascii: "/") }, default: []].insert(path)
    }
    for path in folders { add(path) }
    while let depth = byDepth.keys.max(), let paths = byDepth.removeValue(forKey: depth) {
      for path in paths where try isGone(path) { add(OutputFolder.split(path).parent) }
    }
  }

  /// A folder that holds something, or that a disk is mounted on, stays.
  private func isGone(_ path: String) throws(Diagnostic) -> Bool {
    do { try fileSystem.removeFolder(path, in: folder) } catch {
      if error.isMissing { return true }
      if error.isPresent || error.isBusy { return false }
      throw .outputDisk(error, "remove this folder", "\(name)/\(path)")
    }
    return true
  }
}
