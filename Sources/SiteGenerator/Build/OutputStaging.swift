internal import Diagnostics

/// Where the new bytes are until they are renamed.
///
/// A folder that does not stand in `Output` yet is built as a tree of its own and renamed as a whole: a clean build
/// then needs no rename a page. Feeds wait outside the trees, because they name pages and must come after all of them. So
/// do lists, but for trees of nothing else, which come after all that have articles.
struct Staging {
  /// What is known of a folder of `Output`.
  enum Folder {
    case present
    case absent
    /// Absent, and built here, as a part of a tree.
    case staged(tree: Int32)
  }

  /// What is known of folders, by hashes of their paths: a large site has as many folders as pages, and their paths would
  /// take as much room again.
  struct Folders {
    private var known: [ContentHash: Folder] = [:]

    subscript(path: String) -> Folder? {
      get { known[Self.hash(path)] }
      set { known[Self.hash(path)] = newValue }
    }

    private static func hash(_ path: String) -> ContentHash {
      var digest = Digest()
      digest.add(path)
      return digest.hash
    }
  }

  struct Tree {
    let number: Int
    let target: String
    var stage: OutputStage

    /// The path in the staging folder.
    var staged: String { Staging.name("t", number) }

    /// Where something is built that is going to stand in the tree, or the tree itself.
    func place(of path: String) -> String { staged + String(Substring(path.utf8.dropFirst(target.utf8.count))) }
  }

  struct Move {
    let staged: String
    let target: String
  }

  var folders = Folders()
  var trees: [Tree] = []
  /// The files outside the trees, by stage.
  var moves = [[Move]](repeating: [], count: OutputStage.allCases.count)
  /// The files of this build that were staged, in order, as numbers of records.
  var written: [Int] = []
  /// Files of the last build that stand where this one needs a folder.
  var filesInTheWay: [Int] = []
  /// Paths at which a folder stands, though this build has a file of that name.
  var foldersInTheWay: [OutputPath] = []
  var exists = false
  /// Whether the user's `umask` takes from new folders, or files, what a server has to read.
  var foldersNeedPermissions = false
  private var count = 0

  mutating func nextNumber() -> Int {
    count += 1
    return count
  }

  /// Where a file waits that is renamed on its own.
  mutating func move(to path: OutputPath, _ stage: OutputStage) -> String {
    let move = Move(staged: Staging.name("", nextNumber()), target: path.text)
    moves[stage.rawValue].append(move)
    return move.staged
  }

  static func name(_ prefix: String, _ number: Int) -> String { "\(OutputState.staging)/\(prefix)\(number)" }
}

extension OutputFolder {
  /// Writes new bytes into the staging folder; `Mode.compare` only looks whether the names go together.
  func put(
    _ path: OutputPath, as stage: OutputStage, _ write: (Int32) throws(SystemError) -> Void
  ) throws(Diagnostic) -> FileStamp {
    if mode == .write, let folder { try makeStaging(in: folder) }
    let staged = try stagedPath(path, stage)
    guard mode == .write, let folder else { return FileStamp(size: -1, modified: 0, inode: 0) }
    do {
      return try fileSystem.with(try fileSystem.create(staged, in: folder)) { (file: Int32) throws(SystemError) in
        try write(file)
        let status = try fileSystem.status(of: file)
        if status.permissions != 0o644 { try fileSystem.setPermissions(0o644, of: staged, in: folder) }
        return status.stamp
      }
    } catch {
      if error.isPresent { throw caseClash(path) }
      throw .outputDisk(error, "write this file", shown(path))
    }
  }

  private func stagedPath(_ path: OutputPath, _ stage: OutputStage) throws(Diagnostic) -> String {
    let parent = path.folder
    if case .staged(let tree) = try stagedFolder(parent, stage) {
      let tree = Int(tree)
      if stage < .list, staging.trees[tree].stage == .list { try takeListsOut(of: tree) }
      if stage <= max(staging.trees[tree].stage, .article) {
        staging.trees[tree].stage = max(staging.trees[tree].stage, stage)
        return staging.trees[tree].place(of: path.text)
      }
    }
    return staging.move(to: path, stage)
  }

