/// Everything that a cache knows, but for what stands in its file of texts.
struct CacheIndex: Sendable {
  /// Stands for the program, and for what sources are read with besides their own bytes.
  var key = ContentHash(high: 0, low: 0)
  /// Which file of texts it belongs to.
  var generation = 0
  /// Where the next text begins in that file.
  var end = 0
  var sources = CachedSources()
  var pages = CachedPages()
  /// Tells it from every other one; nil when it does not stand on the disk.
  var mark: ContentHash?
  /// The same of the file in which it was written as a whole.
  var base: ContentHash?
  /// What has changed since then.
  var edits: IndexEdits?

  /// Changes with the way in which anything is written.
  private static let header = Array("sitegen cache 4\n".utf8)
  init(key: ContentHash = ContentHash(high: 0, low: 0), generation: Int = 0) {
    self.key = key
    self.generation = generation
  }

  /// Nil when the bytes are not those of an index, or were damaged.
  init?(_ bytes: [UInt8]) {
    guard bytes.starts(with: Self.header), let end = Seal.position(in: bytes), end >= Self.header.count else {
      return nil
    }
    var coder = Coder(reading: bytes, Self.header.count..<end)
    guard (try? code(&coder)) != nil, coder.isAtEnd else { return nil }
    mark = Seal.hash(in: bytes)
    base = mark
  }

  /// Writes all of it, and the seal behind it; what tells it from every other one.
  func write(to file: PieceWriter) throws(SystemError) -> ContentHash {
    var coder = Coder(beginning: Self.header, in: file)
    var copy = self
    // Only reading fails.
    try? copy.code(&coder)
    return try Seal.seal(&coder)
  }

  private mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    try coder.code(&key)
    try coder.code(&generation)
    try coder.code(&end)
    try coder.code(&sources)
    try coder.code(&pages)
    guard generation >= 0, end >= 0 else { throw Coder.Damage() }
  }

  /// How many bytes of the file of texts are of use.
  var used: Int {
    sources.all.reduce(0) { $0 + $1.source.value.count + $1.source.html.count + $1.source.outline.count }
  }
}

/// The hash of all bytes of a file, behind them: a file that was cut off or damaged is seen.
enum Seal {
  private static let size = 16

  /// Ends what was written piece by piece; the hash of it.
  static func seal(_ coder: inout Coder) throws(SystemError) -> ContentHash {
    coder.endFile()
    var hash = coder.file?.hash ?? .blank
    // Only reading fails.
    try? hash.code(&coder)
    coder.endFile()
    if let failure = coder.file?.failure { throw failure }
    return hash
  }

  /// Where the seal begins; nil when it is broken.
  static func position(in bytes: [UInt8]) -> Int? {
    guard let expected = hash(in: bytes) else { return nil }
    let end = bytes.count - size
    var hasher = ContentHasher()
    hasher.update(bytes.span.extracting(0..<end))
    return hasher.finish() == expected ? end : nil
  }

  /// What the seal says.
  static func hash(in bytes: [UInt8]) -> ContentHash? {
    guard bytes.count >= size else { return nil }
    var coder = Coder(reading: bytes, bytes.count - size..<bytes.count)
    return try? coder.read(ContentHash.self)
  }
}
