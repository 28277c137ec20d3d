internal import Diagnostics

/// What stands in `Output`, against what this build makes.
extension OutputFolder {
  func checkOpen() throws(Diagnostic) {
    if !isOpen { throw .outputClosed(name) }
  }

  /// The record of a path that no other file of this build has claimed; nil for a path that the last build did not
  /// have.
  func claim(_ path: OutputPath) throws(Diagnostic) -> Int? {
    if case .staged = staging.folders[key(path.text)] { throw clash(path) }
    guard let number = number(of: path) else { return nil }
    try checkUnclaimed(number)
    return number
  }

  func checkUnclaimed(_ number: Int) throws(Diagnostic) {
    guard records[number].state == .leaving else {
      throw .outputClash(shown(records[number].path), "two files of this build have this name")
    }
    if staging.filesInTheWay.contains(number) { throw clash(records[number].path) }
  }

  func clash(_ path: OutputPath) -> Diagnostic {
    .outputClash(shown(path), "one file of this build has this name, and others lie in a folder of this name")
  }

  /// How the file stands, when its bytes are those of the hash; nil when it has to be written.
  ///
  /// - Throws: when what stands there is not ours to replace.
  func standing(
    _ number: Int?, _ path: OutputPath, hash: ContentHash?, size: Int
  ) throws(Diagnostic) -> FileStamp? {
    guard case .present = try state(of: path.folder), let status = try status(path.text) else { return nil }
    switch status.kind {
    case .file: break
    case .folder:
      staging.foldersInTheWay.append(path)
      return nil
    case .link: throw .outputLink(shown(path))
    case .other: throw .outputObstructed(shown(path), by: "a device or pipe")
    }
    if let number, records[number].isProved(by: status.stamp) {
      return hash == records[number].hash && size == status.stamp.size ? status.stamp : nil
    }
    let present = try contents(path.text)
    if let present, present.stamp.size == size, present.hash == hash { return present.stamp }
    try checkOurs(number, path, status, present?.hash)
    return nil
  }

  /// Refuses to replace a file that no build wrote; says so when one of ours was changed by hand.
  private func checkOurs(
    _ number: Int?, _ path: OutputPath, _ status: FileStatus, _ present: ContentHash?
  ) throws(Diagnostic) {
    if let number {
      if !isRecovering, present != records[number].hash { warnings.append(.outputEdited(shown(path), removed: false)) }
    } else if let other = inodes[status.stamp.inode], records[other].stamp == status.stamp {
      if records[other].state != .leaving { throw caseClash(path) }
      // A file of ours whose name differs in case, on a file system without it: it goes first, to give way to the new
      // name.
      staging.filesInTheWay.append(other)
    } else {
      throw foreignFile(path)
    }
  }

  /// That a file stands in the way which no list names as ours; when a list was damaged, it may be all the same.
  func foreignFile(_ path: OutputPath) -> Diagnostic {
    isDamaged || leftovers.contains(path) ? .outputUnlisted(shown(path)) : .outputForeignFile(shown(path))
  }

  func caseClash(_ path: OutputPath) -> Diagnostic {
    .outputClash(shown(path), "two files of this build have names that differ in case alone")
  }

  /// A folder of `Output`, with those above it; every part is looked at once, and none may be a link.
  func state(of path: String) throws(Diagnostic) -> Staging.Folder {
    if path.isEmpty { return folder == nil ? .absent : .present }
    if let known = staging.folders[key(path)] { return known }
    // Nothing to remember: below a folder that is not there is nothing.
    guard case .present = try state(of: Self.split(path).parent) else { return .absent }
    let found = try look(at: path)
    staging.folders[key(path)] = found
    return found
  }

  private func look(at path: String) throws(Diagnostic) -> Staging.Folder {
    guard let status = try status(path) else { return .absent }
    switch status.kind {
    case .folder: return .present
    case .link: throw .outputLink("\(name)/\(path)")
    case .other: throw .outputObstructed("\(name)/\(path)", by: "a device or pipe")
    case .file:
      let file = OutputPath(folder: path)
      guard let number = number(of: file) else {
        throw isDamaged || leftovers.contains(file)
          ? .outputUnlisted(shown(file)) : .outputObstructed(shown(file), by: "a file")
      }
      if records[number].state != .leaving { throw clash(records[number].path) }
      staging.filesInTheWay.append(number)
      return .absent
    }
  }

  func status(_ path: String) throws(Diagnostic) -> FileStatus? {
    guard let folder else { return nil }
    do { return try fileSystem.status(path, in: folder) } catch {
      throw .outputDisk(error, "look at this file", "\(name)/\(path)")
    }
  }

  /// Hash and stamp of a file, read in pieces; nil when it is gone.
  func contents(_ path: String) throws(Diagnostic) -> (hash: ContentHash, stamp: FileStamp)? {
    guard let folder else { return nil }
    do {
      return try fileSystem.with(try fileSystem.open(path, in: folder)) { (file: Int32) throws(SystemError) in
        let stamp = try fileSystem.status(of: file).stamp
        var hasher = ContentHasher()
        var buffer = [UInt8](repeating: 0, count: min(max(stamp.size, 1), SourceFile.piece))
        while case let count = try fileSystem.read(file, into: &buffer), count > 0 {
          hasher.update(buffer.span.extracting(0..<count))
        }
        return (hasher.finish(), stamp)
      }
    } catch {
      if error.isMissing { return nil }
      throw .outputDisk(error, "read this file", "\(name)/\(path)")
    }
  }

  /// The file is part of this build as it stands.
  func keep(
    _ number: Int?, _ path: OutputPath, _ stage: OutputStage, hash: ContentHash, stamp: FileStamp,
    fingerprint: ContentHash?
  ) {
    guard let number else {
      noteForeignFolder(path.folder)
      add(
        OutputRecord(
          path: path, stage: stage, hash: hash, stamp: stamp, fingerprint: fingerprint, state: .kept))
      needsManifest = true
      return
    }
    let old = records[number]
    records[number].stage = stage
    records[number].hash = hash
    records[number].stamp = stamp
    records[number].fingerprint = fingerprint
    records[number].state = .kept
    if old.hash != hash || old.stamp != stamp || old.fingerprint != fingerprint || old.stage != stage {
      needsManifest = true
    }
  }

  func refresh(_ number: Int, stamp: FileStamp) {
    if records[number].stamp != stamp { needsManifest = true }
    records[number].stamp = stamp
  }

  /// The file has been staged.
  func record(
    _ path: OutputPath, _ stage: OutputStage, hash: ContentHash, stamp: FileStamp, fingerprint: ContentHash?
  ) {
    let new = OutputRecord(
      path: path, stage: stage, hash: hash, stamp: stamp, fingerprint: fingerprint, state: .written)
    if let number = number(of: path) {
      records[number] = new
      staging.written.append(number)
    } else {
      noteForeignFolder(path.folder)
      staging.written.append(records.count)
      add(new)
    }
  }

  private func add(_ record: OutputRecord) {
    table.append(record.path, records.count)
    records.append(record)
  }

  /// Remembers the folders that someone else made, before the first file of ours is written into them, and those above.
  func noteForeignFolder(_ folder: String) {
    if isRecovering || folder.isEmpty { return }
    // Of a folder that is new, `stagedFolder(_:)` has noted those above it.
    guard case .present = staging.folders[key(folder)], ownFolders.insert(key(folder)).inserted else { return }
    foreignFolders.insert(folder)
    noteForeignFolder(Self.split(folder).parent)
  }
}
