/// The folder of a cache on the disk: a lock, an index, and a file of texts.
///
/// The file of texts only grows: what an older index names in it stays where it is. When most of it is of no use any
/// more, the next generation is begun in another file. The index is replaced as a whole, and names the generation that
/// it belongs to.
struct CacheFolder: Sendable {
  private let folder: Int32
  /// The lock, if this process has it: only then is anything written under a name.
  private let lock: Int32?
  private let isReadOnly: Bool
  /// The file that the index was read with.
  private var readTexts: Int32?
  /// The file that texts are appended to; the same one, or another.
  private var texts: Int32?

  private static let indexName = "index"
  private static let editsName = "index-edits"
  private static let lockName = "lock"
  private static let lastName = "last-build"
  /// Less than this is not worth tidying up, in bytes.
  private static let smallestWaste = 1 << 20

  private static func textsName(_ generation: Int) -> String { "texts-\(generation)" }

  /// Nil when there is no such folder and it cannot be made.
  init?(_ path: String, isReadOnly: Bool) {
    let fileSystem = SystemFileSystem()
    self.isReadOnly = isReadOnly
    // When it is there already, or cannot be made, opening it tells.
    if !isReadOnly { try? fileSystem.makeFolder(absolute: path) }
    guard let folder = try? fileSystem.openFolder(path) else { return nil }
    self.folder = folder
    lock = isReadOnly ? nil : Self.takeLock(in: folder, fileSystem)
  }

  private static func takeLock(in folder: Int32, _ fileSystem: SystemFileSystem) -> Int32? {
    guard let descriptor = try? fileSystem.openLock(lockName, in: folder) else { return nil }
    if let isTaken = try? fileSystem.lock(descriptor), isTaken { return descriptor }
    try? fileSystem.close(descriptor)
    return nil
  }

  func close() {
    let fileSystem = SystemFileSystem()
    for descriptor in Set([texts, readTexts, lock, folder].compactMap { $0 }) { try? fileSystem.close(descriptor) }
  }

  /// What time it is for files that are written now, in nanoseconds since 1970; nil without the lock.
  func clock() -> Int64? {
    let fileSystem = SystemFileSystem()
    guard let lock else { return nil }
    do {
      try fileSystem.truncate(lock)
      try fileSystem.write(Array("process \(fileSystem.processID)\n".utf8), to: lock, at: 0)
      let status = try fileSystem.status(of: lock)
      return min(status.stamp.modified, status.changed)
    } catch {
      return nil
    }
  }

  /// The index, and its file of texts open; an empty one when anything is wrong.
  mutating func readIndex() -> CacheIndex {
    let fileSystem = SystemFileSystem()
    guard let descriptor = try? fileSystem.open(Self.indexName, in: folder) else { return CacheIndex() }
    defer { try? fileSystem.close(descriptor) }
    guard let status = try? fileSystem.status(of: descriptor), status.kind == .file,
      let bytes = try? fileSystem.read(descriptor, at: 0, count: status.stamp.size), var index = CacheIndex(bytes)
    else { return CacheIndex() }
    if let (edits, mark) = readEdits(), edits.base == index.base { index.take(edits, mark: mark) }
    let name = Self.textsName(index.generation)
    let opened = lock == nil ? try? fileSystem.open(name, in: folder) : try? fileSystem.openReadable(name, in: folder)
    guard let opened else { return CacheIndex(generation: index.generation) }
    readTexts = opened
    guard let status = try? fileSystem.status(of: opened), status.kind == .file, status.stamp.size >= index.end else {
      return CacheIndex(generation: index.generation)
    }
    if lock != nil { texts = opened } else { index.end = 0 }
    index.sources.setDescriptor(opened)
    return index
  }

  /// What has changed since the index was written; nil when nothing has, or anything is wrong.
  private func readEdits() -> (edits: IndexEdits, mark: ContentHash?)? {
    let fileSystem = SystemFileSystem()
    guard let descriptor = try? fileSystem.open(Self.editsName, in: folder) else { return nil }
    defer { try? fileSystem.close(descriptor) }
    guard let status = try? fileSystem.status(of: descriptor), status.kind == .file,
      let bytes = try? fileSystem.read(descriptor, at: 0, count: status.stamp.size), let edits = IndexEdits(bytes)
    else { return nil }
    return (edits, Seal.hash(in: bytes))
  }

  /// The store for the texts of a build. An index that knows nothing begins a new generation.
  mutating func store(for index: inout CacheIndex) -> BodyStore {
    if isReadOnly { return BodyStore() }
    if texts == nil || lock != nil && index.sources.isEmpty { begin(&index) }
    return BodyStore(descriptor: texts, end: index.end)
  }