  /// An article comes into a tree of lists: they wait outside from now on.
  private func takeListsOut(of number: Int) throws(Diagnostic) {
    let tree = staging.trees[number]
    for record in staging.written where records[record].stage == .list {
      let path = records[record].path
      guard path.text.hasPrefix(tree.target + "/") else { continue }
      let staged = staging.move(to: path, .list)
      guard mode == .write, let folder else { continue }
      do { try fileSystem.rename(tree.place(of: path.text), to: staged, in: folder) } catch {
        throw .outputDisk(error, "write this file", shown(path))
      }
    }
    staging.trees[number].stage = .asset
  }

  func makeStaging(in output: Int32) throws(Diagnostic) {
    if staging.exists { return }
    do {
      try fileSystem.makeFolder(OutputState.staging, in: output)
      staging.exists = true
      let made = try fileSystem.status(OutputState.staging, in: output)
      staging.foldersNeedPermissions = (made?.permissions ?? 0) & 0o777 != 0o755
      // What is staged is not published yet: no server of another user may read it.
      try fileSystem.setPermissions(0o700, of: OutputState.staging, in: output)
    } catch {
      throw .outputDisk(error, "make this folder", "\(name)/\(OutputState.staging)")
    }
  }

  /// Builds the folder and those above it in the staging folder, where they do not stand in `Output`, for a file of a
  /// stage.
  private func stagedFolder(_ path: String, _ stage: OutputStage) throws(Diagnostic) -> Staging.Folder {
    if path.isEmpty { return .present }
    switch staging.folders[key(path)] {
    case .present: return .present
    case .staged(let tree): return .staged(tree: tree)
    case .absent, nil: break
    }
    let parent = Self.split(path).parent
    switch try stagedFolder(parent, stage) {
    case .staged(let tree): return try make(path, tree: tree)
    case .present, .absent:
      noteForeignFolder(parent)
      staging.trees.append(Staging.Tree(number: staging.nextNumber(), target: path, stage: min(stage, .list)))
      return try make(path, tree: Int32(staging.trees.count - 1))
    }
  }

  private func make(_ path: String, tree: Int32) throws(Diagnostic) -> Staging.Folder {
    let place = staging.trees[Int(tree)].place(of: path)
    let folderPath = OutputPath(folder: path)
    if let number = number(of: folderPath), records[number].state != .leaving { throw clash(folderPath) }
    if mode == .write, let folder {
      do {
        try fileSystem.makeFolder(place, in: folder)
        if staging.foldersNeedPermissions { try fileSystem.setPermissions(0o755, of: place, in: folder) }
      } catch {
        if error.isPresent { throw caseClash(folderPath) }
        throw .outputDisk(error, "make this folder", "\(name)/\(path)")
      }
    }
    staging.folders[key(path)] = .staged(tree: tree)
    return .staged(tree: tree)
  }

  /// Deletes the staging folder, whatever is in it; what cannot be deleted now is so by the next build.
  func clearStaging() {
    guard mode == .write, let folder else { return }
    guard let status = try? fileSystem.status(OutputState.staging, in: folder) else { return }
    if status.kind == .folder {
      OutputTree.remove(OutputState.staging, in: folder, fileSystem)
    } else {
      try? fileSystem.removeFile(OutputState.staging, in: folder)
    }
    staging.exists = false
  }

  /// Closes what is open: the lock is free.
  func finish() {
    lock?.release(fileSystem)
    lock = nil
    if let folder { try? fileSystem.close(folder) }
  }

  func shown(_ path: OutputPath) -> String { "\(name)/\(path.text)" }

  /// One for all names of a folder that the disk takes for one.
  func key(_ path: String) -> String { isCaseless ? OutputPath(folder: path).folded : path }

  static func split(_ folder: String) -> (parent: String, last: String) {
    guard let slash = folder.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", folder) }
    return (String(folder[..<slash]), String(folder[folder.utf8.index(after: slash)...]))
  }

  /// The folder itself and all above it, but not the top.
  static func folders(above folder: String) -> [String] {
    var folders = [String]()
    var path = folder
    while !path.isEmpty {
      folders.append(path)
      path = split(path).parent
    }
    return folders
  }
}
