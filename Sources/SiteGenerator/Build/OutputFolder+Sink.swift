public import Diagnostics

extension OutputFolder: OutputSink {
  public var keepsFiles: Bool { true }

  public func begins(_ count: Int) {
    // What is new as a whole has its place at once: a list that grows has room for half as much again.
    guard records.isEmpty else { return }
    records.reserveCapacity(count)
    table = RecordTable(minimumCapacity: count)
    staging.written.reserveCapacity(count)
  }

  public func lookAhead() {
    // A test that counts calls wants them in the order of a build.
    guard let folder, fileSystem is SystemFileSystem, !records.isEmpty else { return }
    lookout = OutputLookout(at: records, in: folder)
  }

  public func hasLooked() async {
    guard let lookout else { return }
    proved = await lookout.proved
    self.lookout = nil
  }

  public func keepAll(_ state: ContentHash) throws(Diagnostic) -> Bool {
    try checkOpen()
    guard state == self.state, !isRecovering, leftovers.isEmpty else { return false }
    for record in records {
      guard let status = try status(record.path.text), status.kind == .file else { return false }
      if record.isProved(by: status.stamp) { continue }
      guard status.stamp == record.stamp, try contents(record.path.text)?.hash == record.hash else { return false }
    }
    for number in records.indices { records[number].state = .kept }
    return true
  }

  public func write(
    _ path: OutputPath, _ bytes: [UInt8], hash: ContentHash, fingerprint: ContentHash?, as stage: OutputStage
  ) throws(Diagnostic) {
    try self.stage(path, bytes, as: stage, hash: hash, fingerprint: fingerprint)
  }

  public func copy(
    _ sourceFile: String, to path: OutputPath, fingerprint: ContentHash?, as stage: OutputStage
  ) throws(Diagnostic) {
    try stageCopy(of: sourceFile, to: path, as: stage, fingerprint: fingerprint)
  }
}