  /// Whether the texts of a store stand in the file to which others are appended.
  func holds(_ bodies: BodyStore) -> Bool { bodies.descriptor == texts }

  /// Opens another file of texts. Without the lock it has no name, and ends with the process.
  private mutating func begin(_ index: inout CacheIndex) {
    let fileSystem = SystemFileSystem()
    if let texts, texts != readTexts { try? fileSystem.close(texts) }
    index.end = 0
    if lock != nil {
      index.generation += 1
      let name = Self.textsName(index.generation)
      try? fileSystem.removeFile(name, in: folder)
      texts = try? fileSystem.createReadable(name, in: folder)
    } else {
      let name = "texts-of-process-\(fileSystem.processID)"
      texts = try? fileSystem.createReadable(name, in: folder)
      try? fileSystem.removeFile(name, in: folder)
    }
  }

  /// The last build; nil when there was none, or anything is wrong.
  func readLast() -> LastBuild? {
    let fileSystem = SystemFileSystem()
    guard let descriptor = try? fileSystem.open(Self.lastName, in: folder) else { return nil }
    defer { try? fileSystem.close(descriptor) }
    guard let status = try? fileSystem.status(of: descriptor), status.kind == .file else { return nil }
    return (try? fileSystem.read(descriptor, at: 0, count: status.stamp.size)).flatMap { LastBuild($0) }
  }

  /// Writes what the next build has to know of this one, or forgets the one before.
  func write(_ last: LastBuild?) {
    guard lock != nil else { return }
    if let last {
      replace(Self.lastName, last.write)
    } else {
      try? SystemFileSystem().removeFile(Self.lastName, in: folder)
    }
  }

  /// Replaces a file as a whole; nil when that fails, and then it is what it was.
  @discardableResult
  private func replace<Value>(_ name: String, _ write: (PieceWriter) throws(SystemError) -> Value) -> Value? {
    let fileSystem = SystemFileSystem()
    let draft = "\(name)-new"
    try? fileSystem.removeFile(draft, in: folder)
    do {
      let value = try fileSystem.with(try fileSystem.create(draft, in: folder)) { (file: Int32) throws(SystemError) in
        try write(PieceWriter(to: file, fileSystem))
      }
      try fileSystem.rename(draft, to: name, in: folder)
      return value
    } catch {
      try? fileSystem.removeFile(draft, in: folder)
      return nil
    }
  }

  /// Writes the index, if this process may and its texts are on the disk. Nothing depends on whether it succeeds.
  mutating func write(_ index: inout CacheIndex) {
    (index.mark, index.base, index.edits) = (nil, nil, nil)
    guard lock != nil, texts != nil else { return }
    if index.end > 2 * index.used + Self.smallestWaste { tidyUp(&index) }
    let complete = index
    guard let mark = replace(Self.indexName, complete.write) else { return }
    (index.mark, index.base) = (mark, mark)
    // It belongs to another index now.
    try? SystemFileSystem().removeFile(Self.editsName, in: folder)
    removeOtherTexts(keeping: Self.textsName(index.generation))
  }

  /// Writes what has changed since the index was written; false when that cannot be done.
  func write(_ edits: IndexEdits, into index: inout CacheIndex) -> Bool {
    guard lock != nil, texts != nil, let mark = replace(Self.editsName, edits.write) else { return false }
    (index.mark, index.edits) = (mark, edits)
    return true
  }

  /// Copies what is still of use into the next generation.
  private mutating func tidyUp(_ index: inout CacheIndex) {
    var next = CacheIndex(key: index.key, generation: index.generation)
    let old = texts
    texts = nil
    begin(&next)
    let from = BodyStore()
    let to = BodyStore(descriptor: texts)
    for (path, var source) in index.sources.all {
      guard let value = from.bytes(of: source.value), let html = from.bytes(of: source.html),
        let outline = from.bytes(of: source.outline)
      else { continue }
      source.value = to.keep(value)
      source.html = to.keep(html)
      source.outline = to.keep(outline)
      next.sources.append(path, source)
    }
    to.flush()
    next.end = to.end
    next.pages = index.pages
    if let old, old != readTexts { try? SystemFileSystem().close(old) }
    if to.hasFailed || texts == nil { next.sources = CachedSources() }
    index = next
  }

  private func removeOtherTexts(keeping current: String) {
    let fileSystem = SystemFileSystem()
    for name in (try? fileSystem.list(".", in: folder).names) ?? []
    where name.hasPrefix("texts-") && name != current {
      try? fileSystem.removeFile(name, in: folder)
    }
  }
}
