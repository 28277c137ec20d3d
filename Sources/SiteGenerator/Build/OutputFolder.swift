public import Diagnostics

/// The folder `Output` while one build writes it: nothing in it changes before `commit()`, and then everything does.
///
/// New bytes are staged in `.sitegen/staging`, a folder that does not stand in `Output` yet as a whole, and renamed.
/// From one thread (or actor) at a time; the type is not `Sendable`, so that the compiler sees to it. Hashes may be
/// computed elsewhere.
///
/// A process may be killed at any moment. Before the first rename it has changed nothing. From then on a journal says
/// which files were about to change; the next build reads it, compares, and ends in the tree of a clean build.
public final class OutputFolder {
  /// What the folder is opened for.
  public enum Mode: Sendable {
    /// Files are staged, and `commit()` puts them in their places. One process at a time.
    case write
    /// Only says what a build would do: nothing is written and no lock is taken, and `Output` need not be there.
    case compare
  }

  /// As the user wrote it; messages show paths below it.
  let name: String
  let mode: Mode
  let fileSystem: any FileSystem
  /// The open folder; nil when it is not there, which `Mode.compare` allows.
  let folder: Int32?
  var lock: OutputLock?
  var records: [OutputRecord]
  var table = RecordTable()
  var foreignFolders: Set<String>
  /// The last build was killed or its list is damaged: a file that differs from the list is no sign of a hand.
  let isRecovering: Bool
  let isInterrupted: Bool
  let isDamaged: Bool
  /// Whether something that is no file has to go before the manifest can be put in its place.
  let isManifestObstructed: Bool
  /// What the last build left alone because it may be of an earlier one.
  let leftovers: Set<OutputPath>
  var staging = Staging()
  var warnings: [Diagnostic] = []
  /// Whether the manifest has to be written though no file was.
  var needsManifest: Bool
  var isOpen = true
  /// Looks at the files of the last build, since `lookAhead()`.
  var lookout: OutputLookout?
  /// By record: whether `lookAhead()` has found its file as it was written; empty while nobody has looked.
  var proved: [Bool] = []
  /// Stands for what is in the folder: names, bytes and times of all files of ours. Nil when that is not known.
  public internal(set) var state: ContentHash?
  /// Whether names that differ in case alone are one, as on most Macs.
  lazy var isCaseless = (try? status(OutputState.folder.uppercased())) != nil
  /// The folders that hold files of ours, and those above them; made when it is first asked for.
  lazy var ownFolders: Set<String> = Set(
    records.flatMap { Self.folders(above: $0.path.folder) }.map { key($0) })
  /// The files of the last build by inode, for names that differ in case alone; made when it is first asked for.
  lazy var inodes: [UInt64: Int] = Dictionary(
    records.indices.compactMap { index in records[index].stamp.map { ($0.inode, index) } }, uniquingKeysWith: { $1 })

  init(
    name: String, mode: Mode, fileSystem: any FileSystem, folder: Int32?, lock: OutputLock?, state: OutputState
  ) {
    self.name = name
    self.mode = mode
    self.fileSystem = fileSystem
    self.folder = folder
    self.lock = lock
    records = state.records
    foreignFolders = Set(state.foreignFolders)
    isDamaged = state.isDamaged
    isManifestObstructed = state.obstacle != nil
    self.state = state.hash
    leftovers = Set(state.leftovers)
    isInterrupted = state.isInterrupted
    isRecovering = state.isInterrupted || state.isDamaged
    needsManifest = isRecovering
    if isDamaged {
      warnings.append(.outputManifestDamaged("\(name)/\(OutputState.manifest)", obstacle: state.obstacle))
    }
    // What a build that was killed has left.
    clearStaging()
  }

  deinit {
    // What `abandon()` does; a test may drop the object as a killed process would.
    abandon()
  }

  /// The number of the record of a path.
  func number(of path: OutputPath) -> Int? { table.find(path, in: records) }

  /// Whether no build has ever written here.
  var isNew: Bool { records.isEmpty && !isRecovering }

  /// True when the file stands as it was written from what `fingerprint` stands for; it is then part of this build as
  /// it is, and need not be rendered.
  ///
  /// The folders above it are not looked at, for nothing is written: only the file has to be the one that was written.
  public func keep(_ path: OutputPath, fingerprint: ContentHash, as stage: OutputStage) throws(Diagnostic) -> Bool {
    try checkOpen()
    guard let number = number(of: path), records[number].fingerprint == fingerprint else { return false }
    return try keep(number, as: stage)
  }

