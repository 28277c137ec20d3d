public import Diagnostics

extension OutputFolder {
  /// What `commit()` would do.
  public func preview() throws(Diagnostic) -> WriteSummary {
    try checkOpen()
    _ = try filesThatGiveWay()
    var summary = WriteSummary()
    summary.warnings = warnings
    try warnAboutLeftovers(nextLeftovers(), in: &summary)
    summary.written = staging.written.map { records[$0].path }
    summary.kept = records.count { $0.state == .kept }
    for record in records where record.state == .leaving {
      if case .file = try removal(of: record) { summary.removed.append(record.path) }
    }
    return summary
  }

  /// Puts everything that was staged in its place, removes what this build does not make, and ends the build.
  ///
  /// All that may need room on the disk is written before the first rename. Should one fail all the same, the error has
  /// a note that `Output` is between two builds, which the next one completes. Not to be broken off: it takes
  /// milliseconds.
  public func commit() throws(Diagnostic) -> WriteSummary {
    try checkOpen()
    guard mode == .write, let folder else {
      let summary = try preview()
      abandon()
      return summary
    }
    let givingWay: OutputObstacles
    let remaining: [OutputPath]
    do {
      givingWay = try filesThatGiveWay()
      try checkWritable()
      remaining = try nextLeftovers()
      if leftovers != Set(remaining) { needsManifest = true }
      if hasChanges { try prepare(remaining, in: folder) }
    } catch {
      abandon()
      throw error
    }
    var summary = try finishBuild(givingWay, in: folder)
    warnAboutLeftovers(remaining, in: &summary)
    return summary
  }

  private var hasChanges: Bool {
    needsManifest || !staging.written.isEmpty || records.contains { $0.state == .leaving }
  }

  private func finishBuild(_ obstacles: OutputObstacles, in folder: Int32) throws(Diagnostic) -> WriteSummary {
    var change = OutputChange(name: name, folder: folder, fileSystem: fileSystem)
    var summary = WriteSummary()
    if hasChanges {
      do {
        try change.makeWay(obstacles)
        try change.place(staging)
        summary.removed = try removeLeaving(&change, obstacles)
        if isManifestObstructed { try change.rename(OutputState.manifest, to: OutputState.staging + "/obstacle") }
        try change.rename(OutputState.staging + "/manifest", to: OutputState.manifest)
      } catch {
        guard change.hasBegun else {
          if !isInterrupted { try? fileSystem.removeFile(OutputState.journal, in: folder) }
          abandon()
          throw error
        }
        end()
        throw error.halfWay()
      }
      // The build is complete: what fails from here on is done by the next one.
      try? fileSystem.removeFile(OutputState.journal, in: folder)
    }
    summary.written = staging.written.map { records[$0].path }
    summary.kept = records.count { $0.state == .kept }
    summary.warnings = warnings
    end()
    return summary
  }

  private func end() {
    isOpen = false
    if staging.exists { clearStaging() }
    finish()
  }

  /// Writes the next manifest, and the journal of what is about to change.
  private func prepare(_ leftovers: [OutputPath], in folder: Int32) throws(Diagnostic) {
    try makeStaging(in: folder)
    do {
      let present = records.lazy.filter { $0.state != .leaving }
      let foreign = nextForeignFolders()
      let manifest = OutputState.staging + "/manifest"
      state = try write(present, foreign, leftovers, to: manifest, in: folder)
      guard !staging.written.isEmpty || isManifestObstructed else { return }
      // After a build that was killed, the journal has files that no manifest lists; they must not be forgotten. What
      // stands in the manifest's place goes before it comes: for that moment the journal is all there is.
      let isWhole = isInterrupted || isManifestObstructed
      let journal = OutputState.staging + "/journal"
      if isWhole {
        _ = try write(records, foreign, leftovers, to: journal, in: folder)
      } else if staging.written.count == records.count {
        try copy(manifest, to: journal, in: folder)
      } else {
        _ = try write(staging.written.lazy.map { self.records[$0] }, foreign, [], to: journal, in: folder)
      }
      try fileSystem.rename(journal, to: OutputState.journal, in: folder)
    } catch {
      throw .outputDisk(error, "write the list of files", "\(name)/\(OutputState.manifest)")
    }
  }

  private func write(
    _ records: some Sequence<OutputRecord>, _ foreignFolders: [String], _ leftovers: [OutputPath], to path: String,
    in folder: Int32
  ) throws(SystemError) -> ContentHash {
    try fileSystem.with(try fileSystem.create(path, in: folder)) { (file: Int32) throws(SystemError) in
      try Manifest.write(
        records, foreignFolders: foreignFolders, leftovers: leftovers, to: PieceWriter(to: file, fileSystem))
    }
  }

  /// The journal of a first build is its manifest.
  private func copy(_ path: String, to target: String, in folder: Int32) throws(SystemError) {
    try fileSystem.with(try fileSystem.open(path, in: folder)) { (source: Int32) throws(SystemError) in
      try fileSystem.with(try fileSystem.create(target, in: folder)) { (file: Int32) throws(SystemError) in
        var buffer = [UInt8](repeating: 0, count: PieceWriter.size)
        while case let count = try fileSystem.read(source, into: &buffer), count > 0 {
          try fileSystem.writeAll(buffer.span.extracting(0..<count), to: file)
        }
      }
    }
  }

  /// Those in which this build has files.
  private func nextForeignFolders() -> [String] {
    if foreignFolders.isEmpty { return [] }
    let present = records.lazy.filter { $0.state != .leaving }
    let used = Set(present.flatMap { Self.folders(above: $0.path.folder) })
    return foreignFolders.intersection(used).sorted()
  }

  /// A folder that may not be written is found before anything has changed.
  private func checkWritable() throws(Diagnostic) {
    guard let folder else { return }
    var checked = Set<String>()
    let targets = staging.moves.joined().map(\.target) + staging.trees.map(\.target)
    let leaving = records.lazy.filter { $0.state == .leaving }.map(\.path.text)
    for path in targets + leaving {
      let parent = Self.split(path).parent
      guard checked.insert(parent).inserted, case .present = try stateIgnoringLinks(of: parent) else { continue }
      guard fileSystem.isWritable(parent.isEmpty ? "." : parent, in: folder) else {
        let error = SystemError(call: "faccessat", code: SystemError.forbidden)
        throw .outputDisk(error, "write into this folder", parent.isEmpty ? name : "\(name)/\(parent)")
      }
    }
  }
}
