/// What pages read, by hashes of their paths, as `CachedPages.bytes(of:variables:)` writes it: all that is asked of a path
/// is whether it is the same, and a text for each page would take more room than what is known of it, and longer to find.
///
/// The bytes of all pages stand one behind the other: an array for each would take more room than what is in it. They
/// stand in chunks, so that nothing is copied when more comes.
struct PageReads: Sendable {
  private struct Place: Sendable {
    var chunk: UInt32
    var start: UInt32
    var count: UInt32
    var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
  }

  private var places: [ContentHash: Place] = [:]
  private var chunks: [[UInt8]] = []
  /// Bytes of what is known, and of that with what it took the place of.
  private var used = 0
  private(set) var held = 0

  private static let chunkLength = 1 << 18

  init() {}

  /// - Parameter count: How many pages there will be, at most.
  init(minimumCapacity count: Int) { places.reserveCapacity(count) }

  var isEmpty: Bool { places.isEmpty }
  var count: Int { places.count }

  /// What a page read; nil when that is not known.
  subscript(path: String) -> ArraySlice<UInt8>? { places[Self.hash(path)].map { chunks[Int($0.chunk)][$0.range] } }

  /// Reads what a page read; nil when that is not known.
  func coder(_ path: String) -> Coder? {
    places[Self.hash(path)].map { Coder(reading: chunks[Int($0.chunk)], $0.range) }
  }

  /// In any order.
  private var all: some Sequence<(page: ContentHash, reads: ArraySlice<UInt8>)> {
    places.lazy.map { (page: $0.key, reads: chunks[Int($0.value.chunk)][$0.value.range]) }
  }

  private static func hash(_ path: String) -> ContentHash {
    var digest = Digest()
    digest.add(path)
    return digest.hash
  }

  /// What a page read takes the place of what was known of it.
  mutating func set(_ path: String, _ reads: some Collection<UInt8>) { set(Self.hash(path), reads) }

  private mutating func set(_ page: ContentHash, _ reads: some Collection<UInt8>) {
    if chunks.last.map({ $0.count + reads.count > Self.chunkLength }) ?? true {
      chunks.append([])
      chunks[chunks.count - 1].reserveCapacity(max(reads.count, Self.chunkLength))
    }
    let last = chunks.count - 1
    let place = Place(
      chunk: UInt32(clamping: last), start: UInt32(clamping: chunks[last].count), count: UInt32(clamping: reads.count))
    used += reads.count - (places.updateValue(place, forKey: page).map { Int($0.count) } ?? 0)
    held += reads.count
    chunks[last] += reads
  }

  /// Whether some page shows the instant at which it was made.
  var showTime: Bool {
    places.values.contains { CachedPages.showsTime(Coder(reading: chunks[Int($0.chunk)], $0.range)) }
  }

  /// Takes what is known of other pages.
  mutating func merge(_ others: PageReads) {
    if isEmpty { return self = others }
    for (page, reads) in others.all { set(page, reads) }
    // `serve` takes each edit's for as long as it runs.
    if held > 2 * used + Self.chunkLength { compact() }
  }

  /// Gives the room back of what was known before.
  private mutating func compact() {
    var compact = PageReads(minimumCapacity: count)
    for (page, reads) in all { compact.set(page, reads) }
    self = compact
  }
}

extension PageReads: Stored {
  static var blank: PageReads { PageReads() }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    var count = places.count
    try coder.code(count: &count)
    if coder.isWriting {
      for (page, reads) in all {
        var page = page
        try page.code(&coder)
        try coder.write(reads)
        coder.endValue()
      }
    } else {
      self = PageReads(minimumCapacity: count)
      for _ in 0..<count { set(try coder.read(ContentHash.self), try coder.readBytes()) }
    }
  }
}