  /// True when the file stands as it was written; it is then part of this build as it is, whatever it was made of.
  ///
  /// - Parameter isKnown: Whether only a file counts that has a fingerprint.
  public func keep(_ path: OutputPath, isKnown: Bool, as stage: OutputStage) throws(Diagnostic) -> Bool {
    try checkOpen()
    guard let number = number(of: path), !isKnown || records[number].fingerprint != nil else { return false }
    return try keep(number, as: stage)
  }

  private func keep(_ number: Int, as stage: OutputStage) throws(Diagnostic) -> Bool {
    try checkUnclaimed(number)
    guard try isAsWritten(number) else { return false }
    if records[number].stage != stage { needsManifest = true }
    records[number].stage = stage
    records[number].state = .kept
    return true
  }

  private func isAsWritten(_ number: Int) throws(Diagnostic) -> Bool {
    if number < proved.count, proved[number] { return true }
    let record = records[number]
    guard let status = try status(record.path.text), status.kind == .file else { return false }
    if record.isProved(by: status.stamp) { return true }
    guard status.stamp.size == record.stamp?.size, let (hash, stamp) = try contents(record.path.text),
      hash == record.hash
    else { return false }
    refresh(number, stamp: stamp)
    return true
  }

  /// Takes the bytes of a file for this build; true when they differ from what stands there.
  ///
  /// - Parameters:
  ///   - hash: `ContentHash(bytes)`, when another thread has computed it.
  ///   - fingerprint: stands for everything that the bytes are made of; for `keep` in the next build.
  @discardableResult
  public func stage(
    _ path: OutputPath, _ bytes: [UInt8], as stage: OutputStage, hash: ContentHash? = nil,
    fingerprint: ContentHash? = nil
  ) throws(Diagnostic) -> Bool {
    try checkOpen()
    let hash = hash ?? ContentHash(bytes)
    let number = try claim(path)
    if let stamp = try standing(number, path, hash: hash, size: bytes.count) {
      keep(number, path, stage, hash: hash, stamp: stamp, fingerprint: fingerprint)
      return false
    }
    let stamp = try put(path, as: stage) { (descriptor: Int32) throws(SystemError) in
      try fileSystem.writeAll(bytes.span, to: descriptor)
    }
    record(path, stage, hash: hash, stamp: stamp, fingerprint: fingerprint)
    return true
  }

  /// Takes a file of the site as it is, without holding it in memory; true when it differs from what stands there.
  ///
  /// It is read and written in pieces rather than copied by the system, so that the hash is of the bytes that were
  /// written.
  @discardableResult
  func stageCopy(
    of sourceFile: String, to path: OutputPath, as stage: OutputStage, fingerprint: ContentHash? = nil
  ) throws(Diagnostic) -> Bool {
    try checkOpen()
    let number = try claim(path)
    let source = try SourceFile(sourceFile, fileSystem)
    defer { source.close() }
    // A file of another size differs, and need not be read twice.
    if let status = try status(path.text), status.kind == .file, status.stamp.size == source.size {
      let hash = try source.hash()
      if let stamp = try standing(number, path, hash: hash, size: source.size) {
        keep(number, path, stage, hash: hash, stamp: stamp, fingerprint: fingerprint)
        return false
      }
    } else {
      _ = try standing(number, path, hash: nil, size: source.size)
    }
    let (hash, stamp) = try copy(source, to: path, as: stage)
    record(path, stage, hash: hash, stamp: stamp, fingerprint: fingerprint)
    return true
  }

  private func copy(
    _ source: SourceFile, to path: OutputPath, as stage: OutputStage
  ) throws(Diagnostic) -> (ContentHash, FileStamp) {
    var hash = ContentHash(high: 0, low: 0)
    var failure: Diagnostic?
    do {
      let stamp = try put(path, as: stage) { (descriptor: Int32) throws(SystemError) in
        hash = try source.copy(to: descriptor, failure: &failure)
      }
      return (hash, stamp)
    } catch {
      throw failure ?? error
    }
  }

  /// Ends the build without it: what was staged is deleted, and the lock is free. Nothing happens after `commit()`.
  public func abandon() {
    guard isOpen else { return }
    isOpen = false
    clearStaging()
    finish()
  }
}
