/// What is kept of one file of Content: how it is known again, and where what was learnt from it stands.
struct CachedSource: Sendable, Hashable {
  /// As it was listed; nil when only its bytes tell.
  var stamp: SourceStamp?
  /// The clock of the file system before the file was read.
  var verified = Int64.min
  var hash: ContentHash
  /// The value, and the HTML and the outline behind it.
  var value: StoredPiece
  var html: StoredPiece
  var outline: StoredPiece

  /// Whether the file is certainly as it was, without being read.
  func isProved(by other: SourceStamp?) -> Bool {
    guard let stamp, stamp == other else { return false }
    return stamp.isSettled(at: verified)
  }
}

extension SourceStamp {
  /// How fine the clocks of file systems are: FAT's counts two seconds. What is written to a file within that time after
  /// it was read may leave its times as they were.
  private static let tick: Int64 = 2_000_000_000

  /// Whether whoever writes to the file from this moment on changes its times.
  func isSettled(at clock: Int64?) -> Bool {
    guard let clock, clock > .min + Self.tick else { return false }
    return max(modified, changed) < clock - Self.tick
  }
}

extension CachedSource: Stored {
  static var blank: CachedSource {
    CachedSource(hash: .blank, value: StoredPiece(), html: StoredPiece(), outline: StoredPiece())
  }

  /// Descriptors are of this process, and are set when the file is opened.
  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    try coder.code(&stamp)
    try coder.code(time: &verified)
    try coder.code(&hash)
    try coder.code(&value)
    try coder.code(&html)
    try coder.code(&outline)
  }
}

extension StoredPiece: Stored {
  static var blank: StoredPiece { StoredPiece() }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    var (offset, count, check) = (offset, count, check)
    try coder.code(&offset)
    try coder.code(&count)
    guard offset >= 0, (0...Int(UInt32.max)).contains(count), offset < Int.max - count else { throw Coder.Damage() }
    if count > 0 { try coder.code(fixed: &check) }
    self = StoredPiece(descriptor: descriptor, offset: offset, count: count, check: check)
  }
}

extension SourceStamp: Stored {
  static var blank: SourceStamp { SourceStamp(size: 0, modified: 0, changed: 0, inode: 0) }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    try coder.code(&size)
    try coder.code(time: &modified)
    try coder.code(time: &changed)
    try coder.code(&inode)
  }
}

extension Coder {
  fileprivate mutating func code(time: inout Int64) throws(Damage) {
    var bits = UInt64(bitPattern: time)
    try code(fixed: &bits)
    time = Int64(bitPattern: bits)
  }
}
