internal import CCmark

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The memory of one tree and of what parses it, which goes as a whole.
///
/// libcmark takes some hundred small pieces for an article, and gives each of them back. Here one lies behind the other,
/// and what a thread had for a text it has again for the next one: to read an article's Markdown takes a fifth less.
@safe struct TreeMemory {
  /// What lies in front of each piece, so that all are aligned as those of `malloc` are: its size.
  private static let header = 16
  /// In bytes. An article of 3 KB needs a third of it.
  private static let firstChunk = 1 << 16
  /// What lies beyond the first chunk grows by so much at a time at least.
  private static let nextChunk = 1 << 20

  @safe private struct Region {
    /// Where the next piece may lie, and where the chunk ends.
    var next: UnsafeMutableRawPointer
    var end: UnsafeMutableRawPointer
    /// The piece that was taken last; nil when it was given back.
    var last: UnsafeMutableRawPointer?
    let first: UnsafeMutableRawPointer
    /// For what only a long text needs.
    var others: [UnsafeMutableRawPointer]
    let functions: UnsafeMutablePointer<cmark_mem>
  }

  private let region: UnsafeMutablePointer<Region>

  private init(_ region: UnsafeMutablePointer<Region>) { unsafe self.region = region }

  /// What this thread has left over, or new memory.
  static func take() -> TreeMemory {
    if let spare = unsafe pthread_getspecific(spare) {
      pthread_setspecific(Self.spare, nil)
      return unsafe TreeMemory(spare.assumingMemoryBound(to: Region.self))
    }
    let region = UnsafeMutablePointer<Region>.allocate(capacity: 1)
    let chunk = unsafe chunk(of: firstChunk)
    let functions = UnsafeMutablePointer<cmark_mem>.allocate(capacity: 1)
    unsafe functions.initialize(to: Self.functions)
    unsafe region.initialize(
      to: Region(next: chunk, end: chunk + firstChunk, first: chunk, others: [], functions: functions))
    return unsafe TreeMemory(region)
  }

  /// Ends the life of all that stands in it. It is kept for the next text of this thread, but for what only a long one
  /// needs.
  func give() {
    unsafe Self.clear(region)
    if unsafe pthread_getspecific(Self.spare) == nil {
      unsafe pthread_setspecific(Self.spare, region)
    } else {
      unsafe Self.free(region)
    }
  }

  /// What libcmark does in `body` with the allocator that it is given, on this thread, it does here.
  func use<Result>(_ body: (UnsafeMutablePointer<cmark_mem>) -> Result) -> Result {
    let outer = unsafe pthread_getspecific(Self.current)
    unsafe pthread_setspecific(Self.current, region)
    defer { unsafe pthread_setspecific(Self.current, outer) }
    return unsafe body(region.pointee.functions)
  }

  private static func take(_ size: Int, from region: UnsafeMutablePointer<Region>) -> UnsafeMutableRawPointer {
    let whole = header + (size + 15) & ~15
    if unsafe region.pointee.end - region.pointee.next < whole { unsafe grow(region, for: whole) }
    let piece = unsafe region.pointee.next + header
    unsafe (piece - header).storeBytes(of: size, as: Int.self)
    unsafe region.pointee.next += whole
    unsafe region.pointee.last = piece
    return unsafe piece
  }

  /// Most of what is needed for a moment is given back before anything else is taken, and what grows is often the last.
  private static func give(_ piece: UnsafeMutableRawPointer, to region: UnsafeMutablePointer<Region>) {
    guard unsafe piece == region.pointee.last else { return }
    unsafe region.pointee.next = piece - header
    unsafe region.pointee.last = nil
  }

  private static func grow(_ region: UnsafeMutablePointer<Region>, for size: Int) {
    let size = max(size, nextChunk)
    let chunk = unsafe chunk(of: size)
    unsafe region.pointee.others.append(chunk)
    unsafe region.pointee.next = chunk
    unsafe region.pointee.end = chunk + size
  }

  private static func clear(_ region: UnsafeMutablePointer<Region>) {
    unsafe region.pointee.others.forEach { unsafe $0.deallocate() }
    unsafe region.pointee.others = []
    unsafe region.pointee.next = region.pointee.first
    unsafe region.pointee.end = region.pointee.first + firstChunk
    unsafe region.pointee.last = nil
  }

  private static func free(_ region: UnsafeMutablePointer<Region>) {
    unsafe clear(region)
    unsafe region.pointee.first.deallocate()
    unsafe region.pointee.functions.deallocate()
    unsafe region.deinitialize(count: 1)
    unsafe region.deallocate()
  }

  private static func chunk(of size: Int) -> UnsafeMutableRawPointer {
    UnsafeMutableRawPointer.allocate(byteCount: size, alignment: header)
  }

  /// The functions that libcmark calls. They are told sizes alone: what they work on is known by the thread.
  private static var functions: cmark_mem {
    unsafe cmark_mem(
      calloc: { count, size in
        let piece = unsafe TreeMemory.take(count * size, from: TreeMemory.used)
        unsafe memset(piece, 0, count * size)
        return unsafe piece
      },
      realloc: { old, size in
        let region = unsafe TreeMemory.used
        guard let old = unsafe old else { return unsafe TreeMemory.take(size, from: region) }
        let known = unsafe (old - TreeMemory.header).load(as: Int.self)
        unsafe TreeMemory.give(old, to: region)
        let piece = unsafe TreeMemory.take(size, from: region)
        if unsafe piece != old { unsafe memcpy(piece, old, min(known, size)) }
        return unsafe piece
      },
      free: { piece in
        if let piece = unsafe piece { unsafe TreeMemory.give(piece, to: TreeMemory.used) }
      })
  }

  /// What this thread uses. libcmark could not be told of a failure, and would end the program itself.
  private static var used: UnsafeMutablePointer<Region> {
    guard let region = unsafe pthread_getspecific(current) else {
      preconditionFailure("libcmark was called outside of use(_:)")
    }
    return unsafe region.assumingMemoryBound(to: Region.self)
  }

  private static let current = unsafe key(nil)
  private static let spare = unsafe key { region in unsafe TreeMemory.end(region) }

  /// Of a thread that ends.
  private static func end(_ region: UnsafeMutableRawPointer?) {
    if let region = unsafe region { unsafe free(region.assumingMemoryBound(to: Region.self)) }
  }

  #if canImport(Darwin)
    private typealias EndOfThread = @convention(c) (UnsafeMutableRawPointer) -> Void
  #else
    private typealias EndOfThread = @convention(c) (UnsafeMutableRawPointer?) -> Void
  #endif

  private static func key(_ end: EndOfThread?) -> pthread_key_t {
    var key = pthread_key_t()
    let code = unsafe pthread_key_create(&key, end)
    precondition(code == 0, "there are no more keys for the memory of threads")
    return key
  }
}
