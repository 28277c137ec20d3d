import Diagnostics

/// Hands files on, and notes what each was made of.
final class FingerprintLog<Output: OutputSink>: OutputSink {
  private let output: Output
  private(set) var fingerprints: [String: ContentHash] = [:]

  /// - Parameter count: How many files will come.
  init(_ output: Output, _ count: Int) {
    self.output = output
    fingerprints.reserveCapacity(count)
  }

  func begins(_ count: Int) { output.begins(count) }
  func lookAhead() { output.lookAhead() }
  func hasLooked() async { await output.hasLooked() }

  var keepsFiles: Bool { output.keepsFiles }
  var reader: FileReader? { output.reader }
  func take(_ reading: any Sendable) { output.take(reading) }
  func keepAll(_ state: ContentHash) throws(Diagnostic) -> Bool { try output.keepAll(state) }
  var state: ContentHash? { output.state }

  /// What such a file was made of is not known here: the next build makes it again.
  func keep(_ path: OutputPath, isKnown: Bool, as stage: OutputStage) throws(Diagnostic) -> Bool {
    try output.keep(path, isKnown: isKnown, as: stage)
  }

  func keep(_ path: OutputPath, fingerprint: ContentHash, as stage: OutputStage) throws(Diagnostic) -> Bool {
    guard try output.keep(path, fingerprint: fingerprint, as: stage) else { return false }
    fingerprints[path.text] = fingerprint
    return true
  }

  func write(
    _ path: OutputPath, _ bytes: [UInt8], hash: ContentHash, fingerprint: ContentHash?, as stage: OutputStage
  ) throws(Diagnostic) {
    fingerprints[path.text] = fingerprint
    try output.write(path, bytes, hash: hash, fingerprint: fingerprint, as: stage)
  }

  func copy(
    _ sourceFile: String, to path: OutputPath, fingerprint: ContentHash?, as stage: OutputStage
  ) throws(Diagnostic) {
    fingerprints[path.text] = fingerprint
    try output.copy(sourceFile, to: path, fingerprint: fingerprint, as: stage)
  }
}
