public import Diagnostics

extension OutputFolder: OutputSink {
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
