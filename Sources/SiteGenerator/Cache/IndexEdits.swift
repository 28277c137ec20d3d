/// What has changed since an index was written, as a file beside it: after an edit of a text, that is a few hundred bytes
/// instead of all that is known of every article.
struct IndexEdits: Sendable {
  /// Which index it belongs to.
  var base = ContentHash.blank
  /// Where the next text begins in the file of texts.
  var end = 0
  /// The sources that have changed.
  var sources = CachedSources()
  /// What those pages read that were looked at again.
  var reads = PageReads()

  private static let header = Array("sitegen cache edits 2\n".utf8)
  /// More than these are written with everything else.
  private static let mostSources = 64
  private static let mostPages = 2000

  init(base: ContentHash) { self.base = base }

  /// Nil when the bytes are not those of such a file, or were damaged.
  init?(_ bytes: [UInt8]) {
    let start = Self.header.count
    guard bytes.starts(with: Self.header), let end = Seal.position(in: bytes), end >= start else { return nil }
    var coder = Coder(reading: bytes, start..<end)
    guard (try? code(&coder)) != nil, coder.isAtEnd, self.end >= 0 else { return nil }
  }

  /// Writes it, and the seal behind it, which tells it from every other one.
  func write(to file: PieceWriter) throws(SystemError) -> ContentHash {
    var coder = Coder(beginning: Self.header, in: file)
    var copy = self
    // Only reading fails.
    try? copy.code(&coder)
    return try Seal.seal(&coder)
  }

  var isSmall: Bool { sources.count <= Self.mostSources && reads.count <= Self.mostPages }

  private mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    try coder.code(&base)
    try coder.code(&end)
    try coder.code(&sources)
    try coder.code(&reads)
  }
}

extension CacheIndex {
  /// This index with what has changed since it was written.
  ///
  /// - Parameter mark: Tells the file of `edits` from every other one.
  mutating func take(_ edits: IndexEdits, mark: ContentHash?) {
    for (path, source) in edits.sources.all { sources.replace(path, with: source) }
    pages.reads.merge(edits.reads)
    end = edits.end
    self.edits = edits
    self.mark = mark
  }

  /// What has to be written beside the index on the disk; nil when there is none, or when all of it has to be written.
  ///
  /// - Parameters:
  ///   - sources: As they are now.
  ///   - reads: What those pages read that were looked at; all others read what they read before.
  func edits(to sources: CachedSources, reads: PageReads, end: Int) -> IndexEdits? {
    guard let base, let changed = self.sources.changes(to: sources) else { return nil }
    var edits = self.edits ?? IndexEdits(base: base)
    for (path, source) in changed { edits.sources.replace(path, with: source) }
    edits.reads.merge(reads)
    edits.end = end
    return edits.isSmall ? edits : nil
  }
}
