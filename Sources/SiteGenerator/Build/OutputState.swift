internal import Diagnostics

/// What the last build left in `Output/.sitegen`.
///
/// A server that serves every file would serve these too: none holds anything but names and numbers of what is
/// published (`staging` for the length of a build; its folder is closed to others).
struct OutputState {
  static let folder = ".sitegen"
  static let lock = ".sitegen/lock"
  static let manifest = ".sitegen/manifest"
  /// The lines of the files that are about to change; there from before the first rename until the manifest is in
  /// place.
  static let journal = ".sitegen/journal"
  static let staging = ".sitegen/staging"

  var records: [OutputRecord] = []
  var foreignFolders: [String] = []
  /// Files that were here when a list had been damaged, and that no list names: of an earlier build, perhaps.
  var leftovers: [OutputPath] = []
  var isDamaged = false
  /// What stands where the manifest belongs, when it is no file: `a folder`.
  var obstacle: String?
  /// Whether the last build was killed while it changed files.
  var isInterrupted = false
  /// Whether there is a manifest or a journal, whatever is in it.
  var isOurs = false
  /// Of the manifest's bytes; nil when it is missing or damaged, or does not say all.
  var hash: ContentHash?

  init() {}

  /// - Parameter name: of `Output`, for messages.
  init(in folder: Int32, shownAs name: String, _ fileSystem: any FileSystem) throws(Diagnostic) {
    obstacle = try Self.obstacle(Self.manifest, in: folder, shownAs: name, fileSystem)
    if obstacle != nil {
      isOurs = true
      isDamaged = true
    } else if let (manifest, hash) = try Self.read(Self.manifest, in: folder, shownAs: name, fileSystem) {
      take(manifest)
      self.hash = manifest.isDamaged ? nil : hash
    }
    if let obstacle = try Self.obstacle(Self.journal, in: folder, shownAs: name, fileSystem) {
      throw .outputObstructed("\(name)/\(Self.journal)", by: obstacle)
    }
    if let (journal, _) = try Self.read(Self.journal, in: folder, shownAs: name, fileSystem) {
      isInterrupted = true
      hash = nil
      take(journal)
    }
  }

  /// Later lines replace earlier ones of the same path: the journal says what a file was to become.
  private mutating func take(_ manifest: Manifest) {
    isOurs = true
    isDamaged = isDamaged || manifest.isDamaged
    foreignFolders += manifest.foreignFolders
    leftovers += manifest.leftovers
    guard !records.isEmpty else { return records = manifest.records }
    var index = Dictionary(records.indices.map { (records[$0].path, $0) }, uniquingKeysWith: { $1 })
    for record in manifest.records {
      if let number = index[record.path] {
        records[number] = record
      } else {
        index[record.path] = records.count
        records.append(record)
      }
    }
  }

  /// What stands at a path where only a file of ours may; it is never read, nor written through.
  private static func obstacle(
    _ path: String, in folder: Int32, shownAs name: String, _ fileSystem: any FileSystem
  ) throws(Diagnostic) -> String? {
    do {
      switch try fileSystem.status(path, in: folder)?.kind {
      case nil, .file: return nil
      case .folder: return "a folder"
      case .link: return "a symbolic link"
      case .other: return "a device or pipe"
      }
    } catch {
      throw .outputDisk(error, "look at this file", "\(name)/\(path)")
    }
  }

  private static func read(
    _ path: String, in folder: Int32, shownAs name: String, _ fileSystem: any FileSystem
  ) throws(Diagnostic) -> (manifest: Manifest, hash: ContentHash)? {
    do {
      let descriptor = try fileSystem.open(path, in: folder)
      return try fileSystem.with(descriptor) { descriptor throws(SystemError) in
        let written = try fileSystem.status(of: descriptor).stamp
        let bytes = try fileSystem.readAll(descriptor, expected: written.size)
        var manifest = Manifest(reading: bytes)
        for number in manifest.records.indices {
          let modified = manifest.records[number].stamp?.modified ?? .max
          manifest.records[number].isSettled = modified < written.modified
        }
        return (manifest, manifest.hash ?? ContentHash(bytes))
      }
    } catch {
      if error.isMissing { return nil }
      throw error.isLink ? .outputLink("\(name)/\(path)") : .outputDisk(error, "read this file", "\(name)/\(path)")
    }
  }
}
